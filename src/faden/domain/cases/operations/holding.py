"""How every act on a case begins, and what lists of cases are kept by."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Min

from faden.domain.cases.calculation import Circle
from faden.domain.cases.models import Case, Measure
from faden.domain.cases.queries.circle import circle_of
from faden.domain.cases.transitions import UNFINISHED
from faden.domain.consent.queries import check_consent
from faden.kernel.access.actor import Actor
from faden.kernel.access.editing import lock
from faden.kernel.access.errors import Invalid
from faden.kernel.access.rules import Rule


def hold(
    case: Case,
    may: Rule[[Actor, Case, Circle]],
    *,
    actor: Actor,
    today: date,
    version: int | None = None,
    fields: Iterable[str] = (),
    consented: bool = False,
) -> Case:
    """Lock the case, as it is now, and ask the rule.

    :param consented: the act goes beyond a Kurzintervention and needs the consent to data processing (PB 6.3)
    :raises NotVisible: the actor does not see the case
    :raises Conflict: somebody has edited it since this version
    :raises Refused: the rule's reason, or the consent is missing
    """
    current = lock(case, version=version, fields=fields)
    may.check(actor, current, circle_of(current, today))
    if consented:
        check_consent(current.person, today)
    return current


def keep_due(case: Case) -> None:
    """Let the list know of the next deadline: the earliest one of the steps that are not finished."""
    unfinished = Measure.objects.filter(case_id=case.id, state__in=UNFINISHED)
    due_on = unfinished.aggregate(next=Min("due_on"))["next"]
    if case.due_on != due_on:
        case.due_on = due_on
        case.save(update_fields=["due_on"])


def check_day(on: date, today: date, *, field: str = "on", earliest: date | None = None, why: str = "") -> None:
    """A day that is written down has been: not in the future, and not before what it belongs to.

    :param why: what began on ``earliest``, with its article: "Der Fall"
    :raises Invalid: with a German sentence for the field
    """
    if on > today:
        raise Invalid({field: "Der Tag liegt in der Zukunft."})
    if earliest is not None and on < earliest:
        raise Invalid(
            {field: f"{why} beginnt erst am {earliest:%d.%m.%Y}. Bitte diesen oder einen späteren Tag eingeben."}
        )
