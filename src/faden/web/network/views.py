"""Referrals as the organisation sees them: the package, and nothing else."""

from uuid import UUID

from django.http import HttpResponse

from faden.domain.referrals.operations import answer_referral
from faden.domain.referrals.queries import received, received_referral
from faden.domain.referrals.transitions import REFERRAL
from faden.kernel.access.errors import Refused
from faden.kernel.access.roles import Role
from faden.kernel.audit import operations as audit
from faden.web.layout.messages import tell
from faden.web.layout.pages import Request, page, redirect, render, submit
from faden.web.network.forms import AnswerForm


@page("GET")
def referrals(request: Request) -> HttpResponse:
    """What one's organisation has received: what waits longest first, then what is finished."""
    if not request.actor.has(Role.PARTNER):
        raise Refused("Hier stehen Verweise, die eine Organisation erhalten hat. Ihr Konto gehört zu keiner.")
    return render(
        request,
        "network/referrals.html",
        waiting=received(request.actor, finished=False),
        finished=received(request.actor, finished=True),
    )


@page("GET", "POST", reads_file=True)
def referral(request: Request, referral_id: UUID) -> HttpResponse:
    """One referral, and the answer to it; reading it is written into the trace of the file it comes from."""
    package, row = received_referral(request.actor, referral_id)
    form = AnswerForm(
        request.POST or None, initial={"version": package.version}, acts=REFERRAL.acts_from(package.state)
    )
    if submit(form, answer_referral, referral=row, actor=request.actor, today=request.today):
        tell(request, "Ihre Antwort ist bei der verweisenden Stelle angekommen.")
        return redirect("network:referrals")
    audit.record_reading(actor=request.actor, subject=row)
    return render(request, "network/referral.html", package=package, form=form, can_answer=form.can_answer)
