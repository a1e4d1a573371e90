"""In and after a meeting: attendance, discussion, decisions, assignments."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.db import transaction

from faden.domain.steering.calculation import Vote, vote_problem
from faden.domain.steering.enums import Presence
from faden.domain.steering.models import AgendaItem, Assignment, Attendance, Decision, Meeting
from faden.domain.steering.rules import may_finish_assignment, may_record
from faden.kernel.access.actor import Actor
from faden.kernel.access.editing import lock, save_edit
from faden.kernel.access.errors import Invalid
from faden.kernel.audit import operations as audit
from faden.kernel.identity.models import Account

SITTING = (Presence.PRESENT, Presence.DEPUTY)


@transaction.atomic
def record_attendance(*, meeting: Meeting, presences: Mapping[UUID, Presence], actor: Actor) -> None:
    """Say for each seat who came.

    :param presences: presence by seat; seats that are not named stay as they are
    """
    meeting = lock(meeting)
    may_record.check(actor, meeting)
    seats = set(meeting.body.seats.values_list("id", flat=True))
    if unknown := set(presences) - seats:
        raise Invalid({"": f"{len(unknown)} Sitze gehören nicht zu diesem Gremium."})
    Attendance.objects.bulk_create(
        [Attendance(meeting=meeting, seat_id=seat, presence=presence) for seat, presence in presences.items()],
        update_conflicts=True,
        unique_fields=["meeting", "seat"],
        update_fields=["presence"],
    )
    audit.record("meeting.attendance_recorded", actor=actor, subject=meeting, seats=len(presences))


@transaction.atomic
def record_discussion(*, item: AgendaItem, version: int, discussion: str, actor: Actor) -> AgendaItem:
    """Write down what was said on a point."""
    item = lock(item, version=version, fields=("discussion",))
    may_record.check(actor, item.meeting)
    save_edit(item, discussion=discussion)
    audit.record("agenda_item.discussed", actor=actor, subject=item)
    return item


@transaction.atomic
def record_decision(*, item: AgendaItem, text: str, vote: Vote, on: date, actor: Actor) -> Decision:
    """Write down what the body decided; whether it is adopted follows from the vote.

    :raises Invalid: more votes than seats taken, or the point is decided already
    """
    item = lock(item)
    may_record.check(actor, item.meeting)
    if Decision.objects.filter(item=item).exists():
        raise Invalid({"": "Zu diesem Punkt ist schon ein Beschluss festgehalten."})
    seats_present = Attendance.objects.filter(meeting=item.meeting, presence__in=SITTING).count()
    if problem := vote_problem(vote, seats_present=seats_present):
        raise Invalid({"yes": problem})
    decision = Decision.objects.create(
        item=item,
        theme=item.theme,
        text=text,
        yes=vote.yes,
        no=vote.no,
        abstained=vote.abstained,
        is_adopted=vote.is_adopted,
        decided_on=on,
    )
    audit.record("decision.recorded", actor=actor, subject=decision, is_adopted=decision.is_adopted, theme=item.theme)
    return decision


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

    :raises Invalid: the day lies before the decision
    """
    may_record.check(actor, decision.item.meeting)
    if due_on < decision.decided_on:
        raise Invalid({"due_on": "Die Frist liegt vor dem Beschluss."})
    assignment = Assignment.objects.create(
        decision=decision, text=text, responsible=responsible, responsible_text=responsible_text, due_on=due_on
    )
    audit.record("assignment.given", actor=actor, subject=assignment, due_on=due_on, responsible=responsible)
    return assignment


@transaction.atomic
def finish_assignment(*, assignment: Assignment, version: int, result: str, on: date, actor: Actor) -> Assignment:
    """Report an assignment as done, with its result."""
    assignment = lock(assignment, version=version, fields=("result",))
    may_finish_assignment.check(actor, assignment)
    save_edit(assignment, done_on=on, result=result)
    audit.record("assignment.finished", actor=actor, subject=assignment, on=on)
    return assignment
