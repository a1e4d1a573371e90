"""In and after a meeting: who came, what was said, decided and given to whom."""

from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from faden.domain.steering.enums import Presence
from faden.domain.steering.operations.recording import (
    correct_decision,
    give_assignment,
    record_attendance,
    record_discussion,
    write_minutes,
)
from faden.domain.steering.queries import attendance_of, meeting_by_id, seats_at, seats_taken
from faden.domain.steering.rules import may_record, may_record_decision
from faden.kernel.access.errors import NotVisible, Refused
from faden.processes.decide import decide
from faden.web.layout.messages import tell
from faden.web.layout.pages import Request, page, redirect, render, submit
from faden.web.steering.forms.recording import (
    AttendanceForm,
    CorrectForm,
    DecideForm,
    DiscussionForm,
    GeneralForm,
    OrderForm,
)
from faden.web.steering.views.agenda import item_of


def _to_point(item: object) -> HttpResponse:
    """Back to the meeting, where the point stands."""
    address = reverse("steering:meeting", args=[item.meeting_id])  # type: ignore[attr-defined]
    return HttpResponseRedirect(f"{address}#top-{item.position}", status=303)  # type: ignore[attr-defined]


@page("GET", "POST")
def attendance(request: Request, meeting_id: UUID) -> HttpResponse:
    """Who came."""
    meeting = meeting_by_id(meeting_id)
    may_record.check(request.actor, meeting)
    assumes = "alle" in request.GET
    form = AttendanceForm(
        request.POST or None,
        seats=seats_at(meeting),
        present={seat: noted.presence for seat, noted in attendance_of(meeting).items()},
        assumed=Presence.PRESENT if assumes else None,
        initial={"guests": meeting.guests},
    )
    if submit(form, record_attendance, meeting=meeting, actor=request.actor):
        tell(request, "Die Anwesenheit ist festgehalten.")
        return redirect("steering:meeting", meeting_id)
    return render(request, "steering/attendance.html", meeting=meeting, form=form, all=assumes)


@page("GET", "POST")
def general(request: Request, meeting_id: UUID) -> HttpResponse:
    """What belongs to no point."""
    meeting = meeting_by_id(meeting_id)
    may_record.check(request.actor, meeting)
    form = GeneralForm(request.POST or None, initial={"minutes_text": meeting.minutes_text, "version": meeting.version})
    if submit(form, write_minutes, meeting=meeting, actor=request.actor):
        tell(request, "Die Niederschrift ist ergänzt.")
        return redirect("steering:meeting", meeting_id)
    return render(request, "steering/general.html", meeting=meeting, form=form)


@page("GET", "POST")
def discussion(request: Request, meeting_id: UUID, item_id: UUID) -> HttpResponse:
    """What was said on a point."""
    item = item_of(meeting_id, item_id)
    may_record.check(request.actor, item.meeting)
    form = DiscussionForm(request.POST or None, initial={"discussion": item.discussion, "version": item.version})
    if submit(form, record_discussion, item=item, actor=request.actor):
        tell(request, f"Die Beratung zu TOP {item.position} ist festgehalten.")
        return _to_point(item)
    return render(request, "steering/discussion.html", item=item, form=form)


@page("GET", "POST")
def decision(request: Request, meeting_id: UUID, item_id: UUID) -> HttpResponse:
    """What was decided, with the vote and what follows."""
    item = item_of(meeting_id, item_id)
    may_record_decision.check(request.actor, item.meeting, request.today)
    if hasattr(item, "decision"):
        raise Refused("Zu diesem Punkt ist schon ein Beschluss festgehalten. Er lässt sich berichtigen.")
    initial = {"text": item.proposal, "no": 0, "abstained": 0}
    form = DecideForm(request.POST or None, initial=initial, today=request.today)
    if submit(form, decide, item=item, on=request.today, actor=request.actor):
        told = " Alle, die zum Thema gemeldet haben, sehen ihn unter „Mein Tag“." if item.theme_id else ""
        tell(request, f"Der Beschluss ist festgehalten.{told}")
        return _to_point(item)
    return render(request, "steering/decision.html", item=item, form=form, taken=seats_taken(item.meeting))


@page("GET", "POST")
def correct(request: Request, meeting_id: UUID, item_id: UUID) -> HttpResponse:
    """Mend a slip in the minutes."""
    item = item_of(meeting_id, item_id)
    may_record.check(request.actor, item.meeting)
    found = getattr(item, "decision", None)
    if found is None:
        raise NotVisible
    initial = {name: getattr(found, name) for name in ("text", "yes", "no", "abstained", "version")}
    form = CorrectForm(request.POST or None, initial=initial)
    if submit(form, correct_decision, decision=found, actor=request.actor):
        tell(request, "Der Beschluss ist berichtigt.")
        return _to_point(item)
    return render(request, "steering/correct.html", item=item, form=form, taken=seats_taken(item.meeting))


@page("GET", "POST")
def assignment(request: Request, meeting_id: UUID, item_id: UUID) -> HttpResponse:
    """A further assignment out of a decision."""
    item = item_of(meeting_id, item_id)
    may_record.check(request.actor, item.meeting)
    found = getattr(item, "decision", None)
    if found is None:
        raise NotVisible
    form = OrderForm(request.POST or None, today=request.today)
    if submit(form, give_assignment, decision=found, actor=request.actor):
        tell(request, "Der Auftrag ist erteilt.")
        return _to_point(item)
    return render(request, "steering/assignment.html", item=item, decision=found, form=form)
