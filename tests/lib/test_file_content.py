"""What is taken, what is refused, and what is left of it."""

import io

import pytest
from PIL import Image

from faden.lib.file_content import Unwanted, examined, safe_name
from tests import files_made as made

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
JPEG_HEAD = b"\xff\xd8\xff\xe0"


@pytest.mark.parametrize(
    ("content", "suffix"),
    [
        (made.pdf(), "pdf"),
        (made.pdf(packed=b"<< /Type /Page >>"), "pdf"),
        (made.image("JPEG"), "jpg"),
        (made.image("PNG"), "png"),
        (made.image("WEBP"), "webp"),
        (made.docx(), "docx"),
        (made.odt(), "odt"),
        ("Bitte um Rückruf\r\nbis Montag".encode(), "txt"),
        ("Bitte um Rückruf".encode("cp1252"), "txt"),
    ],
)
def test_what_offices_use_is_taken(content: bytes, suffix: str) -> None:
    assert examined(content).type.suffix == suffix


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="0 bytes"),
        pytest.param(SVG, id="drawing with a script"),
        pytest.param(b'\xef\xbb\xbf <?xml version="1.0"?>' + SVG, id="drawing behind a byte order mark"),
        pytest.param(b"<!doctype html><p>", id="web page"),
        pytest.param(b"Hallo <script>alert(1)</script>", id="text with a script"),
        pytest.param(b"MZ\x90\x00" + bytes(60), id="program"),
        pytest.param(b"\x7fELF" + bytes(60), id="program of another system"),
        pytest.param(b"GIF89a<script>" + made.pdf(), id="begins as a picture, holds a PDF"),
        pytest.param(made.pdf() + b"<script>alert(1)</script>", id="web page behind a PDF"),
        pytest.param(made.pdf() + made.archive({"a.exe": "x"}), id="archive behind a PDF"),
        pytest.param(made.pdf()[:-7], id="PDF cut off"),
        pytest.param(made.pdf(b"/OpenAction << /S /JavaScript /JS (app.alert(1)) >>"), id="PDF with a program"),
        pytest.param(made.pdf(b"/OpenAction << /S /J#61vaScript >>"), id="PDF with a disguised program"),
        pytest.param(made.pdf(packed=b"<< /S /JavaScript >>"), id="PDF with a packed program"),
        pytest.param(made.pdf(b"/AA << /S /Launch /F (cmd.exe) >>"), id="PDF that starts something"),
        pytest.param(made.pdf(b"/Names << /EmbeddedFiles 3 0 R >>"), id="PDF with a file in it"),
        pytest.param(made.pdf(b"/AcroForm << /XFA [1 0 R] >>"), id="PDF with a dynamic form"),
        pytest.param(made.pdf(b"/Encrypt 4 0 R"), id="PDF with a password"),
        pytest.param(made.pdf(packed=bytes(70_000_000)), id="PDF that unpacks to 70 MB"),
        pytest.param(made.archive({"a.txt": "x"}), id="some archive"),
        pytest.param(made.docx(**{"word__vbaProject.bin": "x"}), id="document with macros"),
        pytest.param(made.bomb(), id="document that unpacks to 300 MB"),
        pytest.param(made.docx()[:-30], id="document cut off"),
        pytest.param(
            made.docx(**{"word___rels__x.rels": '<R Type="x/attachedTemplate" TargetMode="External" Target="http://x"/>'}),
            id="document that fetches its template",
        ),
        pytest.param(JPEG_HEAD + b"\x00" * 400, id="no picture behind its head"),
        pytest.param(made.image("PNG", (9000, 9000)), id="picture of 81 million pixels"),
        pytest.param(b"\x00\x00\x00\x18ftypheic" + bytes(40), id="picture of an Apple telephone"),
    ],
)  # fmt: skip
def test_what_is_not_taken(content: bytes) -> None:
    with pytest.raises(Unwanted) as said:
        examined(content)
    assert str(said.value).endswith(".")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_picture_does_not_say_where_it_was_taken(kind: str) -> None:
    content = made.image(kind, place=True)
    assert Image.open(io.BytesIO(content)).getexif().get_ifd(0x8825), "the test's picture must have a place"
    kept = examined(content).content
    assert not Image.open(io.BytesIO(kept)).getexif()
    assert b"Kameramarke" not in kept


def test_what_hides_behind_a_picture_is_gone() -> None:
    kept = examined(made.image() + b"<script>alert(1)</script>" + made.archive({"a.exe": "x"})).content
    assert b"script" not in kept
    assert b"PK\x03\x04" not in kept


def test_a_picture_that_lies_on_its_side_is_turned_upright() -> None:
    out, sideways = io.BytesIO(), Image.Exif()
    sideways[0x0112] = 6
    Image.new("RGB", (60, 40)).save(out, format="JPEG", exif=sideways)
    assert Image.open(io.BytesIO(examined(out.getvalue()).content)).size == (40, 60)


def test_a_large_picture_becomes_as_large_as_a_page() -> None:
    kept = examined(made.image("JPEG", (6000, 3000))).content
    assert Image.open(io.BytesIO(kept)).size == (4000, 2000)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Bescheid.pdf", "Bescheid.pdf"),
        ("Bescheid.exe", "Bescheid.pdf"),
        ("C:\\Users\\ich\\Bescheid.pdf", "Bescheid.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("Zeugnis\u202efdp.exe", "Zeugnisfdp.pdf"),
        ("a\r\nSet-Cookie: x.pdf", "aSet-Cookie x.pdf"),
        ('"><img src=x>.pdf', "img src=x.pdf"),
        ("", "Dokument.pdf"),
        ("...", "Dokument.pdf"),
        (".pdf", "Dokument.pdf"),
        ("Đorđević – Zeugnis.PDF", "Đorđević – Zeugnis.pdf"),
        ("Bescheid vom 3.11.2026", "Bescheid vom 3.11.2026.pdf"),
        ("x" * 10_000 + ".pdf", "x" * 116 + ".pdf"),
    ],
)
def test_names_are_freed_of_what_deceives(name: str, expected: str) -> None:
    assert safe_name(name, "pdf") == expected
