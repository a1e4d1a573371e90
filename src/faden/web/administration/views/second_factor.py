"""One's own second factor; the administration takes a lost one away."""

from base64 import b32encode
from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone

from faden.kernel.access.errors import NotVisible
from faden.kernel.identity.queries import account_with_roles
from faden.kernel.sign_in.calculation import setup_address
from faden.kernel.sign_in.factors import (
    begin_code_app,
    begun_secret,
    confirm_code_app,
    issue_paper_codes,
    reset_factors,
)
from faden.kernel.sign_in.operations import end_sessions_of
from faden.kernel.sign_in.queries import factors_of
from faden.web.administration.forms import CodeForm
from faden.web.administration.qr_code import qr_code
from faden.web.layout import session
from faden.web.layout.messages import tell
from faden.web.layout.pages import Request, page, redirect, render, submit
from faden.web.layout.site import remembered


@page("GET", before_factor=True)
def overview(request: Request) -> HttpResponse:
    """/konto/zweiter-faktor/: what is set up, and what is missing."""
    return render(request, "administration/second_factor.html", factors=factors_of(request.actor.id))


@page("POST", before_factor=True, fresh=True)
def begin(request: Request) -> HttpResponse:
    """Begin to set up an app; one that works goes on until the new one has shown a code."""
    begin_code_app(actor=request.actor, now=timezone.now())
    return redirect("administration:code_app")


@page("GET", "POST", before_factor=True, fresh=True)
def app(request: Request) -> HttpResponse:
    """Show the app what it has to learn, and take its first code; the recovery codes stand in this answer only."""
    now = timezone.now()
    secret = begun_secret(request.actor, now=now)
    if secret is None:
        tell(request, "Die Einrichtung hat länger als zehn Minuten gedauert. Bitte beginnen Sie noch einmal.")
        return redirect("administration:second_factor")
    form = CodeForm(request.POST or None)
    codes = submit(form, confirm_code_app, actor=request.actor, now=now)
    if codes is not None:
        session.has_factor(request)
        return _shown_once(request, codes)
    address = setup_address(secret, account=request.actor.email, issuer=f"Faden {remembered(request) or ''}".strip())
    return render(
        request, "administration/code_app.html", form=form, picture=qr_code(address), secret=_in_fours(secret)
    )


@page("POST", fresh=True)
def codes(request: Request) -> HttpResponse:
    """Ten new recovery codes, in this answer only."""
    if not factors_of(request.actor.id):
        raise NotVisible
    return _shown_once(request, issue_paper_codes(actor=request.actor))


@page("POST", fresh=True)
def reset(request: Request, key: UUID) -> HttpResponse:
    """Take the second factor of somebody away who has lost the device; the sessions end with it."""
    account = account_with_roles(key)
    reset_factors(account=account, actor=request.actor)
    end_sessions_of(account=account, actor=request.actor)
    tell(request, "Der zweite Faktor ist zurückgesetzt. Bei der nächsten Anmeldung wird ein neuer eingerichtet.")
    return redirect("administration:account", key)


def _shown_once(request: Request, codes: list[str]) -> HttpResponse:
    return render(request, "administration/paper_codes.html", codes=codes)


def _in_fours(secret: bytes) -> str:
    text = b32encode(secret).decode()
    return " ".join(text[at : at + 4] for at in range(0, len(text), 4))
