"""What a case manager has to look after today."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q

from faden.domain.cases.enums import Constellation
from faden.domain.cases.models import Case, Measure
from faden.domain.cases.queries.closing import proposals
from faden.domain.cases.transitions import UNFINISHED
from faden.domain.consent.enums import ConsentKind
from faden.domain.consent.models import Consent
from faden.kernel.access.actor import Actor

SOON = timedelta(days=7)


@dataclass(frozen=True)
class DueStep:
    """A step of a plan that is due."""

    case: Case
    title: str
    due_on: date


@dataclass(frozen=True)
class QuietCase:
    """A case proposed for closing since a day."""

    case: Case
    since: date


def due_steps(actor: Actor, today: date, limit: int) -> list[DueStep]:
    """Unfinished steps of the actor's cases that are overdue or due within a week, the most urgent first."""
    steps = (
        Measure.objects.filter(case__manager_id=actor.id, state__in=UNFINISHED, due_on__lte=today + SOON)
        .select_related("case__person")
        .order_by("due_on", "id")[:limit]
    )
    return [DueStep(step.case, step.title, step.due_on) for step in steps if step.due_on]


def cases_without_consent(actor: Actor, today: date, limit: int) -> list[Case]:
    """Running cases of the actor whose consent to data processing is missing, the oldest first.

    A Kurzintervention needs none: nothing more than it takes may be stored until then (PB 6.3).
    """
    valid = Consent.objects.filter(
        Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gt=today),
        Q(valid_until__isnull=True) | Q(valid_until__gte=today),
        person_id=OuterRef("person_id"),
        kind=ConsentKind.DATA_PROCESSING,
        valid_from__lte=today,
    )
    running = Case.objects.filter(~Exists(valid), manager_id=actor.id, closed_on__isnull=True)
    running = running.exclude(constellation=Constellation.SHORT)
    return list(running.select_related("person").order_by("opened_on", "id")[:limit])


def cases_to_close(actor: Actor, today: date, limit: int) -> list[QuietCase]:
    """Running cases of the actor that are proposed for closing, the quietest first."""
    return [QuietCase(one.case, one.since) for one in proposals(actor, today, limit)]
