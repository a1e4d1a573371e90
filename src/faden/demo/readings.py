"""Readings of the last weeks, so that the data protection officer has something to look at.

They are days old, and only the owner of the tables can write an entry of another day; the invented story itself is
written by the people in it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby
from random import Random
from uuid import UUID

from django.db import connections
from django.utils import timezone

from faden.kernel.audit.models import AuditEntry

DAYS = 40
SEED = 20261120
#: In so many files somebody takes part in several.
BUSY = 5
SATURDAY = 5


def invent_readings(today: date) -> None:
    """Everybody reads some of their files every day.

    One reads on a Saturday evening, one far more than usual, one what they help in without doing anything.
    """
    random = Random(SEED)
    reads = list(_by_reader(today))
    entries = [entry for who in reads for entry in _usual(who, today, random)]
    busy = sorted(reads, key=lambda one: (-len(one.files), str(one.who)))
    saturday, yesterday = today - timedelta((today.weekday() - SATURDAY) % 7 or 7), today - timedelta(1)
    if len(busy) > 1 and len(busy[0].on(saturday)) >= BUSY:
        entries += [_entry(busy[0].who, file, saturday, 21) for file in busy[0].on(saturday)[: 2 * BUSY]]
        entries += [_entry(busy[1].who, file, today - timedelta(2), 14) for file in busy[1].on(today)[:60]]
    for who in reads:
        entries += [_entry(who.who, file, yesterday, 11) for file in who.helps if len(who.helps) >= BUSY]
    AuditEntry.objects.using("owner").bulk_create(sorted(entries, key=lambda entry: entry.at), batch_size=2000)


@dataclass(frozen=True)
class Reader:
    """Who reads which files, since when; and in which of them they have been helping for long."""

    who: UUID
    files: list[tuple[UUID, date]]
    helps: list[UUID]

    def on(self, day: date) -> list[UUID]:
        """The files they saw that day."""
        return [file for file, since in self.files if since <= day]


def _by_reader(today: date) -> Iterator[Reader]:
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "SELECT account_id, case_id, since, function = 'helper' AND since < %s FROM cases_circlemember "
            "WHERE (until IS NULL OR until > %s) AND ends_at IS NULL ORDER BY account_id, case_id",
            [today - timedelta(DAYS), today],
        )
        for who, rows in groupby(cursor.fetchall(), key=lambda row: row[0]):
            found = [row[1:] for row in rows]
            yield Reader(who, [(file, since) for file, since, _ in found], [file for file, _, helps in found if helps])


def _usual(reader: Reader, today: date, random: Random) -> Iterator[AuditEntry]:
    for back in range(DAYS, 0, -1):
        day = today - timedelta(back)
        files = [file for file in reader.on(day) if file not in reader.helps]
        if day.weekday() < SATURDAY:
            for file in random.sample(files, min(len(files), random.randint(2, 6))):
                yield _entry(reader.who, file, day, random.randint(8, 16), random.randint(0, 59))


def _entry(who: UUID, file: UUID, day: date, hour: int, minute: int = 15) -> AuditEntry:
    at = timezone.make_aware(datetime.combine(day, time(hour, minute)))
    return AuditEntry(at=at, actor_id=who, act="file.read", subject_kind="cases.case", subject_id=file, file_id=file)
