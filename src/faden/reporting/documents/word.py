"""Papers as DOCX, to be edited further: the site's look, built from blocks, readable aloud.

Headings are headings, tables have heads that are repeated on each page, the language is declared, and page numbers are
fields. What stands in the blocks is text, never markup: a name cannot become anything else.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from typing import Any, Protocol

from docx import Document
from docx.document import Document as Paper
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph as Line

MIME = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FONT = "Noto Sans"
INK, QUIET, THREAD = RGBColor(0x17, 0x1A, 0x2B), RGBColor(0x51, 0x56, 0x6B), RGBColor(0x3B, 0x4B, 0xB0)
#: What XML cannot hold.
FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
#: A paper is the same whenever it is drawn up from the same facts; when it was, stands in it.
MADE = datetime(2020, 1, 1, tzinfo=UTC)


class Block(Protocol):
    """A part of a paper."""

    def put(self, paper: Paper) -> None:
        """Add it at the end."""


@dataclass(frozen=True)
class Heading:
    """A heading below the title (which is level 1)."""

    text: str
    level: int = 2

    def put(self, paper: Paper) -> None:
        """Add it at the end."""
        _add(paper.add_heading(level=self.level), self.text)


@dataclass(frozen=True)
class Text:
    """A paragraph."""

    text: str
    quiet: bool = False
    strong: bool = False

    def put(self, paper: Paper) -> None:
        """Add it at the end."""
        _add(paper.add_paragraph(), self.text, quiet=self.quiet, strong=self.strong)


@dataclass(frozen=True)
class Facts:
    """Names with their values, one on a line; empty values are left out."""

    pairs: Sequence[tuple[str, str]]

    def put(self, paper: Paper) -> None:
        """Add them at the end."""
        for name, value in self.pairs:
            if value:
                line = paper.add_paragraph()
                _add(line, f"{name}: ", quiet=True)
                _add(line, value)


@dataclass(frozen=True)
class Points:
    """A list."""

    items: Sequence[str]

    def put(self, paper: Paper) -> None:
        """Add it at the end."""
        for item in self.items:
            _add(paper.add_paragraph(style="List Bullet"), item)


@dataclass(frozen=True)
class Grid:
    """A table with a head that each page repeats."""

    heads: Sequence[str]
    rows: Sequence[Sequence[str]]

    def put(self, paper: Paper) -> None:
        """Add it at the end."""
        table = paper.add_table(rows=1, cols=len(self.heads), style="Table Grid")
        for cell, head in zip(table.rows[0].cells, self.heads, strict=True):
            _add(cell.paragraphs[0], head, strong=True)
        _tell(table.rows[0]._tr.get_or_add_trPr(), "w:tblHeader", **{"w:val": "true"})  # noqa: SLF001 - no other way
        for row in self.rows:
            for cell, value in zip(table.add_row().cells, row, strict=True):
                _add(cell.paragraphs[0], value)
        paper.add_paragraph()


@dataclass(frozen=True)
class Signatures:
    """Lines to write on, with what belongs there."""

    labels: Sequence[str]

    def put(self, paper: Paper) -> None:
        """Add them at the end."""
        for label in self.labels:
            paper.add_paragraph()
            _add(paper.add_paragraph(), "_" * 40)
            _add(paper.add_paragraph(), label, quiet=True)


def write(*, title: str, sender: str, note: str, blocks: Sequence[Block], language: str = "de-DE") -> bytes:
    """Return the DOCX.

    :param sender: stands in the head of each page
    :param note: stands at the foot of each page, before the page number
    """
    paper = Document()
    _declare(paper, title, language)
    _style(paper, language)
    _page(paper, sender, note)
    _add(paper.add_heading(level=1), title)
    for block in blocks:
        block.put(paper)
    packed = BytesIO()
    paper.save(packed)
    return packed.getvalue()


def paragraphs(text: str) -> list[Block]:
    """What somebody wrote, each line a paragraph."""
    return [Text(line.strip()) for line in text.splitlines() if line.strip()]


def _declare(paper: Paper, title: str, language: str) -> None:
    told = paper.core_properties
    told.title, told.language, told.author = _plain(title)[:255], language, "Faden"
    told.comments, told.created, told.modified = "", MADE, MADE


def _style(paper: Paper, language: str) -> None:
    sizes = {"Normal": 10.5, "Heading 1": 18, "Heading 2": 13, "Heading 3": 11, "List Bullet": 10.5}
    for name, size in sizes.items():
        style: Any = paper.styles[name]
        style.font.name, style.font.size, style.font.color.rgb = FONT, Pt(size), INK
        look = style.element.get_or_add_rPr()
        fonts = look.get_or_add_rFonts()
        for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
            fonts.set(qn(script), FONT)
        for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:cstheme", "w:eastAsiaTheme"):
            fonts.attrib.pop(qn(theme), None)
        _tell(look, "w:lang", **{"w:val": language})
    normal: Any = paper.styles["Normal"]
    normal.paragraph_format.space_after = Pt(6)


def _page(paper: Paper, sender: str, note: str) -> None:
    section = paper.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(25), Mm(20)
    section.top_margin, section.bottom_margin = Mm(22), Mm(20)
    _add(section.header.paragraphs[0], sender, quiet=True)
    foot = section.footer.paragraphs[0]
    foot.paragraph_format.tab_stops.clear_all()
    foot.paragraph_format.tab_stops.add_tab_stop(Mm(165), WD_TAB_ALIGNMENT.RIGHT)
    _add(foot, f"{note}\tSeite ", quiet=True)
    _field(foot, "PAGE")
    _add(foot, " von ", quiet=True)
    _field(foot, "NUMPAGES")


def _add(line: Line, text: str, *, quiet: bool = False, strong: bool = False) -> None:
    run = line.add_run(_plain(text))
    run.bold = strong or None
    if quiet:
        run.font.color.rgb = QUIET


def _field(line: Line, name: str) -> None:
    """A number the word processor counts itself."""
    run = line.add_run()
    run.font.color.rgb = QUIET
    for kind, text in (("begin", ""), ("", name), ("end", "")):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        element.text = text or None
        run._r.append(element)  # noqa: SLF001 - no other way


def _tell(parent: Any, name: str, **attributes: str) -> None:
    element = OxmlElement(name)
    for key, value in attributes.items():
        element.set(qn(key), value)
    parent.append(element)


def _plain(text: str) -> str:
    return FORBIDDEN.sub("\ufffd", text)
