"""Hand-overs that wait, and what those may know of a case who do not see it."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Count, Q

from faden.domain.cases.enums import Constellation, HandoverState
from faden.domain.cases.models import Absence, Case, CircleMember, Handover
from faden.domain.cases.rules import may_propose_for_others
from faden.kernel.access.actor import Actor
from faden.kernel.access.errors import NotVisible


@dataclass(frozen=True)
class CaseFacts:
    """What can be said about a case without opening it: nobody's name, nothing written."""

    number: str
    constellation: Constellation
    opened_on: date
    is_open: bool
    municipality: str
    language: str = ""
    interpreter: bool = False


@dataclass(frozen=True)
class OpenHandover:
    """A hand-over that waits for an answer, with what both sides may know."""

    handover: Handover
    facts: CaseFacts


@dataclass(frozen=True)
class LedCase:
    """A case of somebody, as coordination sees it when it proposes another case manager."""

    id: UUID
    facts: CaseFacts
    is_proposed: bool

    def __str__(self) -> str:
        facts = self.facts
        state = "" if facts.is_open else ", abgeschlossen"
        return f"{facts.number}: {facts.constellation.label}, {facts.municipality}{state}"


def open_handovers(actor: Actor) -> list[OpenHandover]:
    """The hand-overs that the actor shall answer, has proposed, or that are about an own case; the oldest first."""
    mine = Q(former_id=actor.id) | Q(successor_id=actor.id) | Q(proposed_by_id=actor.id)
    waiting = Handover.objects.filter(mine, state=HandoverState.PROPOSED)
    rows = list(waiting.select_related("former", "successor", "proposed_by").order_by("proposed_on", "id"))
    facts = _facts() if rows else {}
    return [OpenHandover(row, facts[str(row.id)]) for row in rows if str(row.id) in facts]


def handover_by_id(handover_id: UUID, actor: Actor) -> OpenHandover:
    """One of them.

    :raises NotVisible: there is none that waits, for this actor
    """
    found = next((one for one in open_handovers(actor) if one.handover.id == handover_id), None)
    if found is None:
        raise NotVisible
    return found


def answered_lately(actor: Actor, since: date, limit: int) -> list[Handover]:
    """What became of the hand-overs the actor has proposed or given away."""
    answered = Handover.objects.filter(
        state__in=(HandoverState.ACCEPTED, HandoverState.DECLINED), answered_on__gte=since, proposed_by_id=actor.id
    )
    return list(answered.select_related("successor").order_by("-answered_on", "-id")[:limit])


def proposed_in(case: Case) -> Handover | None:
    """The hand-over of a case that waits for an answer."""
    return Handover.objects.filter(case_id=case.id, state=HandoverState.PROPOSED).select_related("successor").first()


def cases_led_by(account_id: UUID, *, actor: Actor) -> list[LedCase]:
    """Somebody's cases without names, the running ones first; for coordination (own region) and lead.

    :raises Refused: for everybody else
    """
    may_propose_for_others.check(actor)
    with connection.cursor() as cursor:
        cursor.execute("SELECT faden_cases_led_by(%s)", [account_id])
        found = _read(cursor.fetchone()[0])
    return [LedCase(UUID(row["id"]), _facts_of(row), row["is_proposed"]) for row in found]


@dataclass(frozen=True)
class Covered:
    """Who steps in during an absence, and in how many cases."""

    name: str
    cases: int


def covers_in(absences: Iterable[Absence]) -> dict[UUID, list[Covered]]:
    """Who steps in during these absences, as far as the actor (still) sees the circles."""
    entries = CircleMember.objects.filter(absence__in=list(absences)).values("absence_id", "account__name")
    found: dict[UUID, list[Covered]] = {}
    for row in entries.annotate(cases=Count("case_id", distinct=True)).order_by("account__name"):
        found.setdefault(row["absence_id"], []).append(Covered(row["account__name"], row["cases"]))
    return found


def absences_of(actor: Actor, today: date) -> list[Absence]:
    """The actor's absences that last or come."""
    return list(Absence.objects.filter(account_id=actor.id, until__gt=today).order_by("since", "id"))


def absence_of(absence_id: UUID, actor: Actor) -> Absence:
    """One of the actor's own.

    :raises NotVisible: there is none
    """
    found = Absence.objects.filter(account_id=actor.id, id=absence_id).first()
    if found is None:
        raise NotVisible
    return found


def running_cases(actor: Actor) -> list[Case]:
    """The running cases the actor leads, by name."""
    return list(
        Case.objects.filter(manager_id=actor.id, closed_on__isnull=True)
        .select_related("person")
        .order_by("sort_name", "id")
    )


def _facts() -> dict[str, CaseFacts]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT faden_handover_facts()")
        found = _read(cursor.fetchone()[0])
    return {key: _facts_of(row) for key, row in found.items()}


def _facts_of(row: dict[str, Any]) -> CaseFacts:
    return CaseFacts(
        number=row["number"],
        constellation=Constellation(row["constellation"]),
        opened_on=date.fromisoformat(row["opened_on"]),
        is_open=row["is_open"],
        municipality=row["municipality"],
        language=row.get("language") or "",
        interpreter=bool(row.get("interpreter")),
    )


def _read(value: Any) -> Any:
    return json.loads(value) if isinstance(value, str) else value
