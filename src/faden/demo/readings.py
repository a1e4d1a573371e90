"""Readings of the last weeks, so that the data protection officer has something to look at.

They are days old, and only the owner of the tables can write an entry of another day; the invented story itself is
written by the people in it.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from random import Random
from uuid import UUID

from django.db import connections
from django.utils import timezone

from faden.kernel.audit.models import AuditEntry

DAYS = 40
SEED = 20261120
#: Somebody who takes part in several files.
BUSY = 12
SATURDAY = 5


def invent_readings(today: date) -> None:
    """Everybody reads some of their files every day; one reads on a Saturday evening, one far more than usual."""
    random = Random(SEED)
    reads = dict(_files_by_reader(today))
    entries = [entry for who in reads for entry in _usual(who, reads[who], today, random)]
    busy = sorted(reads, key=lambda who: (-len(reads[who]), str(who)))
    if len(busy) > 1 and len(reads[busy[0]]) >= BUSY:
        saturday = today - timedelta((today.weekday() - SATURDAY) % 7 or 7)
        entries += [_entry(busy[0], file, saturday, 21) for file in reads[busy[0]][:BUSY]]
        entries += [_entry(busy[1], file, today - timedelta(2), 14) for file in reads[busy[1]][:60]]
    AuditEntry.objects.using("owner").bulk_create(sorted(entries, key=lambda entry: entry.at), batch_size=2000)


def _files_by_reader(today: date) -> Iterator[tuple[UUID, list[UUID]]]:
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "SELECT account_id, array_agg(case_id ORDER BY case_id) FROM cases_circlemember "
            "WHERE until IS NULL OR until > %s GROUP BY account_id ORDER BY account_id",
            [today],
        )
        yield from cursor.fetchall()


def _usual(who: UUID, files: list[UUID], today: date, random: Random) -> Iterator[AuditEntry]:
    for back in range(DAYS, 0, -1):
        day = today - timedelta(back)
        if day.weekday() < SATURDAY:
            for file in random.sample(files, min(len(files), random.randint(2, 6))):
                yield _entry(who, file, day, random.randint(8, 16), random.randint(0, 59))


def _entry(who: UUID, file: UUID, day: date, hour: int, minute: int = 15) -> AuditEntry:
    at = timezone.make_aware(datetime.combine(day, time(hour, minute)))
    return AuditEntry(at=at, actor_id=who, act="file.read", subject_kind="cases.case", subject_id=file, file_id=file)
