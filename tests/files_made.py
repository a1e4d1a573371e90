"""Files as people hand them in, harmless ones and others, made on the spot."""

import io
import zipfile
import zlib

from PIL import Image

DOCX_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def pdf(inside: bytes = b"", *, packed: bytes = b"") -> bytes:
    """A small PDF; ``inside`` stands in its catalogue, ``packed`` in a compressed object stream."""
    stream = zlib.compress(packed)
    objects = b"2 0 obj\n<< /Type /ObjStm /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream\nendobj\n" % (
        len(stream),
        stream,
    )
    return b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog " + inside + b">>\nendobj\n" + objects * bool(packed) + b"%%EOF\n"


def image(kind: str = "JPEG", size: tuple[int, int] = (60, 40), *, place: bool = False) -> bytes:
    """A picture; with the place where it was taken, when asked."""
    out = io.BytesIO()
    picture = Image.linear_gradient("L").resize(size).convert("RGB")
    exif = Image.Exif()
    if place:
        exif[0x010F] = "Kameramarke"
        exif.get_ifd(0x8825).update({1: "N", 2: (51.0, 43.0, 7.0), 3: "E", 4: (8.0, 45.0, 1.0)})
    picture.save(out, format=kind, exif=exif)
    return out.getvalue()


def docx(**parts: str) -> bytes:
    """A Word document; further parts by path (``__`` for a slash)."""
    return archive({"[Content_Types].xml": f'<Types><Override ContentType="{DOCX_MAIN}"/></Types>'} | _paths(parts))


def odt() -> bytes:
    """An OpenDocument text."""
    return archive({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"})


def archive(parts: dict[str, str]) -> bytes:
    """A ZIP."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as folder:
        for name, text in parts.items():
            folder.writestr(name, text)
    return out.getvalue()


def bomb() -> bytes:
    """A small document that unpacks to 300 MB."""
    out = io.BytesIO(docx())
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as folder, folder.open("word/document.xml", "w") as part:
        for _ in range(300):
            part.write(bytes(1_000_000))
    return out.getvalue()


def _paths(parts: dict[str, str]) -> dict[str, str]:
    return {name.replace("__", "/"): text for name, text in parts.items()}
