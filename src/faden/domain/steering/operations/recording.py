"""In and after a meeting: attendance, discussion, decisions, assignments."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from faden.domain.steering.calculation import Vote, vote_problem
from faden.domain.steering.enums import SITTING, Presence
from faden.domain.steering.models import AgendaItem, Assignment, Attendance, Decision, Meeting, Seat
from faden.domain.steering.rules import may_finish_assignment, may_keep_bodies, may_record, may_record_decision
from faden.kernel.access.actor import Actor
from faden.kernel.access.editing import lock, save_edit
from faden.kernel.access.errors import Invalid
from faden.kernel.audit import operations as audit
from faden.kernel.identity.models import Account

TURNS_THE_RESULT = (
    "Damit würde sich das Ergebnis umkehren. Bringen Sie den Punkt dafür noch einmal auf eine Tagesordnung."
)


@transaction.atomic
def record_attendance(
    *, meeting: Meeting, presences: Mapping[UUID, Presence], guests: str | None = None, actor: Actor
) -> None:
    """Say for each seat who came, and which guests.

    :param presences: presence by seat; seats that are not named stay as they are, so that two people may fill the list
    :param guests: None leaves them as they are
    """
    may_keep_bodies.check(actor)
    meeting = lock(meeting)
    may_record.check(actor, meeting)
    seats = {seat.id: seat for seat in meeting.body.seats.all()}
    if unknown := set(presences) - set(seats):
        raise Invalid({"": f"{len(unknown)} Sitze gehören nicht zu diesem Gremium."})
    Attendance.objects.bulk_create(
        [_attended(meeting, seats[seat], presence) for seat, presence in presences.items()],
        update_conflicts=True,
        unique_fields=["meeting", "seat"],
        update_fields=["presence", "person"],
    )
    if guests is not None and guests.strip() != meeting.guests:
        save_edit(meeting, guests=guests.strip())
    audit.record("meeting.attendance_recorded", actor=actor, subject=meeting, seats=len(presences))


def _attended(meeting: Meeting, seat: Seat, presence: Presence) -> Attendance:
    person = seat.deputy_name if presence == Presence.DEPUTY and seat.deputy_name else seat.holder_name
    return Attendance(meeting=meeting, seat=seat, presence=presence, person=person)


@transaction.atomic
def write_minutes(*, meeting: Meeting, version: int, minutes_text: str, actor: Actor) -> Meeting:
    """Write down what belongs to no point of the agenda: opening, approval of the last minutes, announcements."""
    may_keep_bodies.check(actor)
    meeting = lock(meeting, version=version, fields=("minutes_text",))
    may_record.check(actor, meeting)
    save_edit(meeting, minutes_text=minutes_text.strip())
    audit.record("meeting.minutes_written", actor=actor, subject=meeting)
    return meeting


@transaction.atomic
def record_discussion(*, item: AgendaItem, version: int, discussion: str, actor: Actor) -> AgendaItem:
    """Write down what was said on a point."""
    may_keep_bodies.check(actor)
    item = lock(item, version=version, fields=("discussion",))
    may_record.check(actor, item.meeting)
    save_edit(item, discussion=discussion)
    audit.record("agenda_item.discussed", actor=actor, subject=item)
    return item


@transaction.atomic
def record_decision(*, item: AgendaItem, text: str, vote: Vote, on: date, actor: Actor) -> Decision:
    """Write down what the body decided in its meeting; whether it is adopted follows from the vote.

    :param on: the day it is written down; the decision bears the day of the meeting
    :raises Refused: the meeting lies ahead or was cancelled
    :raises Invalid: more votes than seats taken, or the point is decided already
    """
    may_keep_bodies.check(actor)
    item = lock(item)
    may_record_decision.check(actor, item.meeting, on)
    if Decision.objects.filter(item=item).exists():
        raise Invalid({"": "Zu diesem Punkt ist schon ein Beschluss festgehalten."})
    _check_vote(item.meeting, vote)
    decision = Decision.objects.create(
        item=item,
        theme=item.theme,
        text=text.strip(),
        yes=vote.yes,
        no=vote.no,
        abstained=vote.abstained,
        is_adopted=vote.is_adopted,
        decided_on=item.meeting.day,
    )
    audit.record("decision.recorded", actor=actor, subject=decision, is_adopted=decision.is_adopted, theme=item.theme)
    return decision


@transaction.atomic
def correct_decision(*, decision: Decision, version: int, text: str, vote: Vote, actor: Actor) -> Decision:
    """Mend a slip in the minutes. What a correction cannot do is turn the result: the theme has gone its way.

    :raises Invalid: the vote cannot be right, or would turn the result
    :raises Conflict: somebody else has corrected it since
    """
    may_keep_bodies.check(actor)
    decision = lock(decision, version=version, fields=("text", "yes", "no", "abstained"))
    may_record.check(actor, decision.item.meeting)
    _check_vote(decision.item.meeting, vote)
    if vote.is_adopted != decision.is_adopted:
        raise Invalid({"yes": TURNS_THE_RESULT})
    before = [decision.yes, decision.no, decision.abstained]
    save_edit(decision, text=text.strip(), yes=vote.yes, no=vote.no, abstained=vote.abstained)
    after = [vote.yes, vote.no, vote.abstained]
    audit.record("decision.corrected", actor=actor, subject=decision, before=before, after=after)
    return decision


def _check_vote(meeting: Meeting, vote: Vote) -> None:
    seats_present = Attendance.objects.filter(meeting=meeting, presence__in=SITTING).count()
    if problem := vote_problem(vote, seats_present=seats_present):
        raise Invalid({"yes": problem})


@transaction.atomic
def give_assignment(
    *,
    decision: Decision,
    text: str,
    responsible_text: str,
    due_on: date,
    responsible: Account | None = None,
    actor: Actor,
) -> Assignment:
    """Say who does what until when because of a decision.

    :raises Invalid: the day lies before the decision, or the decision was not adopted
    """
    may_record.check(actor, decision.item.meeting)
    decision = lock(decision)
    if not decision.is_adopted:
        raise Invalid({"": "Aus einem abgelehnten Beschluss folgt kein Auftrag."})
    if due_on < decision.decided_on:
        raise Invalid({"due_on": "Die Frist liegt vor dem Beschluss."})
    order: dict[str, Any] = {
        "text": text,
        "responsible": responsible,
        "responsible_text": responsible_text,
        "due_on": due_on,
    }
    # Sent by two clicks, it is one assignment.
    if same := decision.assignments.filter(**order, done_on=None).first():
        return same
    assignment = decision.assignments.create(**order)
    audit.record("assignment.given", actor=actor, subject=assignment, due_on=due_on, responsible=responsible)
    return assignment


@transaction.atomic
def finish_assignment(*, assignment: Assignment, version: int, result: str, on: date, actor: Actor) -> Assignment:
    """Report an assignment as done, with its result.

    :raises Invalid: done before it was given
    """
    may_finish_assignment.check(actor, assignment)
    assignment = lock(assignment, version=version, fields=("result",))
    may_finish_assignment.check(actor, assignment)
    if on < assignment.decision.decided_on:
        raise Invalid({"on": "Der Tag liegt vor dem Beschluss."})
    save_edit(assignment, done_on=on, result=result.strip())
    audit.record("assignment.finished", actor=actor, subject=assignment, on=on)
    return assignment
