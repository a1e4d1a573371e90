"""What the page is made of: columns, parts, lines. Each role adds its parts; the page only draws them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from django.urls import reverse

from faden.kernel.access.actor import Actor
from faden.lib import german

#: How many lines a part shows; the rest opens in place, or stands in a list of its own.
SHOWN = 5
#: How many are asked for where the rest opens in place.
MANY = 50


class Column(StrEnum):
    """The three questions of the page."""

    TODAY = "Heute"
    TO_DO = "Zu tun"
    NEWS = "Neu für mich"


@dataclass(frozen=True)
class Press:
    """Something that is done with one press, without leaving the page."""

    label: str
    href: str
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Line:
    """One thing to do, and where; what can be done at once.

    :param on: until when, where it has a day; by it the column "Zu tun" is ordered
    """

    title: str
    href: str = ""
    note: str = ""
    word: str = ""
    tone: str = "neutral"
    presses: tuple[Press, ...] = ()
    on: date | None = None


@dataclass(frozen=True)
class Part:
    """Things of one kind, or of one urgency; ``empty`` says what will stand here and when.

    :param one: what a single line of it is, where it stands among others: "Aufgabe"
    :param links: lists to go on to
    :param most: so many lines are seen at once
    :param asked: for so many lines was asked; with as many there may be more, in the list behind ``more_href``
    :param leads: somebody waits for an answer: it stands before everything else
    """

    column: Column
    title: str
    icon: str
    lines: tuple[Line, ...]
    empty: str
    more: str = ""
    more_href: str = ""
    one: str = ""
    links: tuple[tuple[str, str], ...] = ()
    most: int = SHOWN
    asked: int = MANY
    leads: bool = False

    @property
    def shown(self) -> tuple[Line, ...]:
        """What is seen at once; one line more takes no more room than the words that would open it."""
        return self.lines if len(self.lines) == self.most + 1 else self.lines[: self.most]

    @property
    def is_sample(self) -> bool:
        """Whether there may be more."""
        return len(self.lines) >= self.asked

    @property
    def rest(self) -> tuple[Line, ...]:
        """What opens in place."""
        return self.lines[len(self.shown) :]


@dataclass(frozen=True)
class Ask:
    """Who asks, on which day, at which moment.

    :param seen: keys of the news that the reader has marked as read
    """

    actor: Actor
    today: date
    now: datetime
    seen: frozenset[UUID] = frozenset()


Gather = Callable[[Ask], Iterable[Part]]


def address(name: str, *args: object) -> str:
    """Where a page is."""
    return reverse(name, args=args)


def mark_as_read(key: UUID) -> Press:
    """Shows a piece of news no more."""
    return Press("Als gelesen markieren", address("today:mark_seen"), {"subject": key})


def due(on: date, today: date) -> tuple[str, str, str]:
    """Note, word and tone of a deadline."""
    when = f"{german.day(on)} ({german.relative_day(on, today)})"
    if on < today:
        return f"Frist war am {when}", "überfällig", "bad"
    if on == today:
        return "", "heute fällig", "warning"
    return f"Frist am {when}", "bald fällig", "waiting"
