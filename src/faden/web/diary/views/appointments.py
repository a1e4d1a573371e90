"""Appointments: what is coming, a new one, a change, a cancellation."""

from datetime import timedelta
from itertools import groupby
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.utils import timezone

from faden.domain.diary.operations.appointments import cancel_appointment, change_appointment, make_appointment
from faden.domain.diary.queries import appointment_by_id, appointments_of, names_of
from faden.domain.diary.rules import may_change_appointment, may_keep_diary
from faden.lib.german_input import parse_day
from faden.web.diary.choices import can_take_part, case_named, opened, page_of
from faden.web.diary.forms import AppointmentChangeForm, AppointmentForm, CancelForm
from faden.web.layout.drafts import keep_draft
from faden.web.layout.messages import tell
from faden.web.layout.pages import Request, page, redirect, render, submit

SHOWN = timedelta(weeks=4)


@page("GET")
def coming(request: Request) -> HttpResponse:
    """Four weeks of one's own appointments, by day; ``?ab=`` begins elsewhere."""
    may_keep_diary.check(request.actor)
    try:
        since = parse_day(request.GET.get("ab", ""), request.today)
    except ValueError:
        since = request.today
    found = appointments_of(request.actor, since, since + SHOWN)
    days = [(day, list(some)) for day, some in groupby(found, key=lambda one: max(one.day, since))]
    return render(request, "diary/appointments.html", days=days, since=since, before=since - SHOWN, after=since + SHOWN)


@page("GET", "POST", reads_file=True)
def make(request: Request) -> HttpResponse:
    """A new appointment, in a case (``?fall=``) or in none."""
    may_keep_diary.check(request.actor)
    case = case_named(request)
    opened(request, case)
    initial = {
        "day": request.today,
        "minutes": 60,
        "participants": [request.actor.id],
        "interpreter": "nötig" if case and case.person.interpreter_needed else "",
    }
    form = AppointmentForm(request.POST or None, initial=initial, colleagues=can_take_part(request, case))
    keep_draft(request, form, "appointment", case.number if case else "")
    arguments = {"case": case, "actor": request.actor, "today": request.today, "now": timezone.now()}
    if submit(form, make_appointment, **arguments):
        tell(request, "Der Termin steht im Kalender.")
        return HttpResponseRedirect(page_of(case, "diary:appointments"), status=303)
    return render(request, "diary/new_appointment.html", form=form, case=case)


@page("GET", "POST", reads_file=True)
def appointment(request: Request, appointment_id: UUID) -> HttpResponse:
    """One appointment; whoever may, changes it here."""
    found = appointment_by_id(appointment_id)
    opened(request, found.case, found.part)
    if refusal := may_change_appointment(request.actor, found):
        return _only_read(request, found, refusal)
    starts = timezone.localtime(found.starts_at)
    initial = {
        **{name: getattr(found, name) for name in ("kind", "title", "place", "interpreter", "note", "version")},
        "day": starts.date(),
        "starts_at": starts.time(),
        "minutes": int((found.ends_at - found.starts_at).total_seconds() // 60),
        "participants": found.participant_ids,
    }
    form = AppointmentChangeForm(request.POST or None, initial=initial, colleagues=can_take_part(request, found.case))
    keep_draft(request, form, "appointment_change", found.id)
    arguments = {"appointment": found, "actor": request.actor, "today": request.today, "now": timezone.now()}
    if submit(form, change_appointment, **arguments):
        tell(request, "Der Termin ist geändert.")
        return redirect("diary:appointments")
    return render(request, "diary/appointment.html", form=form, appointment=found)


def _only_read(request: Request, found: Any, refusal: str) -> HttpResponse:
    if request.method != "GET":
        may_change_appointment.check(request.actor, found)
    names = names_of(found.participant_ids)
    return render(request, "diary/appointment_read.html", appointment=found, names=names, refusal=refusal)


@page("GET", "POST", reads_file=True)
def cancel(request: Request, appointment_id: UUID) -> HttpResponse:
    """Call an appointment off."""
    found = appointment_by_id(appointment_id)
    may_change_appointment.check(request.actor, found)
    opened(request, found.case)
    form = CancelForm(request.POST or None, initial={"version": found.version})
    if submit(form, cancel_appointment, appointment=found, actor=request.actor, now=timezone.now()):
        tell(request, "Der Termin ist abgesagt. Bitte sagen Sie den Beteiligten Bescheid.")
        return redirect("diary:appointments")
    return render(request, "diary/cancel.html", form=form, appointment=found)
