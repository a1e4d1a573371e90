"""The link for somebody without an account: made, renewed, taken back."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from faden.domain.cases.queries.file import case_or_404
from faden.domain.cases.rules import may_refer
from faden.domain.referrals import queries
from faden.domain.referrals.operations import tell_code, withdraw_link
from faden.domain.referrals.rules import may_link
from faden.kernel.outbox.rules import is_mail_configured
from faden.processes.send_answer_link import send_answer_link
from faden.web.casework.forms.referral import LinkForm
from faden.web.casework.views.file import open_file
from faden.web.layout.messages import tell
from faden.web.layout.pages import Request, page, redirect, render, submit

USUAL = timedelta(days=28)


@page("GET", "POST", reads_file=True)
def make(request: Request, number: str, referral_id: UUID) -> HttpResponse:
    """Send the secret address; a code that is told by phone is shown this once."""
    case = open_file(request, number, may_refer).case
    referral = queries.referral_of(case, referral_id)
    may_link.check(referral, is_closed=queries.is_closed_to_receiver(referral, on=request.today))
    former = queries.link_of(referral)
    form = LinkForm(request.POST or None, initial={"expires_on": request.today + USUAL, **_sent_before(former)})

    def address_of(secret: str) -> str:
        return request.build_absolute_uri(reverse("network:reply", args=[secret]))

    acting: dict[str, Any] = {"actor": request.actor, "today": request.today, "now": timezone.now()}
    made = submit(form, send_answer_link, referral=referral, address_of=address_of, **acting)
    if made:
        # Where no mail leaves the house, whoever makes the link passes it on: it is shown this once.
        shown = "" if is_mail_configured() else address_of(made.secret)
        return render(request, "casework/answer_link_made.html", case=case, referral=referral, made=made, address=shown)
    return render(request, "casework/answer_link.html", case=case, referral=referral, form=form, former=former)


def _sent_before(former: Any) -> dict[str, str]:
    """To whom the last one went: a new one is mostly for the same person, who has mistyped or lost it."""
    return {name: getattr(former, name) for name in ("recipient_name", "recipient_mail", "code_told")} if former else {}


@page("POST")
def code(request: Request, number: str, referral_id: UUID) -> HttpResponse:
    """Tell a new code on the phone; it is shown this once."""
    case = case_or_404(number)
    referral = queries.referral_of(case, referral_id)
    made = tell_code(link=queries.link_or_404(referral), actor=request.actor, today=request.today, now=timezone.now())
    return render(request, "casework/answer_code.html", case=case, referral=referral, made=made)


@page("POST")
def withdraw(request: Request, number: str, referral_id: UUID) -> HttpResponse:
    """Take it back: the address leads nowhere from now on."""
    link = queries.link_of(queries.referral_of(case_or_404(number), referral_id))
    if link is not None:
        withdraw_link(link=link, actor=request.actor, today=request.today, now=timezone.now())
        tell(request, "Der Antwortlink führt nirgendwohin mehr.")
    return redirect("casework:referral", number, referral_id)
