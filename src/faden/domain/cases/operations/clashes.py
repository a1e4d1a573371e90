"""A family lives with a clash for a reason, until it changes or somebody thinks otherwise."""

from datetime import date

from django.db import transaction

from faden.domain.cases.models import Case, ClashAcceptance
from faden.domain.cases.operations.holding import hold
from faden.domain.cases.queries.clashes import standing_or_404
from faden.domain.cases.rules import may_work_on
from faden.kernel.access.actor import Actor
from faden.kernel.access.editing import lock
from faden.kernel.access.errors import Invalid
from faden.kernel.audit import operations as audit


@transaction.atomic
def accept_clash(*, case: Case, key: str, reason: str, actor: Actor, today: date) -> ClashAcceptance:
    """Accept a clash as it is; it comes back by itself as soon as one of its facts changes.

    :raises NotVisible: it is not there any more
    :raises Invalid: without a reason, or accepted already
    """
    case = hold(case, may_work_on, actor=actor, today=today)
    _, standing = standing_or_404(case, key, today)
    if standing.acceptance is not None:
        raise Invalid({"": "Das ist schon angenommen."})
    if not reason.strip():
        raise Invalid({"reason": "Bitte sagen, warum die Familie damit leben kann."})
    acceptance = ClashAcceptance.objects.create(
        case=case,
        household_id=case.household_id,
        key=key,
        kind=standing.clash.kind,
        reason=reason.strip(),
        accepted_on=today,
        accepted_by_id=actor.id,
    )
    audit.record("clash.accepted", actor=actor, subject=acceptance, kind=standing.clash.kind)
    return acceptance


@transaction.atomic
def take_back_acceptance(*, case: Case, acceptance: ClashAcceptance, actor: Actor, today: date) -> None:
    """Let the clash count again.

    :raises Invalid: somebody has taken it back already
    """
    hold(case, may_work_on, actor=actor, today=today)
    current = lock(acceptance)
    if current.taken_back_on is not None:
        raise Invalid({"": "Das ist schon zurückgenommen."})
    current.taken_back_on, current.taken_back_by_id = today, actor.id
    current.save(update_fields=["taken_back_on", "taken_back_by"])
    audit.record("clash.taken_back", actor=actor, subject=current, kind=current.kind)
