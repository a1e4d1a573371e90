"""Hand-overs: proposed from a case or on behalf of somebody, accepted, declined; and who steps in meanwhile."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from faden.domain.cases.operations.absence import announce_absence, end_absence
from faden.domain.cases.operations.handover import (
    decline_handover,
    propose_for_others,
    propose_handover,
    withdraw_handover,
)
from faden.domain.cases.queries import handover as handovers
from faden.domain.cases.rules import may_hand_over, may_open_case, may_propose_for_others
from faden.kernel.access.errors import NotVisible, Refused
from faden.kernel.access.roles import Role
from faden.kernel.identity.queries import account_with_roles, all_accounts, colleagues
from faden.lib import german
from faden.processes.hand_over import take_over
from faden.web.casework.forms.handover import AbsenceForm, DeclineForm, OthersForm, ProposeForm
from faden.web.casework.story import WORDS
from faden.web.casework.views.file import open_file
from faden.web.layout.back import back
from faden.web.layout.drafts import keep_draft
from faden.web.layout.messages import tell
from faden.web.layout.pages import Request, page, redirect, render, submit

RECENT = timedelta(days=30)
SHOWN = 10


def _counsellors(request: Request, *, without: UUID) -> list[Any]:
    return [one for one in colleagues(Role.CASE_MANAGER, on=request.today) if one.id != without]


@page("GET", "POST", reads_file=True)
def propose(request: Request, number: str) -> HttpResponse:
    """Ask a colleague to take over this case."""
    case = open_file(request, number, may_hand_over).case
    others = _counsellors(request, without=case.manager_id)
    form = ProposeForm(request.POST or None, initial={"earliest_on": request.today}, colleagues=others)
    keep_draft(request, form, "handover", number)
    if submit(form, propose_handover, case=case, actor=request.actor, today=request.today):
        tell(request, "Die Übergabe ist vorgeschlagen. Bis zur Annahme ändert sich nichts.")
        return redirect("casework:handovers")
    waiting = handovers.proposed_in(case)
    return render(request, "casework/propose_handover.html", case=case, form=form, waiting=waiting)


@page("GET")
def overview(request: Request) -> HttpResponse:
    """What waits for an answer, mine and others', and what was answered lately."""
    if not request.actor.has(Role.CASE_MANAGER, Role.COORDINATOR, Role.LEAD):
        raise Refused("Übergaben betreffen Case Management, Koordination und KIM-Leitung.")
    waiting = handovers.open_handovers(request.actor)
    me = request.actor.id
    return render(
        request,
        "casework/handovers.html",
        to_answer=[one for one in waiting if one.handover.successor_id == me],
        proposed=[one for one in waiting if one.handover.successor_id != me],
        answered=handovers.answered_lately(request.actor, request.today - RECENT, SHOWN),
        may_propose=may_propose_for_others.allows(request.actor),
    )


@page("GET", "POST")
def handover(request: Request, handover_id: UUID) -> HttpResponse:
    """One hand-over with what can be known before; declined here, with a reason."""
    found = handovers.handover_by_id(handover_id, request.actor)
    form = DeclineForm(request.POST or None)
    arguments = {"handover": found.handover, "actor": request.actor, "today": request.today}
    if submit(form, decline_handover, **arguments):
        tell(request, "Die Übergabe ist abgelehnt. Der Fall bleibt, wo er ist.")
        return redirect("casework:handovers")
    is_mine = found.handover.successor_id == request.actor.id
    return render(request, "casework/handover.html", found=found, form=form, is_mine=is_mine, **WORDS)


@page("POST")
def accept(request: Request, handover_id: UUID) -> HttpResponse:
    """Become responsible from now on."""
    found = handovers.handover_by_id(handover_id, request.actor).handover
    case = take_over(handover=found, actor=request.actor, today=request.today, now=timezone.now())
    tell(request, f"Sie führen jetzt den Fall {case.number}.")
    return back(request, reverse("casework:case", args=[case.number]))


@page("POST")
def withdraw(request: Request, handover_id: UUID) -> HttpResponse:
    """Take a proposal back."""
    found = handovers.handover_by_id(handover_id, request.actor).handover
    withdraw_handover(handover=found, actor=request.actor, today=request.today)
    tell(request, "Der Vorschlag ist zurückgezogen.")
    return back(request, reverse("casework:handovers"))


@page("GET", "POST")
def propose_for(request: Request) -> HttpResponse:
    """On behalf of somebody who is away or leaves (``?wer=``): numbers, no names."""
    may_propose_for_others.check(request.actor)
    former = _former(request)
    led = handovers.cases_led_by(former.id, actor=request.actor) if former else []
    free = [one for one in led if not one.is_proposed]
    others = _counsellors(request, without=former.id if former else request.actor.id)
    form = OthersForm(request.POST or None, initial={"earliest_on": request.today}, cases=free, colleagues=others)
    arguments = {"former": former, "actor": request.actor, "today": request.today}
    if former and (made := submit(form, propose_for_others, **arguments)):
        tell(request, f"{german.count(len(made), 'Übergabe', 'Übergaben')} vorgeschlagen.")
        return redirect("casework:handovers")
    people = [one for one in all_accounts() if any(r.role == Role.CASE_MANAGER for r in one.role_assignments.all())]
    return render(
        request, "casework/propose_for_others.html", form=form, former=former, people=people, led=led, free=free
    )


def _former(request: Request) -> Any:
    """The case manager of ``?wer=``; None before somebody is chosen."""
    try:
        return account_with_roles(UUID(request.GET.get("wer", "")))
    except ValueError:
        return None


@page("GET", "POST")
def absences(request: Request) -> HttpResponse:
    """One's own absences, and a new one."""
    may_open_case.check(request.actor)
    mine = handovers.running_cases(request.actor)
    others = _counsellors(request, without=request.actor.id)
    initial = {"since": request.today, "cases": [case.id for case in mine]}
    form = AbsenceForm(request.POST or None, initial=initial, cases=mine, colleagues=others)
    if submit(form, announce_absence, actor=request.actor, today=request.today):
        tell(request, "Die Vertretung ist eingetragen. Sie beginnt und endet von selbst.")
        return redirect("casework:absences")
    coming = handovers.absences_of(request.actor, request.today)
    covers = handovers.covers_in(coming)
    return render(request, "casework/absences.html", form=form, absences=coming, covers=covers, cases=mine, **WORDS)


@page("POST")
def return_early(request: Request, absence_id: UUID) -> HttpResponse:
    """Back again, or not away at all."""
    if not request.actor.has(Role.CASE_MANAGER):
        raise NotVisible
    absence = handovers.absence_of(absence_id, request.actor)
    end_absence(absence=absence, actor=request.actor, today=request.today)
    tell(request, "Die Vertretung ist beendet.")
    return redirect("casework:absences")
