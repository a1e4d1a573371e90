"""What is to be erased, what has been, and how long what is kept."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Q
from django.utils.timezone import localdate

from faden.domain.cases.models import Case
from faden.domain.retention.calculation import kept_since
from faden.domain.retention.enums import BEGINS, RetentionClass, Unit
from faden.domain.retention.models import Erasure, LegalHold, RetentionRule
from faden.domain.retention.transitions import OPEN
from faden.kernel.access.actor import Actor
from faden.kernel.access.errors import NotVisible
from faden.kernel.audit.models import AuditEntry

CLEARED = "retention.cleared"


@dataclass(frozen=True)
class Proposed:
    """A closed case whose period is over."""

    case: UUID
    number: str
    closed_on: date
    manager: str
    manager_id: UUID
    rule: RetentionRule


@dataclass(frozen=True)
class CaseFacts:
    """What somebody who may not see a case has to know to decide about its erasure."""

    number: str
    closed_on: date | None
    manager: str


@dataclass(frozen=True)
class Listed:
    """An erasure with the facts of its case and the hold in force, if any."""

    erasure: Erasure
    case: CaseFacts | None
    hold: LegalHold | None


@dataclass(frozen=True)
class Period:
    """How long a class is kept, in words."""

    name: str
    begins: str
    rule: RetentionRule | None


def rules_in_force(today: date) -> dict[str, RetentionRule]:
    """The period of each class that day."""
    valid = RetentionRule.objects.filter(Q(valid_until__isnull=True) | Q(valid_until__gt=today), valid_from__lte=today)
    return {one.retention_class: one for one in valid}


def periods(today: date) -> dict[str, Period]:
    """Every class with its period, for reading."""
    rules = rules_in_force(today)
    return {one.value: Period(str(one.label), BEGINS.get(one, ""), rules.get(one.value)) for one in RetentionClass}


#: What goes by itself when its period is over (``clearing.py``); of a class that stays, what of it and from when on.
BY_ITSELF = {
    RetentionClass.MAIL: None,
    RetentionClass.JOB: None,
    RetentionClass.ACCOUNT: None,
    RetentionClass.TRACE: None,
    RetentionClass.CASE_FILE: ("Gespräche ohne Namen", "nach dem Gespräch"),
    RetentionClass.STEERING: ("Namen in Unterlagen der Gremien", "nach der Sitzung, dem Sitz oder dem Auftrag"),
    RetentionClass.PROOF: ("Auskunftsersuchen", "nach der Antwort"),
}


def cleared_by_itself(kept: Mapping[str, Period]) -> list[tuple[Period, date | None, int]]:
    """What nobody is asked about: each class with its period, when rows of it last went, and how many."""
    last = {
        entry.subject_id: entry
        for entry in AuditEntry.objects.filter(act=CLEARED).order_by("subject_id", "-at").distinct("subject_id")
    }
    lines = []
    for name, part in BY_ITSELF.items():
        period = kept[name.value]
        rule = period.rule
        entry = last.get(rule.id) if rule else None
        period = Period(*part, rule) if part else period
        lines.append((period, localdate(entry.at) if entry else None, entry.facts["rows"] if entry else 0))
    return lines


def over_since(one: RetentionClass, today: date) -> date | None:
    """What is older than this day is no longer kept; None where the site has no period."""
    rule = rules_in_force(today).get(one)
    return kept_since(today, rule.amount, Unit(rule.unit)) if rule else None


def to_announce() -> list[Proposed]:
    """Cases whose period is over and that nobody holds; empty for everybody but the data protection officer."""
    found = _asked("SELECT faden_cases_to_announce()")
    rules = RetentionRule.objects.in_bulk({UUID(one["rule"]) for one in found})
    return [
        Proposed(
            UUID(one["case"]),
            one["number"],
            date.fromisoformat(one["closed_on"]),
            one["manager"],
            UUID(one["manager_id"]),
            rules[UUID(one["rule"])],
        )
        for one in found
    ]


def open_erasures(today: date) -> list[Listed]:
    """What is announced and not carried out yet, the earliest first."""
    return _listed(list(Erasure.objects.filter(state__in=OPEN).order_by("due_on", "id")), today)


def done_erasures(limit: int) -> list[Erasure]:
    """What has been carried out or stopped, the newest first."""
    return list(Erasure.objects.exclude(state__in=OPEN).order_by("-announced_on", "-id")[:limit])


def erasure_by_number(number: str, today: date) -> Listed:
    """One erasure.

    :raises NotVisible: there is none with this number for this actor
    """
    found = Erasure.objects.select_related("announced_by", "carried_out_by").filter(number=number).first()
    if found is None:
        raise NotVisible
    return _listed([found], today)[0]


def holds_of(case_id: UUID) -> list[LegalHold]:
    """Every hold of a case, the newest first."""
    return list(LegalHold.objects.select_related("set_by", "lifted_by").filter(case_id=case_id))


def hold_by_id(case_id: UUID, hold_id: UUID) -> LegalHold:
    """One hold of a case.

    :raises NotVisible: there is none
    """
    found = LegalHold.objects.filter(case_id=case_id, id=hold_id).first()
    if found is None:
        raise NotVisible
    return found


def announced_of(case: Case) -> Erasure | None:
    """The erasure that waits for a case, if any."""
    return Erasure.objects.filter(case=case, state__in=OPEN).first()


def announced_for(actor: Actor, limit: int) -> list[Erasure]:
    """Announced erasures of cases that the actor is responsible for, the earliest first."""
    mine = Erasure.objects.filter(case__manager_id=actor.id, state__in=OPEN).select_related("case__person")
    return list(mine.order_by("due_on", "id")[:limit])


def preview(erasure: Erasure) -> dict[str, int]:
    """By table, how many rows carrying it out would delete or empty now; nothing is changed."""
    found: dict[str, int] = _asked("SELECT faden_erase(%s, true)", erasure.id)
    return found


def not_erased(wanted: Collection[UUID]) -> set[UUID]:
    """Which of these cases are there and not erased; needs no actor."""
    return {UUID(str(one)) for one in _asked("SELECT faden_not_erased(%s)", list(wanted))}


def carried_out_list() -> list[Mapping[str, Any]]:
    """The lines of the erasure list, as this database knows them; needs no actor."""
    found: list[Mapping[str, Any]] = _asked("SELECT faden_erasure_list()")
    return found


def _listed(erasures: list[Erasure], today: date) -> list[Listed]:
    keys = [one.case_id for one in erasures]
    cases = _asked("SELECT faden_cases_of_erasures(%s)", keys) if keys else {}
    holds = {
        one.case_id: one
        for one in LegalHold.objects.filter(case_id__in=keys, lifted_on__isnull=True, until__gt=today).order_by("until")
    }
    return [Listed(one, _facts(cases.get(str(one.case_id))), holds.get(one.case_id)) for one in erasures]


def _facts(found: Mapping[str, Any] | None) -> CaseFacts | None:
    if found is None:
        return None
    closed_on = found["closed_on"]
    return CaseFacts(found["number"], date.fromisoformat(closed_on) if closed_on else None, found["manager"])


def _asked(statement: str, *arguments: UUID | list[UUID]) -> Any:
    """The answer of a function of PostgreSQL."""
    with connection.cursor() as cursor:
        cursor.execute(statement, arguments or None)
        found = cursor.fetchone()[0]
    return json.loads(found) if isinstance(found, str) else found
