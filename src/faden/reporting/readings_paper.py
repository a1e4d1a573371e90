"""Who has read the file, as a letter for the client: German and the client's language side by side."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from faden.domain.cases.enums import CircleFunction
from faden.domain.cases.queries.numbers import Membership, task_on
from faden.domain.client_texts.queries import Texts
from faden.kernel.audit.queries import Reading
from faden.lib import german
from faden.reporting.documents import render as typeset
from faden.reporting.two_languages import in_place, side_by_side

GROUP = "readings"
#: Acts of the trace by which somebody reads, or takes along, something of a file; whose task they tell by themselves.
READS: Mapping[str, str] = {
    "file.read": "",
    "document.read": "",
    "case.exported": "",
    "advice.read": "advice",
    "access.file_collected": "protection",
}
#: In this order the letter names them; a task has its words in every language.
TASKS = (*CircleFunction.values, "advice", "protection", "other")


@dataclass(frozen=True)
class Reader:
    """Those who read with the same task from the same place; one person only where names are told.

    :ivar days: how often on which day, the newest first
    """

    task: str
    organisation: str
    name: str
    days: tuple[tuple[date, int], ...]


def readers(
    found: Iterable[Reading],
    circle: Iterable[Membership],
    *,
    organisations: Mapping[UUID, str],
    names: Mapping[UUID, str],
) -> list[Reader]:
    """Readings by task and organisation, as CJEU C-579/21 lets an office tell them.

    :param organisations: of those who work elsewhere
    :param names: of the accounts that are named; empty: nobody is
    """
    members, together = tuple(circle), dict[tuple[str, str, str], dict[date, int]]()
    for one in found:
        task = READS[one.act] or task_on(members, one.actor_id, one.day) or "other"
        key = (task, organisations.get(one.actor_id, ""), names.get(one.actor_id, ""))
        days = together.setdefault(key, {})
        days[one.day] = days.get(one.day, 0) + one.times
    ordered = sorted(together.items(), key=lambda item: (TASKS.index(item[0][0]), item[0]))
    return [Reader(*key, tuple(sorted(days.items(), reverse=True))) for key, days in ordered]


def sheet(number: str, read_by: Sequence[Reader], *, language: str, since: date, until: date, on: date) -> bytes:
    """The letter. It names the file by its number: whoever makes it does not know the client.

    :raises KeyError: there are no texts in this language
    """
    texts, data = side_by_side(GROUP, language=language)
    office = f"Kommunales Integrationsmanagement {data['site']}".strip()
    data |= {
        "number": number,
        "period": in_place(f"{german.day(since)} – {german.day(until)}", texts),
        "on": on,
        "readers": [_block(one, office, texts) for one in read_by],
    }
    return typeset("readings", data, language=language)


def _block(one: Reader, office: str, texts: Texts) -> dict[str, Any]:
    return {
        "task": one.task,
        "place": in_place(one.organisation or office, texts),
        "name": one.name,
        "days": in_place(", ".join(_times(day, times) for day, times in one.days), texts),
    }


def _times(day: date, times: int) -> str:
    return german.day(day) if times == 1 else f"{german.day(day)} ({times}×)"
