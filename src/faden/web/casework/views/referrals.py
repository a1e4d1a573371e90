"""Refer to an organisation: put a package together, look at it, send it, follow it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse

from faden.domain.cases.queries.file import case_or_404
from faden.domain.cases.queries.transfers import basis_of, transfer_for
from faden.domain.cases.rules import may_refer
from faden.domain.catalogues.queries import life_domains
from faden.domain.organisations.queries import organisations_for_referral
from faden.domain.people.queries import reached_by
from faden.domain.referrals import queries
from faden.domain.referrals.enums import ReferralAct, ReferralState
from faden.domain.referrals.operations import (
    change_draft,
    draft_referral,
    expire_referral,
    revoke_referral,
    send_referral,
)
from faden.domain.referrals.rules import may_move, may_take_back
from faden.domain.referrals.transitions import REFERRAL
from faden.kernel.access.errors import Conflict
from faden.web.casework.answer_links import linking
from faden.web.casework.forms.referral import DraftForm, ReferralForm, SendForm
from faden.web.casework.views.file import open_file
from faden.web.layout.messages import tell
from faden.web.layout.pages import Request, page, redirect, render, submit

FORM = "casework/form.html"
TITLE = "An eine Organisation verweisen"
LEAD = (
    "Sie stellen zusammen, was die Organisation erfährt. Gesendet wird erst, nachdem Sie es noch einmal gesehen haben."
)


@page("GET", "POST", reads_file=True)
def refer(request: Request, number: str) -> HttpResponse:
    """Put a package together."""
    case = open_file(request, number, may_refer).case
    form = ReferralForm(
        request.POST or None,
        initial={"disclosed_name": case.person.full_name, "disclosed_contact": reached_by(case.person)},
        organisations=organisations_for_referral(),
        life_domains=life_domains(),
    )
    referral = submit(form, draft_referral, case=case, actor=request.actor, today=request.today)
    if referral:
        return redirect("casework:referral", number, referral.id)
    return render(request, FORM, case=case, form=form, title=TITLE, act="Weiter zur Vorschau", lead=LEAD)


@page("GET", "POST", reads_file=True)
def change(request: Request, number: str, referral_id: UUID) -> HttpResponse:
    """Change a package before it is sent."""
    case = open_file(request, number, may_refer).case
    referral = queries.referral_of(case, referral_id)
    names = ("organisation", "life_domain", "concern", "disclosed_name", "disclosed_contact", "version")
    form = DraftForm(
        request.POST or None,
        initial={name: getattr(referral, name) for name in names},
        organisations=organisations_for_referral(),
        life_domains=life_domains(),
    )
    if submit(form, change_draft, referral=referral, actor=request.actor, today=request.today):
        return redirect("casework:referral", number, referral.id)
    return render(request, FORM, case=case, form=form, title=TITLE, act="Weiter zur Vorschau", lead=LEAD)


@page("GET", reads_file=True)
def referral(request: Request, number: str, referral_id: UUID) -> HttpResponse:
    """The package as the organisation sees it, and what became of it."""
    file = open_file(request, number)
    found = queries.referral_of(file.case, referral_id)
    state = ReferralState(found.state)
    is_draft = state == ReferralState.DRAFT
    bases = queries.bases_of(found, on=request.today) if is_draft else []
    transfer = None if is_draft else transfer_for(found.id)
    is_closed = queries.is_closed_to_receiver(found, on=request.today)
    takes_back = may_take_back.allows(request.actor, file.case, file.circle)
    return render(
        request,
        "casework/referral.html",
        file=file,
        case=file.case,
        referral=found,
        form=SendForm(initial={"version": found.version}, bases=bases),
        bases=bases,
        basis=basis_of(transfer) if transfer else "",
        is_closed=is_closed,
        refusal=may_refer(request.actor, file.case, file.circle)
        or may_move(found, ReferralAct.SEND)
        or ("" if bases else queries.why_not_sent(found, on=request.today)),
        steps=queries.steps_of(found),
        is_draft=is_draft,
        may_revoke=takes_back and REFERRAL.may(state, ReferralAct.REVOKE),
        may_expire=takes_back and REFERRAL.may(state, ReferralAct.EXPIRE),
        linking=linking(found, request.today, is_closed=is_closed) if takes_back else None,
    )


@page("POST")
def send(request: Request, number: str, referral_id: UUID) -> HttpResponse:
    """Send exactly what was previewed."""
    told = "Der Verweis ist gesendet. Die Antwort erscheint im Verlauf und unter „Mein Tag“."
    return _move(request, number, referral_id, send_referral, told)


@page("POST")
def revoke(request: Request, number: str, referral_id: UUID) -> HttpResponse:
    """Take it back: the organisation no longer sees it."""
    told = "Der Verweis ist zurückgezogen. Die Organisation sieht ihn nicht mehr."
    return _move(request, number, referral_id, revoke_referral, told)


@page("POST")
def expire(request: Request, number: str, referral_id: UUID) -> HttpResponse:
    """Stop waiting for an answer."""
    told = "Der Verweis gilt als unbeantwortet. Eine späte Antwort ist weiter möglich."
    return _move(request, number, referral_id, expire_referral, told)


def _move(request: Request, number: str, referral_id: UUID, operation: Callable[..., Any], told: str) -> HttpResponse:
    """Do it, or show the package once more when it has changed since it was looked at."""
    found = queries.referral_of(case_or_404(number), referral_id)
    bases = queries.bases_of(found, on=request.today) if operation is send_referral else []
    form = SendForm(request.POST, bases=bases)
    try:
        if submit(form, operation, referral=found, actor=request.actor, today=request.today):
            tell(request, told)
        elif operation is send_referral:
            tell(request, " ".join(["Nicht gesendet.", *map(str, next(iter(form.errors.values()), ()))]))
    except Conflict:
        tell(request, "Der Verweis hat sich inzwischen geändert. Bitte sehen Sie ihn noch einmal an.")
    return redirect("casework:referral", number, referral_id)
