"""Cases of which only a part is shared with the reader."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection

from faden.domain.cases.calculation.parts import SharedPart
from faden.domain.cases.enums import CircleScope
from faden.domain.cases.models import Case, CaseBarrier, ContactNote, Goal, Measure, Rating
from faden.kernel.access.errors import NotVisible


def shared_parts() -> list[SharedPart]:
    """Everything that is shared with the actor in part, by case number; one line for each case.

    The row of such a case is not visible: what may be told of it comes from ``faden_my_shared_parts()``.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT faden_my_shared_parts()")
        (told,) = cursor.fetchone()
    rows = json.loads(told) if isinstance(told, str) else told
    found: dict[UUID, SharedPart] = {}
    for row in rows:
        part = _part(row)
        found[part.case_id] = _joined(found[part.case_id], part) if part.case_id in found else part
    return list(found.values())


def part_of(number: str) -> SharedPart:
    """The part of one case.

    :raises NotVisible: nothing of this case is shared with the actor, or all of it
    """
    for part in shared_parts():
        if part.number == number:
            return part
    raise NotVisible


def has_part(number: str) -> bool:
    """Whether a part of this case is shared with the actor."""
    return any(part.number == number for part in shared_parts())


def file_behind(part: SharedPart) -> Case:
    """The case as the trace names it: nothing of it has been read."""
    return Case(id=part.case_id, number=part.number)


def with_parts(rows: Iterable[Any]) -> list[Any]:
    """Rows with a nullable case: what is known of the case when its row is not visible, as ``part``."""
    found = list(rows)
    hidden = [row for row in found if row.case_id is not None and row.case is None]
    if hidden:
        parts = {part.case_id: part for part in shared_parts()}
        for row in hidden:
            row.part = parts.get(row.case_id)
    return found


@dataclass(frozen=True)
class PartOfFile:
    """What lies in the shared life domains; row security has left out everything else."""

    goals: list[Goal]
    measures: list[Measure]
    barriers: list[CaseBarrier]
    ratings: list[Rating]
    notes: list[ContactNote]


NOTES, RATINGS = 50, 20


def contents_of(part: SharedPart) -> PartOfFile:
    """Goals, steps, barriers, the newest ratings and contacts of the shared life domains."""
    of = {"case_id": part.case_id}
    return PartOfFile(
        goals=list(Goal.objects.filter(**of).select_related("life_domain")),
        measures=list(Measure.objects.filter(**of).select_related("organisation", "goal__life_domain")),
        barriers=list(CaseBarrier.objects.filter(**of, until__isnull=True).select_related("barrier")),
        ratings=list(
            Rating.objects.filter(**of)
            .select_related("life_domain", "assessment")
            .order_by("-assessment__on", "life_domain__position", "id")[:RATINGS]
        ),
        notes=list(ContactNote.objects.filter(**of).select_related("author").order_by("-on", "-id")[:NOTES]),
    )


def _part(row: dict[str, Any]) -> SharedPart:
    return SharedPart(
        case_id=UUID(row["case"]),
        number=row["number"],
        scope=CircleScope(row["scope"]),
        life_domain_ids=tuple(UUID(one) for one in row["life_domains"]),
        name=row["name"],
        language=row["language"],
        interpreter=row["interpreter"],
        municipality=row["municipality"],
        responsible=row["responsible"],
        reached_by=row["reached_by"] or "",
        reason=row["reason"],
        since=date.fromisoformat(row["since"]),
        until=date.fromisoformat(row["until"]) if row["until"] else None,
        member_id=UUID(row["member"]),
    )


def _joined(one: SharedPart, other: SharedPart) -> SharedPart:
    """Two entries of one case: life domains of both, told as one."""
    domains = tuple(dict.fromkeys((*one.life_domain_ids, *other.life_domain_ids)))
    return replace(one, scope=CircleScope.DOMAINS if domains else one.scope, life_domain_ids=domains)
