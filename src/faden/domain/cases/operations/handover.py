"""A case goes to somebody else: proposed by one, accepted by the other, and nothing changes in between."""

from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction

from faden.domain.cases.enums import CircleFunction, HandoverState
from faden.domain.cases.models import Case, CircleMember, Handover
from faden.domain.cases.operations.circle import end_access
from faden.domain.cases.operations.holding import hold
from faden.domain.cases.queries.circle import in_force, not_ended
from faden.domain.cases.queries.handover import LedCase
from faden.domain.cases.rules import (
    may_accept_handover,
    may_answer_handover,
    may_hand_over,
    may_propose_for_others,
    may_withdraw_handover,
)
from faden.kernel.access.actor import Actor
from faden.kernel.access.editing import lock
from faden.kernel.access.errors import Invalid
from faden.kernel.access.roles import Role
from faden.kernel.audit import operations as audit
from faden.kernel.identity.models import Account
from faden.kernel.identity.queries import actor_of

LONGEST_HELP = timedelta(days=366)


@transaction.atomic
def propose_handover(
    *,
    case: Case,
    successor: Account,
    reason: str,
    actor: Actor,
    today: date,
    earliest_on: date | None = None,
    note: str = "",
    helps_until: date | None = None,
    helps_because: str = "",
) -> Handover:
    """Ask a colleague to take over one's own case.

    :param note: read by the successor before they see the case
    :param helps_until: last day on which the actor stays in the circle as a helper
    :raises Refused: only the responsible case manager
    :raises Invalid: by field name
    """
    case = hold(case, may_hand_over, actor=actor, today=today)
    begins = earliest_on or today
    errors = _wrong(successor, case.manager_id, reason, begins, today)
    if Handover.objects.filter(case_id=case.id, state=HandoverState.PROPOSED).exists():
        errors[""] = "Für diesen Fall ist schon eine Übergabe vorgeschlagen."
    if helps_until is not None and not helps_because.strip():
        errors["helps_because"] = (
            "Bitte sagen, warum Sie noch mithelfen. Die Klientin oder der Klient kann es nachlesen."
        )
    if helps_until is not None and not begins <= helps_until <= begins + LONGEST_HELP:
        errors["helps_until"] = "Der letzte Tag liegt nach der Übergabe, höchstens ein Jahr später."
    if errors:
        raise Invalid(errors)
    return _propose(
        Handover(
            case=case,
            former_id=case.manager_id,
            successor=successor,
            proposed_by_id=actor.id,
            proposed_on=today,
            earliest_on=begins,
            reason=reason.strip(),
            note=note.strip(),
            helps_until=helps_until,
            helps_because=helps_because.strip() if helps_until else "",
        ),
        actor,
    )


@transaction.atomic
def propose_for_others(
    *,
    former: Account,
    cases: Iterable[LedCase],
    successor: Account,
    reason: str,
    actor: Actor,
    today: date,
    earliest_on: date | None = None,
) -> list[Handover]:
    """Ask a case manager to take over cases of somebody who is away or leaves; the proposer sees no file.

    :raises Refused: neither coordination nor lead
    :raises Invalid: by field name
    """
    may_propose_for_others.check(actor)
    chosen = list(cases)
    begins = earliest_on or today
    errors = _wrong(successor, former.id, reason, begins, today)
    if successor.id == actor.id:
        errors["successor"] = "Sich selbst kann niemand einen fremden Fall geben."
    if not chosen:
        errors["cases"] = "Bitte wählen Sie mindestens einen Fall."
    if errors:
        raise Invalid(errors)
    return [
        _propose(
            Handover(
                case_id=case.id,
                former=former,
                successor=successor,
                proposed_by_id=actor.id,
                proposed_on=today,
                earliest_on=begins,
                reason=reason.strip(),
            ),
            actor,
        )
        for case in chosen
    ]


