"""Before a meeting: seats, date and place, agenda, invitation."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from faden.domain.findings.models import Theme
from faden.domain.steering.enums import MeetingState
from faden.domain.steering.models import AgendaItem, Body, Meeting, Seat
from faden.domain.steering.rules import may_keep_bodies, may_move_meeting, may_prepare
from faden.domain.steering.transitions import MEETING, MeetingAct
from faden.kernel.access.actor import Actor
from faden.kernel.access.editing import lock, save_edit
from faden.kernel.access.errors import Invalid, Refused
from faden.kernel.audit import operations as audit
from faden.kernel.identity.models import Account

ENDS_BEFORE_IT_BEGINS = "Das Ende liegt vor dem Beginn."
SEAT = ("holder", "holder_name", "holder_email", "deputy_name")


@transaction.atomic
def occupy_seat(
    *,
    seat: Seat,
    version: int,
    holder_name: str,
    holder_email: str = "",
    deputy_name: str = "",
    holder: Account | None = None,
    actor: Actor,
) -> Seat:
    """Say who sits on a seat; without a name the seat is vacant.

    :param holder: the account of a member who has one
    :raises Invalid: an address or an account without a name
    :raises Conflict: somebody else has occupied it since
    """
    may_keep_bodies.check(actor)
    seat = lock(seat, version=version, fields=SEAT)
    if not holder_name.strip() and (holder_email or holder):
        raise Invalid({"holder_name": "Bitte nennen Sie, wer auf diesem Sitz sitzt."})
    before = seat.holder_name != ""
    save_edit(
        seat,
        holder=holder,
        holder_name=holder_name.strip(),
        holder_email=holder_email,
        deputy_name=deputy_name.strip(),
    )
    audit.record("seat.occupied", actor=actor, subject=seat, before=before, after=seat.holder_name != "")
    return seat


@transaction.atomic
def plan_meeting(*, body: Body, starts_at: datetime, ends_at: datetime, place: str, actor: Actor) -> Meeting:
    """Plan a meeting of a body."""
    may_keep_bodies.check(actor)
    _check_times(starts_at, ends_at)
    meeting = Meeting.objects.create(body=body, starts_at=starts_at, ends_at=ends_at, place=place)
    audit.record("meeting.planned", actor=actor, subject=meeting, starts_at=starts_at)
    return meeting


@transaction.atomic
def change_meeting(
    *, meeting: Meeting, version: int, starts_at: datetime, ends_at: datetime, place: str, actor: Actor
) -> Meeting:
    """Move a meeting in time or place; those invited are told by inviting again."""
    may_keep_bodies.check(actor)
    meeting = lock(meeting, version=version, fields=("starts_at", "ends_at", "place"))
    may_prepare.check(actor, meeting)
    _check_times(starts_at, ends_at)
    audit.record("meeting.changed", actor=actor, subject=meeting, before=meeting.starts_at, after=starts_at)
    save_edit(meeting, starts_at=starts_at, ends_at=ends_at, place=place)
    return meeting


@transaction.atomic
def move_meeting(*, meeting: Meeting, act: MeetingAct, reason: str = "", on: date, actor: Actor) -> Meeting:
    """Invite to, hold or cancel a meeting.

    :param reason: why it is cancelled; those invited read it
    :raises Refused: not in this state, or held before its day
    :raises Invalid: cancelled without a reason
    """
    may_keep_bodies.check(actor)
    meeting = lock(meeting)
    may_move_meeting.check(actor, meeting, act, on)
    if act == MeetingAct.CANCEL and not reason.strip():
        raise Invalid({"reason": "Bitte nennen Sie den Grund; die Eingeladenen lesen ihn."})
    before = meeting.state
    state = MEETING.target(MeetingState(before), act)
    invited_on = on if act == MeetingAct.INVITE else meeting.invited_on
    save_edit(meeting, state=state, invited_on=invited_on, cancellation=reason.strip())
    audit.record("meeting.moved", actor=actor, subject=meeting, before=before, after=state)
    return meeting


@transaction.atomic
def add_item(
    *, meeting: Meeting, title: str, theme: Theme | None = None, proposal: str = "", actor: Actor
) -> AgendaItem:
    """Put a point at the end of the agenda; a theme comes through ``bring_before_body``, which also moves it.

    :raises Invalid: the theme is on this agenda already
    """
    may_keep_bodies.check(actor)
    meeting = lock(meeting)
    may_prepare.check(actor, meeting)
    if theme is not None and meeting.agenda.filter(theme=theme).exists():
        raise Invalid({"theme": "Das Thema steht schon auf der Tagesordnung."})
    last = meeting.agenda.aggregate(last=Max("position"))["last"] or 0
    item = AgendaItem.objects.create(meeting=meeting, position=last + 1, title=title, theme=theme, proposal=proposal)
    audit.record("agenda_item.added", actor=actor, subject=item, meeting=meeting, theme=theme)
    return item


@transaction.atomic
def change_item(*, item: AgendaItem, version: int, title: str, proposal: str, actor: Actor) -> AgendaItem:
    """Reword a point of the agenda."""
    may_keep_bodies.check(actor)
    item = lock(item, version=version, fields=("title", "proposal"))
    may_prepare.check(actor, item.meeting)
    told = save_edit(item, title=title, proposal=proposal)
    audit.record("agenda_item.changed", actor=actor, subject=item, **told)
    return item


@transaction.atomic
def move_item_up(*, item: AgendaItem, actor: Actor) -> AgendaItem:
    """Move a point up by one place; the first one stays where it is."""
    may_keep_bodies.check(actor)
    meeting = lock(item.meeting)
    may_prepare.check(actor, meeting)
    item = lock(item)
    above = meeting.agenda.filter(position__lt=item.position).order_by("-position").first()
    if above is not None:
        above.position, item.position = item.position, above.position
        AgendaItem.objects.bulk_update([above, item], ["position"])
        audit.record("agenda_item.moved", actor=actor, subject=item, position=item.position)
    return item


@transaction.atomic
def remove_item(*, item: AgendaItem, actor: Actor) -> None:
    """Take a point off the agenda; those below move up.

    :raises Refused: it has been decided on
    """
    may_keep_bodies.check(actor)
    meeting = lock(item.meeting)
    may_prepare.check(actor, meeting)
    item = lock(item)
    if hasattr(item, "decision"):
        raise Refused("Zu diesem Punkt gibt es einen Beschluss; er bleibt auf der Tagesordnung.")
    audit.record("agenda_item.removed", actor=actor, subject=item, meeting=meeting, theme=item.theme)
    item.delete()
    below = list(meeting.agenda.filter(position__gt=item.position).order_by("position"))
    for point in below:
        point.position -= 1
    AgendaItem.objects.bulk_update(below, ["position"])


def _check_times(starts_at: datetime, ends_at: datetime) -> None:
    if ends_at <= starts_at:
        raise Invalid({"ends_at": ENDS_BEFORE_IT_BEGINS})
