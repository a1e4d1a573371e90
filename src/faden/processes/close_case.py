"""Close a case with everything that hangs on it: referrals, tracks, tasks, appointments; each has a known end."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Unpack

from django.db import transaction
from django.db.models import TextChoices

from faden.domain.cases.enums import ClosingReason
from faden.domain.cases.models import Case, Handover, Stay
from faden.domain.cases.operations import closing
from faden.domain.cases.operations.closing import Ending
from faden.domain.cases.operations.handover import withdraw_handover
from faden.domain.cases.operations.holding import hold
from faden.domain.cases.operations.together import Together, each_case
from faden.domain.cases.queries.closing import Proposal, proposals
from faden.domain.cases.queries.handover import proposed_in
from faden.domain.cases.rules import may_close
from faden.domain.conferences.models import CaseConference
from faden.domain.conferences.queries import planned_in
from faden.domain.consultations.models import CaseAdvice
from faden.domain.consultations.queries import running_advices
from faden.domain.diary.enums import TaskState
from faden.domain.diary.models import Appointment, Task
from faden.domain.diary.operations.appointments import cancel_appointment
from faden.domain.diary.operations.tasks import end_task
from faden.domain.diary.queries import open_rows_in
from faden.domain.referrals.enums import ReferralState
from faden.domain.referrals.models import Referral
from faden.domain.referrals.operations import revoke_referral
from faden.domain.referrals.queries import cases_with_unfinished, unfinished_of
from faden.domain.tracks.operations import end_tracks
from faden.domain.tracks.queries import running_in
from faden.kernel.access.actor import Actor
from faden.kernel.access.rules import rule
from faden.processes.invite_to_conference import call_off_conference

REASON = "mit dem Fall abgeschlossen"


class ReferralEnd(TextChoices):
    """What becomes of referrals that wait for an answer."""

    GOES_ON = "goes_on", "Sie laufen weiter; Antworten erscheinen im Verlauf"
    REVOKED = "revoked", "Sie werden zurückgezogen; die Organisationen sehen sie nicht mehr"


@dataclass(frozen=True)
class LeftOpen:
    """What is open in a case beside its plan and will end with it."""

    referrals: tuple[Referral, ...]
    tasks: tuple[Task, ...]
    appointments: tuple[Appointment, ...]
    tracks: tuple[str, ...]
    conferences: tuple[CaseConference, ...] = ()
    handover: Handover | None = None
    advices: tuple[CaseAdvice, ...] = ()

    @property
    def sent(self) -> tuple[Referral, ...]:
        """The referrals that somebody has received."""
        return tuple(one for one in self.referrals if one.state != ReferralState.DRAFT)


def left_open(*, case: Case, today: date) -> LeftOpen:
    """Read what will end with the case."""
    tasks, appointments = open_rows_in(case, today)
    return LeftOpen(
        referrals=tuple(unfinished_of(case)),
        tasks=tuple(tasks),
        appointments=tuple(appointments),
        tracks=tuple(running_in(case)),
        conferences=tuple(planned_in(case)),
        handover=proposed_in(case),
        advices=tuple(running_advices([case.id], today).get(case.id, ())),
    )


@transaction.atomic
def close_case(
    *,
    case: Case,
    version: int,
    actor: Actor,
    today: date,
    now: datetime,
    referrals: ReferralEnd = ReferralEnd.GOES_ON,
    **ending: Unpack[Ending],
) -> Stay:
    """End the stay and what belongs to it: tracks end, tasks fall away, appointments and conferences are called off.

    Drafts of referrals are discarded; sent ones go on, or are taken back. An advice that runs is ended by the database,
    however the case is closed. Consents stay as they are: they belong to the
    person, who alone takes them back.

    :raises Conflict: somebody has changed the case since
    :raises Refused: the actor may not close this case, or not now
    :raises Invalid: a goal is not evaluated, or the day does not fit
    """
    hold(case, may_close, actor=actor, today=today)
    open_still = left_open(case=case, today=today)
    _take_back(open_still, referrals, actor=actor, today=today)
    _call_off(open_still, actor=actor, today=today, now=now)
    end_tracks(case=case, on=ending["on"], reason=REASON, actor=actor)
    return closing.close_case(case=case, version=version, actor=actor, today=today, **ending)


def _take_back(left: LeftOpen, referrals: ReferralEnd, *, actor: Actor, today: date) -> None:
    """What waits for an answer: drafts and, if told so, sent referrals; a proposed hand-over."""
    for referral in left.referrals:
        if referral.state == ReferralState.DRAFT or referrals == ReferralEnd.REVOKED:
            revoke_referral(referral=referral, version=referral.version, actor=actor, today=today, remark=REASON)
    if left.handover is not None:
        withdraw_handover(handover=left.handover, actor=actor, today=today)


def _call_off(left: LeftOpen, *, actor: Actor, today: date, now: datetime) -> None:
    """What lies ahead: conferences, tasks, and the appointments in which the actor takes part."""
    for conference in left.conferences:
        call_off_conference(conference=conference, reason=REASON, actor=actor, today=today)
    for task in left.tasks:
        end_task(task=task, actor=actor, today=today, state=TaskState.DROPPED)
    for appointment in left.appointments:
        if appointment.created_by_id == actor.id or actor.id in appointment.participant_ids:
            cancel_appointment(
                appointment=appointment, version=appointment.version, reason=REASON, actor=actor, now=now
            )


@dataclass(frozen=True)
class Proposed:
    """A proposed case, and why it cannot be closed without looking at it; None when it can.

    :param advices: what it is brought in for now; that ends with it
    """

    proposal: Proposal
    obstacle: str | None
    advices: tuple[CaseAdvice, ...] = ()


@rule
def is_closed_without_a_look(*, proposal: Proposal | None, has_referrals: bool) -> str | None:
    """Only what is proposed and leaves nothing to evaluate: no open goal, no open measure, no referral."""
    if proposal is None:
        return "Für diesen Fall wird zurzeit kein Abschluss vorgeschlagen."
    if proposal.open_goals:
        return "Offene Ziele müssen ausgewertet werden."
    if proposal.open_measures:
        return "Offene Maßnahmen brauchen eine Entscheidung."
    return "Ein Verweis ist noch nicht beantwortet." if has_referrals else None


def proposed_cases(*, actor: Actor, today: date, limit: int) -> list[Proposed]:
    """The cases proposed for closing, each with what stands in the way of closing it as it is."""
    found = proposals(actor, today, limit)
    waiting = cases_with_unfinished(one.case.id for one in found)
    advices = running_advices([one.case.id for one in found], today)
    return [
        Proposed(
            one,
            is_closed_without_a_look(proposal=one, has_referrals=one.case.id in waiting),
            tuple(advices.get(one.case.id, ())),
        )
        for one in found
    ]


@transaction.atomic
def close_as_proposed(*, case: Case, actor: Actor, today: date, now: datetime) -> Stay:
    """Close a proposed case as it is: nobody has been in contact for months, and nothing is left to evaluate.

    The stay ends on the day on which the closing is recorded; the evaluation says since when there was no contact.

    :raises Refused: it is not proposed (to this actor), or something in it needs a look
    """
    case = hold(case, may_close, actor=actor, today=today)
    proposal = next(iter(proposals(actor, today, 1, only=case)), None)
    is_closed_without_a_look.check(proposal=proposal, has_referrals=bool(cases_with_unfinished([case.id])))
    quiet = f"Kein Kontakt seit dem {proposal.quiet_since:%d.%m.%Y}; abgeschlossen auf Vorschlag." if proposal else ""
    return close_case(
        case=case,
        version=case.version,
        reason=ClosingReason.NO_CONTACT,
        on=today,
        evaluation=quiet,
        goals={},
        actor=actor,
        today=today,
        now=now,
    )


@transaction.atomic
def close_together(*, cases: Sequence[Case], evaluation: str, actor: Actor, today: date, now: datetime) -> Together:
    """Close cases that have been quiet for long, all with the same words; one with an open goal is left out.

    :raises Invalid: the evaluation is missing
    """

    def close(case: Case) -> object:
        told: Ending = {"reason": ClosingReason.NO_CONTACT, "on": today, "evaluation": evaluation, "goals": {}}
        return close_case(case=case, version=case.version, actor=actor, today=today, now=now, **told)

    return each_case(cases, close, fields=("evaluation",))
