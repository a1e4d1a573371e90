"""Sign in and out."""

from django.contrib.auth import authenticate
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from faden.kernel.identity.throttle import forget_failures, is_throttled, note_failure
from faden.web.layout import session, site
from faden.web.layout.pages import Request, page, redirect, render
from faden.web.public.forms import SignInForm

WRONG = "Adresse und Passwort passen nicht zusammen."
SLOW_DOWN = "Zu viele Versuche. Bitte warten Sie eine Viertelstunde, oder wenden Sie sich an die Administration."


@page("GET", "POST", public=True)
def sign_in(request: Request) -> HttpResponse:
    """/anmelden/: address and password; then to the page somebody wanted to see."""
    wanted = safe_address(request, request.POST.get("weiter") or request.GET.get("weiter", ""))
    if hasattr(request, "actor"):
        return HttpResponseRedirect(wanted)
    form = SignInForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid() and _let_in(request, form):
        return HttpResponseRedirect(wanted)
    return render(request, "public/sign_in.html", form=form, wanted=wanted)


@page("POST", public=True)
def sign_out(request: Request) -> HttpResponse:
    """/abmelden/: end the session."""
    session.end(request)
    return redirect("public:sign_in")


def safe_address(request: HttpRequest, address: str) -> str:
    """Return the address when it leads to this server, else the start page."""
    own = url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return address if own else "/"


def _let_in(request: HttpRequest, form: SignInForm) -> bool:
    """Check the password, slowed down before it is hashed, and begin the session."""
    email, password = form.cleaned_data["email"], form.cleaned_data["password"]
    address, now = request.META.get("REMOTE_ADDR", ""), timezone.now()
    if is_throttled(email=email, address=address, now=now):
        form.add_error(None, SLOW_DOWN)
        return False
    account = authenticate(request, email=email, password=password)
    if account is None:
        note_failure(email=email, address=address, now=now)
        form.add_error(None, WRONG)
        return False
    forget_failures(email=email)
    session.begin(request, account.pk, account.get_session_auth_hash())
    site.remember(request)
    return True
