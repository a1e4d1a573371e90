"""The Sperrvermerk of the person a case is about: asked for or set, and who reads the file while it is in force."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse

from faden.domain.cases.queries.circle import member_of
from faden.domain.cases.queries.file import case_or_404
from faden.domain.cases.rules import may_work_on
from faden.domain.people.queries.shields import request_of, restriction_of, shield_keepers
from faden.domain.people.rules import may_keep_shields
from faden.processes.shield_person import ask_for_shield, close_to_member, confirm_member, restrict_case
from faden.web.casework.forms.shields import ShieldForm
from faden.web.casework.views.file import open_file
from faden.web.layout.messages import tell
from faden.web.layout.pages import Request, page, redirect, render, submit


@page("GET", "POST", reads_file=True, fresh="POST")
def shield(request: Request, number: str) -> HttpResponse:
    """Whoever holds the right sets it here; everybody else of the circle asks."""
    case = open_file(request, number, may_work_on).case
    keeps = may_keep_shields.allows(request.actor)
    in_force, waiting = restriction_of(case.person), request_of(case.person)
    form = None if in_force or waiting else ShieldForm(request.POST or None)
    if form is not None and _stored(request, form, case):
        tell(request, "Der Sperrvermerk gilt ab sofort." if keeps else "Der Antrag ist gestellt.")
        return redirect("casework:case" if keeps else "casework:shield", number)
    return render(
        request,
        "casework/shield.html",
        case=case,
        form=form,
        in_force=in_force,
        waiting=waiting,
        keepers=shield_keepers(),
        keeps=keeps,
    )


def _stored(request: Request, form: ShieldForm, case: Any) -> bool:
    actor, today = request.actor, request.today
    if may_keep_shields.allows(actor):
        done = submit(form, restrict_case, number=case.number, review_on=None, actor=actor, today=today)
        return done is not None
    return submit(form, ask_for_shield, case=case, actor=actor, today=today) is not None


@page("POST")
def confirm(request: Request, number: str, member_id: UUID) -> HttpResponse:
    """Let somebody who was in the circle before read the file."""
    member = member_of(case_or_404(number), member_id)
    confirm_member(member=member, actor=request.actor, today=request.today)
    tell(request, f"{member.account.name} liest die Akte wieder.")
    return redirect("casework:circle", number)


@page("POST")
def close(request: Request, number: str, member_id: UUID) -> HttpResponse:
    """Close the file to somebody of the circle again."""
    case = case_or_404(number)
    member = member_of(case, member_id)
    close_to_member(case=case, account_id=member.account_id, actor=request.actor, today=request.today)
    tell(request, f"Die Akte ist für {member.account.name} geschlossen.")
    return redirect("casework:circle", number)