@transaction.atomic
def accept_handover(*, handover: Handover, actor: Actor, today: date) -> Case:
    """Become responsible from now on; the former case manager loses access, or stays as the helper agreed upon.

    Part of ``processes.hand_over``, which also passes on what has to be done.

    :raises Refused: somebody else's, answered already, or too early
    """
    handover = lock(handover)
    may_accept_handover.check(actor, handover, today)
    _answer(handover, HandoverState.ACCEPTED, today)
    former = _end_responsibility(handover, actor, today)
    _begin_responsibility(former, handover, actor, today)
    case = Case.objects.select_for_update().get(id=handover.case_id)
    case.manager_id = actor.id
    case.version += 1
    case.save(update_fields=["manager", "version"])
    if handover.helps_until is not None and handover.helps_until >= today:
        _keep_as_helper(former, handover, today)
    audit.record("case.handed_over", actor=actor, subject=case, former=handover.former_id, on=today)
    return case


@transaction.atomic
def decline_handover(*, handover: Handover, reason: str, actor: Actor, today: date) -> Handover:
    """Say no, and why; nothing changes.

    :raises Refused: somebody else's, or answered already
    """
    handover = lock(handover)
    may_answer_handover.check(actor, handover)
    if not reason.strip():
        raise Invalid({"reason": "Bitte sagen, warum Sie den Fall nicht übernehmen."})
    _answer(handover, HandoverState.DECLINED, today, reason.strip())
    audit.record("handover.declined", actor=actor, subject=handover)
    return handover


@transaction.atomic
def withdraw_handover(*, handover: Handover, actor: Actor, today: date) -> Handover:
    """Take a proposal back before it is answered.

    :raises Refused: somebody else's, or answered already
    """
    handover = lock(handover)
    may_withdraw_handover.check(actor, handover)
    _answer(handover, HandoverState.WITHDRAWN, today)
    audit.record("handover.withdrawn", actor=actor, subject=handover)
    return handover


def _wrong(successor: Account, former_id: UUID, reason: str, begins: date, today: date) -> dict[str, str]:
    errors = {}
    if not successor.is_active or not actor_of(successor, on=max(begins, today)).has(Role.CASE_MANAGER):
        errors["successor"] = "Einen Fall übernehmen kann nur das Case Management."
    elif successor.id == former_id:
        errors["successor"] = "Diese Person führt den Fall schon."
    if begins < today:
        errors["earliest_on"] = "Der Tag liegt in der Vergangenheit."
    if not reason.strip():
        errors["reason"] = "Bitte den Grund angeben."
    return errors


def _propose(handover: Handover, actor: Actor) -> Handover:
    # The row may name a case that its proposer does not see: nothing is read back.
    handover.save(force_insert=True)
    audit.record("handover.proposed", actor=actor, subject=handover, successor=handover.successor_id)
    return handover


def _answer(handover: Handover, state: HandoverState, today: date, answer: str = "") -> None:
    handover.state, handover.answered_on, handover.answer = state, today, answer
    handover.save(update_fields=["state", "answered_on", "answer"])


def _end_responsibility(handover: Handover, actor: Actor, today: date) -> CircleMember:
    """End the former one's entry today, and whatever stands in for them or keeps the successor a helper."""
    entries = CircleMember.objects.filter(not_ended(today), case_id=handover.case_id)
    for stale in entries.filter(account_id=handover.successor_id):
        end_access(stale, today=today, actor=actor)
    # By what it is called, not by the absence: whose that is, the successor cannot read.
    for cover in entries.filter(function=CircleFunction.COVER):
        end_access(cover, today=today, actor=actor)
    former = entries.get(in_force(today), function=CircleFunction.RESPONSIBLE)
    former.until = today
    former.save(update_fields=["until"])
    return former


def _begin_responsibility(former: CircleMember, handover: Handover, actor: Actor, today: date) -> None:
    CircleMember(
        case_id=handover.case_id,
        account_id=actor.id,
        person_id=former.person_id,
        household_id=former.household_id,
        function=CircleFunction.RESPONSIBLE,
        reason=f"übernommen: {handover.reason}"[:300],
        since=today,
    ).save(force_insert=True)


def _keep_as_helper(former: CircleMember, handover: Handover, today: date) -> None:
    if handover.helps_until is None:
        return
    CircleMember(
        case_id=handover.case_id,
        account_id=handover.former_id,
        person_id=former.person_id,
        household_id=former.household_id,
        function=CircleFunction.HELPER,
        reason=handover.helps_because,
        since=today,
        until=handover.helps_until + timedelta(days=1),
    ).save(force_insert=True)
