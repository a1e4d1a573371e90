"""What a report is made of: figures, tables, sections. Protected already; nothing in here can be made small again."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from faden.lib import german
from faden.lib.periods import Period
from faden.lib.suppression import Cell, Mark

HIDDEN = "·"


@dataclass(frozen=True)
class Figure:
    """One published number; ``number`` is None where it is hidden.

    :param text: as it stands on the page: ``"1.250"``, ``"< 5"``, ``"·"``
    :param spoken: the same for a screen reader
    """

    text: str
    spoken: str
    number: Decimal | None

    @classmethod
    def of_cell(cls, cell: Cell) -> "Figure":
        """What suppression has left of a count."""
        return cls(str(cell), cell.spoken, None if cell.value is None else Decimal(cell.value))

    @classmethod
    def of_number(cls, number: Decimal | int, places: int = 0) -> "Figure":
        """A number that needs no protection."""
        exact = Decimal(number)
        text = german.number(exact, places)
        return cls(text, text, exact)

    def like(self, number: Decimal) -> "Figure":
        """Another number about the same people: shown where this one is shown."""
        if self.number is not None:
            return Figure.of_number(number)
        spoken = Cell(Mark.SECONDARY, None).spoken
        return Figure(HIDDEN, spoken, None)


@dataclass(frozen=True)
class Row:
    """A line of a table."""

    label: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True)
class Table:
    """Figures with the same rows; ``columns`` are keys of the catalogue with their heads.

    :param title: the question the table answers
    """

    key: str
    title: str
    first_column: str
    columns: tuple[tuple[str, str], ...]
    rows: tuple[Row, ...]
    total: Row | None = None
    note: str = ""

    @property
    def hides(self) -> bool:
        """Whether anything in it is hidden."""
        return any(figure.number is None for row in (*self.rows, *filter(None, [self.total])) for figure in row.figures)

    def column(self, number: int = 0) -> tuple[tuple[str, Figure], ...]:
        """One column with its row labels, for a chart."""
        return tuple((row.label, row.figures[number]) for row in self.rows)


@dataclass(frozen=True)
class Headline:
    """A figure that stands alone, with the key of its definition."""

    indicator: str
    figure: Figure
    note: str = ""


@dataclass(frozen=True)
class Section:
    """A chapter of the report."""

    key: str
    title: str
    tables: tuple[Table, ...]


@dataclass(frozen=True)
class Decided:
    """What a body decided; names nobody."""

    on: date
    body: str
    text: str
    is_adopted: bool
    theme_number: str
    theme_title: str


@dataclass(frozen=True)
class Target:
    """A part of an operative goal that is counted."""

    label: str
    counted: Figure
    at_least: int

    @property
    def is_reached(self) -> bool:
        """Whether there are as many as there should be."""
        return self.counted.number is not None and self.counted.number >= self.at_least


@dataclass(frozen=True)
class Goal:
    """An operative goal of the school year that the report is about."""

    number: int
    text: str
    targets: tuple[Target, ...]
    judgement: str
    report: str
    source: str


@dataclass(frozen=True)
class Report:
    """Everything the report of a period and a region tells.

    :param as_of: the day it was counted; a running period is counted up to it
    :param counted_at: since when these numbers stand; counts that take long are kept for a while
    :param k: the smallest group that is shown
    """

    site: str
    region: str
    period: Period
    as_of: date
    k: int
    headlines: tuple[Headline, ...]
    sections: tuple[Section, ...]
    decided: tuple[Decided, ...] = ()
    goals: tuple[Goal, ...] = ()
    counted_at: datetime | None = None

    @property
    def is_running(self) -> bool:
        """Whether the period goes on."""
        return self.period.until is None or self.period.until > self.as_of

    @property
    def hides(self) -> bool:
        """Whether anything in it is hidden to protect small groups."""
        return any(h.figure.number is None for h in self.headlines) or any(
            table.hides for section in self.sections for table in section.tables
        )

    def table(self, key: str) -> Table:
        """One of its tables."""
        return next(table for section in self.sections for table in section.tables if table.key == key)
