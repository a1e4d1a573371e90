"""What the page is made of: columns, parts, lines. Each role adds its parts; the page only draws them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from django.urls import reverse

from faden.kernel.access.actor import Actor
from faden.lib import german

#: How many lines a part shows; whoever has more goes to the list.
SHOWN = 5


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
    """One thing to do, and where; what can be done at once."""

    title: str
    href: str = ""
    note: str = ""
    word: str = ""
    tone: str = "neutral"
    presses: tuple[Press, ...] = ()


@dataclass(frozen=True)
class Part:
    """Things of one kind; ``empty`` says what will stand here and when."""

    column: Column
    title: str
    icon: str
    lines: tuple[Line, ...]
    empty: str
    more: str = ""
    more_href: str = ""


@dataclass(frozen=True)
class Ask:
    """Who asks, on which day, at which moment."""

    actor: Actor
    today: date
    now: datetime


Gather = Callable[[Ask], Iterable[Part]]


def address(name: str, *args: object) -> str:
    """Where a page is."""
    return reverse(name, args=args)


def due(on: date, today: date) -> tuple[str, str, str]:
    """Note, word and tone of a deadline."""
    when = f"{german.day(on)} ({german.relative_day(on, today)})"
    if on < today:
        return f"Frist war am {when}", "überfällig", "bad"
    if on == today:
        return "", "heute fällig", "warning"
    return f"Frist am {when}", "bald fällig", "waiting"
