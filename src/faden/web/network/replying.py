"""Somebody without an account reads one referral and answers it: link, code, package, nothing else.

What the browser keeps is a signed proof of the code for half an hour, for this one address; no session begins. Who
needs longer for the answer types a new code, and finds the answer as it was.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.core import signing
from django.http import HttpResponse
from django.utils import timezone

from faden.domain.referrals.enums import CodeTold
from faden.domain.referrals.operations import Tried, answer_through_link, code_digest, try_code
from faden.domain.referrals.queries import asked_link, opened_link, opens
from faden.domain.referrals.transitions import REFERRAL
from faden.kernel.access.acting import act_as
from faden.kernel.access.errors import NotVisible
from faden.kernel.audit import operations as audit
from faden.kernel.identity.queries import link_actor
from faden.kernel.identity.throttle import is_throttled, note_failure
from faden.processes.send_answer_link import send_code
from faden.web.layout.guessing import SLOW_DOWN
from faden.web.layout.pages import Request, page, redirect, render, submit
from faden.web.network.forms import AnswerForm, CodeForm

COOKIE, SALT = "antwort", "faden.answer_link"
LASTS = timedelta(minutes=30)
#: The button that asks for a code by mail.
ASK = "anfordern"
STALE = "Dieser Code gilt nicht mehr: ein Code gilt zehn Minuten. Mit einem neuen geht es weiter."
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
        if proof is None or ASK in request.POST:
            return _ask_code(request, secret)
        try:
            return _package(request, secret, proof)
        except NotVisible:
            # A newer code has been told since: what was typed waits for it.
            return _ask_code(request, secret)
    except NotVisible:
        return _gone(request)


def _ask_code(request: Request, secret: str) -> HttpResponse:
    """The second factor: asked for where it is mailed, and typed; an answer typed too late travels along."""
    now = timezone.now()
    if ASK in request.POST:
        send_code(secret=secret, today=request.today, now=now)
    form = CodeForm(request.POST if "code" in request.POST else None)
    if form.is_bound and form.is_valid():
        return _try(request, secret, form)
    return _code_page(request, secret, form)


def _code_page(request: Request, secret: str, form: CodeForm) -> HttpResponse:
    with asked_link(secret) as link:
        if link is None or not link.opens_on(request.today) or not opens(link):
            raise NotVisible
        mailed = link.code_told == CodeTold.MAIL
        return render(
            request,
            "network/reply_code.html",
            form=form,
            typed=_typed(request),
            mailed=mailed,
            waits=mailed and not form.is_bound and not link.takes_code_at(timezone.now()),
            is_asked=ASK in request.POST,
        )


def _try(request: Request, secret: str, form: CodeForm) -> HttpResponse:
    """Count a wrong code; keep the proof of a right one and go on, with what had been typed before."""
    address, now = f"link:{request.META.get('REMOTE_ADDR', '')}", timezone.now()
    counted = f"link:{secret}"
    if is_throttled(subject=counted, address=address, now=now):
        form.add_error("code", SLOW_DOWN)
        return _code_page(request, secret, form)
    code = form.cleaned_data["code"]
    tried = try_code(secret=secret, code=code, today=request.today, now=now)
    if tried == Tried.RIGHT:
        proof = code_digest(secret, code)
        response = _package(request, secret, proof) if _typed(request) else redirect("network:reply", secret)
        return _keep_proof(request, response, proof)
    if tried == Tried.STALE:
        form.add_error("code", STALE)
        return _code_page(request, secret, form)
    note_failure(subject=counted, address=address, now=now)
    if tried == Tried.GONE:
        return _gone(request)
    form.add_error("code", WRONG)
    return _code_page(request, secret, form)


def _package(request: Request, secret: str, proof: str) -> HttpResponse:
    """The package and the answer; typed along with a code, the answer is shown again and not yet sent."""
    with opened_link(secret, proof, on=request.today) as (link, package, row):
        acts, returns = REFERRAL.acts_from(package.state), "code" in request.POST
        initial = {"version": package.version, **(_typed(request) if returns else {})}
        form = AnswerForm(None if returns else request.POST or None, initial=initial, acts=acts)
        arguments: Mapping[str, Any] = {"link": link, "referral": row, "today": request.today}
        if submit(form, answer_through_link, **arguments):
            return redirect("network:reply_thanks")
        audit.record_reading(actor=link_actor(), subject=row)
        return render(request, "network/reply.html", package=package, form=form, link=link, returns=returns)


def _typed(request: Request) -> dict[str, str]:
    """What somebody had typed when the half hour was over."""
    return {name: request.POST[name] for name in AnswerForm.base_fields if name in request.POST}


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
