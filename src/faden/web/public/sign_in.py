"""Sign in and out."""

from datetime import date, datetime

from django.contrib.auth import authenticate
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from faden.kernel.access.acting import act_as
from faden.kernel.identity.queries import account_as_actor
from faden.kernel.sign_in.factors import check_factor
from faden.kernel.sign_in.provider import provider_here
from faden.kernel.sign_in.queries import Factors, factor_due_on, factors_of
from faden.web.layout import passkeys, session, site
from faden.web.layout.confirming import WRONG_CODE, WRONG_PASSKEY
from faden.web.layout.guessing import prove
from faden.web.layout.pages import Request, page, redirect, render
from faden.web.public.forms import FactorForm, SignInForm

WRONG = "Adresse und Passwort passen nicht zusammen."
SLOW_DOWN = "Zu viele Versuche. Bitte warten Sie eine Viertelstunde, oder wenden Sie sich an die Administration."


@page("GET", "POST", public=True)
def sign_in(request: Request) -> HttpResponse:
    """/anmelden/: address and password; then the second factor, or the page somebody wanted to see."""
    wanted = safe_address(request, request.POST.get("weiter") or request.GET.get("weiter", ""))
    if hasattr(request, "actor"):
        return HttpResponseRedirect(wanted)
    form = SignInForm(request.POST if request.method == "POST" else None)
    account = _account(request, form) if form.is_bound and form.is_valid() else None
    if account is not None:
        return let_in(request, account, wanted)
    return render(request, "public/sign_in.html", form=form, wanted=wanted, provider=provider_here(), problem=None)


@page("GET", "POST", public=True)
def second_factor(request: Request) -> HttpResponse:
    """/anmelden/zweiter-faktor/: the code of the app, one from paper, or a passkey."""
    half = session.half(request, timezone.now())
    if half is None:
        return redirect("public:sign_in")
    factors = _factors(half, request.today)
    if not factors:
        return redirect("public:sign_in")
    form = FactorForm(request.POST or None, factors=factors)
    if form.is_bound and form.is_valid() and _proves(request, form, half):
        if not session.is_running(request):
            return redirect("public:sign_in")
        session.begin(request, half.account_id, half.password_hash)
        site.remember(request)
        return HttpResponseRedirect(half.wanted, status=303)
    return render(request, "public/second_factor.html", form=form, question=passkeys.question(request, factors))


@page("POST", public=True)
def sign_out(request: Request) -> HttpResponse:
    """/abmelden/: end the session, and let the browser forget what it has kept of the pages."""
    session.end(request)
    response = redirect("public:sign_in")
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


def safe_address(request: HttpRequest, address: str) -> str:
    """Return the address when it leads to this server, else the start page."""
    own = url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return address if own else "/"


def let_in(request: Request, account: AbstractBaseUser, wanted: str) -> HttpResponse:
    """Begin the session, or ask for the second factor first."""
    password_hash = account.get_session_auth_hash()
    with act_as(account.pk, today=request.today, read_only=True):
        found = account_as_actor(account.pk, on=request.today)
        if factors_of(account.pk):
            session.begin_half(request, session.Half(account.pk, password_hash, wanted))
            return redirect("public:second_factor")
        due_on = factor_due_on(found[1], on=request.today) if found else None
    session.begin(request, account.pk, password_hash, factor_due_on=due_on)
    site.remember(request)
    return HttpResponseRedirect(wanted)


def _account(request: Request, form: SignInForm) -> AbstractBaseUser | None:
    """Check the password."""
    email, password = form.cleaned_data["email"], form.cleaned_data["password"]

    def check(_: datetime) -> AbstractBaseUser | None:
        return authenticate(request, email=email, password=password)

    return prove(request, form, check, subject=email, field=None, wrong=WRONG, slow_down=SLOW_DOWN)


def _factors(half: session.Half, today: date) -> Factors:
    """What may still be asked for; nothing where the account is blocked or its password has changed since."""
    with act_as(half.account_id, today=today, read_only=True):
        found = account_as_actor(half.account_id, on=today)
        is_same = found is not None and found[0].get_session_auth_hash() == half.password_hash
        return factors_of(half.account_id) if is_same else Factors()


def _proves(request: Request, form: FactorForm, half: session.Half) -> bool:
    """Check the second factor of somebody who may still sign in."""
    code, passkey = form.cleaned_data["code"], form.cleaned_data["passkey"]

    def check(now: datetime) -> bool:
        with act_as(half.account_id, today=request.today):
            found = account_as_actor(half.account_id, on=request.today)
            if found is None:
                return False
            if passkey:
                return passkeys.proves(request, passkey, actor=found[1], now=now)
            return check_factor(answer=code, actor=found[1], now=now)

    field, wrong = (None, WRONG_PASSKEY) if passkey else ("code", WRONG_CODE)
    counted = f"factor:{half.account_id}"
    return bool(prove(request, form, check, subject=counted, field=field, wrong=wrong, slow_down=SLOW_DOWN))
