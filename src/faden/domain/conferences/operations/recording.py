"""In and after a conference: who came, what each one sees, the shared view, agreements, and who got the minutes."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.db import transaction

from faden.domain.cases.models import Case
from faden.domain.cases.operations.holding import hold
from faden.domain.cases.operations.passing_on import pass_on
from faden.domain.cases.queries.circle import circle_of
from faden.domain.cases.rules import may_work_on
from faden.domain.conferences.enums import ConferenceAct, ConferenceState, HandedHow, Presence
from faden.domain.conferences.models import (
    CaseConference,
    ConferenceAgreement,
    ConferenceParticipant,
    MinutesHandout,
)
from faden.domain.conferences.operations.preparing import take_step
from faden.domain.conferences.queries import is_handed_out, participants_of
from faden.domain.conferences.rules import covering, may_convene, may_get_minutes, may_record
from faden.domain.conferences.transitions import CONFERENCE
from faden.domain.consent.enums import TransferKind
from faden.domain.consent.queries import releases_of
from faden.domain.diary.enums import TaskSource
from faden.domain.diary.models import Task
from faden.domain.diary.operations.tasks import end_task, plan_task
from faden.kernel.access.actor import Actor
from faden.kernel.access.editing import lock, save_edit
from faden.kernel.access.errors import Conflict, Invalid
from faden.kernel.audit import operations as audit
from faden.lib.german import day as german_day

SHARED = "shared_view"
LONGEST_TASK = 300


@transaction.atomic
def write_minutes(
    *,
    conference: CaseConference,
    version: int,
    presences: Mapping[UUID, Presence],
    came: Mapping[UUID, str],
    views: Mapping[UUID, str],
    shared_view: str,
    actor: Actor,
    today: date,
) -> CaseConference:
    """Write down who came and what was seen; the first time, the conference has been held.

    :param presences: by participant; who is not named stays as they are
    :param came: who came for an organisation, by participant
    :param views: what each one sees, by participant
    :raises Refused: it lies ahead, was cancelled, or somebody already holds the minutes
    :raises Conflict: somebody else has written since; carries what stands there now
    """
    hold(conference.case, may_work_on, actor=actor, today=today)
    conference = lock(conference)
    may_record.check(conference, today, handed_out=is_handed_out(conference))
    participants = participants_of(conference)
    if conference.version != version:
        raise Conflict(conference, _as_it_stands(conference, participants))
    for one in participants:
        one.presence = presences.get(one.id, one.presence)
        one.who_came = came.get(one.id, one.who_came).strip()
        one.view = views.get(one.id, one.view).strip()
    ConferenceParticipant.objects.bulk_update(participants, ["presence", "who_came", "view"])
    if CONFERENCE.may(ConferenceState(conference.state), ConferenceAct.HOLD):
        take_step(conference, ConferenceState.HELD, actor=actor, on=conference.day)
    save_edit(conference, shared_view=shared_view.strip())
    audit.record("conference.minutes_written", actor=actor, subject=conference, views=sum(map(bool, views.values())))
    return conference


def view_field(participant: ConferenceParticipant) -> str:
    """Under which name the view of a participant travels."""
    return f"view_{participant.id.hex}"


def _as_it_stands(
    conference: CaseConference, participants: list[ConferenceParticipant]
) -> dict[str, tuple[str, object]]:
    stands: dict[str, tuple[str, object]] = {view_field(one): (f"Sicht: {one.name}", one.view) for one in participants}
    return {**stands, SHARED: ("Gemeinsame Sicht der Dinge", conference.shared_view)}


@transaction.atomic
def agree(
    *,
    conference: CaseConference,
    text: str,
    responsible: ConferenceParticipant,
    due_on: date,
    actor: Actor,
    today: date,
) -> ConferenceAgreement:
    """Say who does what by when; somebody of the circle gets it as a task, with the same deadline.

    :raises Refused: not held yet, or somebody already holds the minutes
    :raises Invalid: due before the conference
    """
    case = hold(conference.case, may_work_on, actor=actor, today=today)
    conference = lock(conference)
    may_record.check(conference, today, handed_out=is_handed_out(conference))
    if conference.state != ConferenceState.HELD:
        raise Invalid({"": "Halten Sie zuerst fest, wer dabei war."})
    if due_on < conference.day:
        raise Invalid({"due_on": "Die Frist liegt vor der Fallkonferenz."})
    agreed = {"text": text.strip(), "responsible": responsible, "due_on": due_on}
    # Sent by two clicks, it is one agreement.
    if same := conference.agreements.filter(**agreed, done_on=None).first():
        return same
    task = _task(case, text=text, responsible=responsible, due_on=due_on, actor=actor, today=today)
    agreement = conference.agreements.create(case_id=case.id, created_on=today, task=task, **agreed)
    audit.record("conference.agreed", actor=actor, subject=agreement, due_on=due_on)
    return agreement


def _task(
    case: Case, *, text: str, responsible: ConferenceParticipant, due_on: date, actor: Actor, today: date
) -> Task:
    """Who sits in the circle does it; of everybody else the responsible case manager sees to it that they do."""
    inside = responsible.account is not None and circle_of(case, today).takes_part(responsible.account.id)
    # A task is listed outside the file: it names nobody of the family.
    who = "die Familie" if responsible.person_id else responsible.name
    words = text.strip() if inside else f"Nachhalten: {text.strip()} ({who})"
    return plan_task(
        case=case,
        text=words[:LONGEST_TASK],
        due_on=due_on,
        responsible=responsible.account if inside else case.manager,
        source=TaskSource.CONFERENCE,
        actor=actor,
        today=today,
    )


@transaction.atomic
def finish_agreement(
    *, agreement: ConferenceAgreement, version: int, on: date, actor: Actor, today: date
) -> ConferenceAgreement:
    """Note that what was agreed is done.

    :raises Conflict: somebody else has noted it
    :raises Invalid: done before it was agreed, or in the future
    """
    hold(agreement.case, may_work_on, actor=actor, today=today)
    agreement = lock(agreement, version=version, fields=("done_on",))
    if not agreement.conference.day <= on <= today:
        raise Invalid({"on": "Der Tag liegt zwischen der Fallkonferenz und heute."})
    if agreement.task is not None and agreement.task.is_open:
        end_task(task=agreement.task, actor=actor, today=today)
    save_edit(agreement, done_on=on)
    audit.record("conference.agreement_finished", actor=actor, subject=agreement, on=on)
    return agreement


@transaction.atomic
def hand_out_minutes(
    *,
    conference: CaseConference,
    participant: ConferenceParticipant,
    how: HandedHow,
    on: date,
    actor: Actor,
    today: date,
) -> MinutesHandout:
    """Note that somebody got the minutes; an organisation only on a release that holds that day.

    :raises Refused: not held, no release, or a residence authority
    :raises Invalid: the day lies before the conference or ahead
    """
    case = hold(conference.case, may_convene, actor=actor, today=today)
    conference = lock(conference)
    releases = releases_of(case.person_id, on=on)
    may_get_minutes.check(conference, participant, releases, on)
    if not conference.day <= on <= today:
        raise Invalid({"on": "Der Tag liegt zwischen der Fallkonferenz und heute."})
    handed = {"participant": participant, "how": how, "on": on}
    if same := conference.handouts.filter(**handed).first():
        return same
    release = covering(releases, participant.organisation, on) if participant.organisation else None
    if participant.organisation is not None:
        pass_on(
            case=case,
            kind=TransferKind.MINUTES,
            organisation=participant.organisation,
            contained=f"Niederschrift der Fallkonferenz am {german_day(conference.day)}",
            basis=release,
            origin_id=conference.id,
            actor=actor,
            on=on,
        )
    handout = conference.handouts.create(case_id=conference.case_id, release=release, author_id=actor.id, **handed)
    to = participant.organisation
    audit.record("conference.minutes_handed_out", actor=actor, subject=handout, to=to, how=how, release=release)
    return handout
