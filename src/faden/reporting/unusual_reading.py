"""Days on which somebody read files in a way worth a look: rules on counted facts, each with its reason in words.

The rules are ours; that such rules are set and looked at is what the standard data protection model asks for
(SDM, Baustein 43 "Protokollieren": Protokolle anlassbezogen und stichprobenartig auswerten). Nobody is accused by one.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection

from faden.kernel.audit.enums import UnusualRule
from faden.lib import german

#: From so many files of a day on, and so many times what is usual for this person.
MANY_FILES, TIMES_USUAL = 20, 3
#: Fewer known days than that say nothing about what is usual; then only so many files are unusual.
ENOUGH_DAYS, MANY_FOR_ANYBODY = 10, 40
WITHOUT_REASON = 5
OUTSIDE_HOURS = 3


@dataclass(frozen=True)
class ReadingDay:
    """What somebody read on a day, counted by files.

    :ivar without_reason: not responsible, not new in the circle, nothing done in the file two weeks before or after
    :ivar outside: opened at a weekend, before six or after eight in the evening
    :ivar usual: median of the days with readings in the 90 days before; None where there is none
    :ivar known: how many such days there were
    """

    account_id: UUID
    day: date
    files: int
    without_reason: int
    outside: int
    usual: int | None
    known: int


@dataclass(frozen=True)
class Unusual:
    """One rule that speaks of one day.

    :ivar why: a German sentence with the numbers it rests on
    """

    day: ReadingDay
    rule: UnusualRule
    why: str


def unusual(first_day: date, last_day: date) -> list[Unusual]:
    """What the rules find, the newest first; nothing for anybody but the data protection officer."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT faden_reading_days(%s, %s)", [first_day, last_day])
        told = cursor.fetchone()[0]
    rows = json.loads(told) if isinstance(told, str) else told
    days = [ReadingDay(UUID(account), date.fromisoformat(day), *counts) for account, day, *counts in rows]
    found = [one for day in days for one in judged(day)]
    return sorted(found, key=lambda one: (one.day.day, one.day.files, str(one.day.account_id)), reverse=True)


def judged(day: ReadingDay) -> Iterator[Unusual]:
    """Every rule that speaks of this day."""
    opened = german.count(day.files, "Akte", "Akten")
    if day.known >= ENOUGH_DAYS and day.usual is not None:
        if day.files >= MANY_FILES and day.files >= TIMES_USUAL * day.usual:
            yield Unusual(day, UnusualRule.MANY, f"{opened} geöffnet, üblich: {german.number(day.usual)}.")
    elif day.files >= MANY_FOR_ANYBODY:
        yield Unusual(day, UnusualRule.MANY, f"{opened} geöffnet; was üblich ist, ist noch nicht bekannt.")
    if day.without_reason >= WITHOUT_REASON:
        part = german.number(day.without_reason)
        yield Unusual(
            day,
            UnusualRule.WITHOUT_REASON,
            f"{part} von {german.number(day.files)} Akten: nicht fallführend, nicht neu im Kreis, zwei Wochen vorher "
            "und nachher nichts darin getan.",
        )
    if day.outside >= OUTSIDE_HOURS:
        part = german.count(day.outside, "Akte", "Akten")
        yield Unusual(day, UnusualRule.OUTSIDE_HOURS, f"{part} am Wochenende, vor 6 Uhr oder nach 20 Uhr geöffnet.")
