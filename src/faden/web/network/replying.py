"""Somebody without an account reads one referral and answers it: link, code, package, nothing else.

What the browser keeps is a signed proof of the code for half an hour, for this one address; no session begins.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.core import signing
from django.http import HttpResponse
from django.utils import timezone

from faden.domain.referrals.operations import Tried, answer_through_link, code_digest, try_code
from faden.domain.referrals.queries import asked_link, opened_link
from faden.domain.referrals.transitions import REFERRAL
from faden.kernel.access.acting import act_as
from faden.kernel.access.errors import NotVisible
from faden.kernel.audit import operations as audit
from faden.kernel.identity.queries import link_actor
from faden.kernel.identity.throttle import is_throttled, note_failure
from faden.web.layout.guessing import SLOW_DOWN
from faden.web.layout.pages import Request, page, redirect, render, submit
from faden.web.network.forms import AnswerForm, CodeForm

COOKIE, SALT = "antwort", "faden.answer_link"
LASTS = timedelta(minutes=30)
WRONG = "Der Code stimmt nicht. Nach fünf falschen Codes führt der Link nirgendwohin mehr."


@page("GET", "POST", public=True, reads_file=True)
def reply(request: Request, link_secret: str) -> HttpResponse:
    """/antwort/…/: asks for the code, then shows the package and takes the answer."""
    with act_as(link_actor(), today=request.today):
        response = _answer(request, link_secret)
    # The address never travels as a referrer, not even to our own style sheets and so into their log. No referrer at
    # all would make browsers send an empty origin with the form, which is refused as forged.
    response.headers["Referrer-Policy"] = "strict-origin"
    return response


@page("GET", public=True)
def thanks(request: Request) -> HttpResponse:
    """/antwort/danke/: says nothing about what was answered."""
    return render(request, "network/reply_thanks.html")


def _answer(request: Request, secret: str) -> HttpResponse:
    proof = _proof(request)
    try:
        return _package(request, secret, proof) if proof else _ask_code(request, secret)
    except NotVisible:
        return _gone(request)


def _ask_code(request: Request, secret: str) -> HttpResponse:
    form = CodeForm(request.POST or None)
    if form.is_bound and form.is_valid():
        return _try(request, secret, form)
    with asked_link(secret) as link:
        if link is None or not link.opens_on(request.today):
            raise NotVisible
    return render(request, "network/reply_code.html", form=form)


def _try(request: Request, secret: str, form: CodeForm) -> HttpResponse:
    """Count a wrong code; keep the proof of a right one and go on."""
    address, now = f"link:{request.META.get('REMOTE_ADDR', '')}", timezone.now()
    counted = f"link:{secret}"
    if is_throttled(subject=counted, address=address, now=now):
        form.add_error("code", SLOW_DOWN)
        return render(request, "network/reply_code.html", form=form)
    code = form.cleaned_data["code"]
    tried = try_code(secret=secret, code=code, today=request.today, now=now)
    if tried == Tried.RIGHT:
        return _keep_proof(request, redirect("network:reply", secret), code_digest(secret, code))
    note_failure(subject=counted, address=address, now=now)
    if tried == Tried.GONE:
        return _gone(request)
    form.add_error("code", WRONG)
    return render(request, "network/reply_code.html", form=form)


def _package(request: Request, secret: str, proof: str) -> HttpResponse:
    with opened_link(secret, proof, on=request.today) as (link, package, row):
        acts = REFERRAL.acts_from(package.state)
        form = AnswerForm(request.POST or None, initial={"version": package.version}, acts=acts)
        arguments: Mapping[str, Any] = {"link": link, "referral": row, "today": request.today}
        if submit(form, answer_through_link, **arguments):
            return redirect("network:reply_thanks")
        audit.record_reading(actor=link_actor(), subject=row)
        return render(request, "network/reply.html", package=package, form=form, link=link)


def _gone(request: Request) -> HttpResponse:
    """One page for whatever is not, not yet or no longer: it says nothing of why."""
    return render(request, "network/reply_gone.html", status=404)


def _keep_proof(request: Request, response: HttpResponse, proof: str) -> HttpResponse:
    response.set_cookie(
        COOKIE,
        signing.dumps(proof, salt=SALT),
        max_age=LASTS,
        path=request.path,
        secure=request.is_secure(),
        httponly=True,
        samesite="Strict",
    )
    return response


def _proof(request: Request) -> str | None:
    """The proof this browser keeps for this address, if it is not too old; whether it fits, the database decides."""
    try:
        return str(signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=LASTS))
    except signing.BadSignature:
        return None
