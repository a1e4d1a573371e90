"""The text of a letter as an office writes it: paragraphs, headings, lists, bold words, placeholders, and nothing else.

It is read into blocks and set as data. Nothing of it is ever run: what looks like a command of the typesetter, a
template language or HTML is printed as it stands, and what a placeholder is filled with cannot become markup either.

    # Überschrift
    Ein Absatz mit **fetten Worten** und {Name}.
    Die nächste Zeile bleibt eine eigene Zeile.

    - ein Punkt
    - noch einer
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Literal

#: Longer ones are no letters any more.
LONGEST = 20_000
PLACEHOLDER = re.compile(r"\{([^{}\n]{1,60})\}")
BOLD = re.compile(r"\*\*(.+?)\*\*")
Kind = Literal["heading", "paragraph", "list"]


@dataclass(frozen=True)
class Run:
    """Words that look alike, or (when ``placeholder`` is set) the place of a value."""

    text: str
    bold: bool = False
    placeholder: bool = False


Line = tuple[Run, ...]


@dataclass(frozen=True)
class Block:
    """A heading (one line), a paragraph (its lines) or a list (its items)."""

    kind: Kind
    lines: tuple[Line, ...]


def parse(text: str) -> tuple[Block, ...]:
    """The blocks of a text, in order."""
    blocks: list[Block] = []
    continues = False
    for raw in text.splitlines():
        line = raw.strip()
        if not line:
            continues = False
            continue
        kind, words = _kind(line)
        if continues and kind != "heading" and blocks[-1].kind == kind:
            blocks[-1] = Block(kind, (*blocks[-1].lines, _runs(words)))
        else:
            blocks.append(Block(kind, (_runs(words),)))
        continues = True
    return tuple(blocks)


def placeholders(text: str) -> tuple[str, ...]:
    """The names of the placeholders, each once, in the order in which they occur."""
    return tuple(dict.fromkeys(name.strip() for name in PLACEHOLDER.findall(text)))


def problems(text: str, *, known: Collection[str], required: Collection[str] = ()) -> list[str]:
    """What is wrong with a text, in German, each with its line.

    :param known: the names that placeholders may have
    :param required: those that may not be missing
    """
    if len(text) > LONGEST:
        return [f"Der Text ist länger als {LONGEST} Zeichen."]
    found = [
        problem for number, line in enumerate(text.splitlines(), start=1) for problem in _wrong_in(line, number, known)
    ]
    used = set(placeholders(text))
    return found + [f"Es fehlt {{{name}}}." for name in required if name not in used]


def fill(text: str, values: Mapping[str, str]) -> tuple[Block, ...]:
    """The blocks with their placeholders filled in.

    A line that holds nothing but empty ones falls away, and a heading with the block that it announces.

    :param values: by the name of the placeholder; a value of several lines becomes several lines
    """
    filled = [Block(block.kind, _filled_lines(block.lines, values)) for block in parse(text)]
    announced = [*filled[1:], None]
    return tuple(
        block
        for block, after in zip(filled, announced, strict=True)
        if block.lines and not (block.kind == "heading" and after is not None and not after.lines)
    )


def plain(text: str, values: Mapping[str, str]) -> str:
    """One line of text, filled in and without marks: the subject of a letter."""
    told = PLACEHOLDER.sub(lambda found: values.get(found[1].strip(), ""), BOLD.sub(r"\1", text))
    return re.sub(r" (?=[,.:;])", "", " ".join(told.split())).strip(" ,:;")


def _kind(line: str) -> tuple[Kind, str]:
    for mark, kind in _MARKS:
        if line.startswith(mark):
            return kind, line[len(mark) :].strip()
    return "paragraph", line


_MARKS: tuple[tuple[str, Kind], ...] = (("# ", "heading"), ("- ", "list"), ("• ", "list"))


def _runs(words: str) -> Line:
    runs: list[Run] = []
    for number, part in enumerate(BOLD.split(words)):
        for position, piece in enumerate(PLACEHOLDER.split(part)):
            if piece:
                is_name = position % 2 == 1
                runs.append(Run(piece.strip() if is_name else piece, bold=number % 2 == 1, placeholder=is_name))
    return tuple(runs)


def _wrong_in(line: str, number: int, known: Collection[str]) -> list[str]:
    names = [name.strip() for name in PLACEHOLDER.findall(line)]
    wrong = [f"Zeile {number}: {{{name}}} ist kein Platzhalter." for name in names if name not in known]
    rest = PLACEHOLDER.sub("", line)
    if "{" in rest or "}" in rest:
        wrong.append(f"Zeile {number}: Eine geschweifte Klammer steht allein. Platzhalter sehen so aus: {{Name}}.")
    return wrong


def _filled_lines(lines: tuple[Line, ...], values: Mapping[str, str]) -> tuple[Line, ...]:
    told: list[Line] = []
    for line in lines:
        filled = _filled(line, values)
        if any(run.text.strip() for piece in filled for run in piece):
            told += filled
    return tuple(told)


def _filled(line: Line, values: Mapping[str, str]) -> list[Line]:
    """One line, or several where a value has several."""
    lines: list[list[Run]] = [[]]
    for run in line:
        if not run.placeholder:
            lines[-1].append(run)
            continue
        value = values.get(run.text, "")
        if not value.strip() and lines[-1] and lines[-1][-1].text.endswith(" "):
            # "Guten Tag {Ansprechperson}," without a name is "Guten Tag,".
            before = lines[-1][-1]
            lines[-1][-1] = Run(before.text[:-1], bold=before.bold)
        for number, text in enumerate(value.splitlines()):
            if number:
                lines.append([])
            if text.strip():
                lines[-1].append(Run(text.strip(), bold=run.bold))
    return [tuple(pieces) for pieces in lines if pieces]
