"""Choose a password with a link: the first one, or another one where the former is forgotten."""

from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters

from faden.kernel.access.acting import act_as
from faden.kernel.entrance.operations import PLACE
from faden.kernel.entrance.queries import open_link
from faden.kernel.entrance.tasks import forgotten as send_link
from faden.kernel.identity.queries import account_as_actor, account_by_email
from faden.kernel.identity.throttle import is_throttled, note_failure
from faden.kernel.outbox.rules import is_mail_configured
from faden.kernel.sign_in.queries import factor_due_on, factors_of
from faden.lib.identifiers import new_id
from faden.processes.invite_people import choose_password
from faden.web.layout.guessing import SLOW_DOWN
from faden.web.layout.pages import Request, page, render, submit
from faden.web.layout.site import read_name
from faden.web.public.entrance_forms import ChosenForm, ForgottenForm
from faden.web.public.sign_in import let_in


@page("GET", "POST", public=True)
def forgotten(request: Request) -> HttpResponse:
    """/anmelden/passwort-vergessen/: the same answer, and as fast, whether there is such an account or not."""
    form = ForgottenForm(request.POST if request.method == "POST" else None)
    is_asked = form.is_bound and form.is_valid() and _ask(request, form, timezone.now())
    return render(
        request, "public/forgotten.html", form=form, is_asked=is_asked, is_mail_configured=is_mail_configured()
    )


@sensitive_post_parameters("new", "again")
@page("GET", "POST", public=True)
def choose(request: Request, entry_secret: str) -> HttpResponse:
    """/zugang/…/: choose the password; then the second factor, or the page where it is set up."""
    now = timezone.now()
    link = open_link(entry_secret, now=now)
    if link is None:
        return render(request, "public/entrance_gone.html", status=404)
    form = ChosenForm(request.POST if request.method == "POST" else None)
    account = submit(form, choose_password, secret=entry_secret, around=read_name(), today=request.today, now=now)
    if account is not None:
        return let_in(request, account, _first_page(account.id, request))
    response = render(request, "public/choose_password.html", form=form, is_invitation=link.is_invitation)
    # Style sheets are asked for from here: no log of theirs is to hold the secret.
    response.headers["Referrer-Policy"] = "strict-origin"
    return response


def address_of(request: HttpRequest, secret: str) -> str:
    """The page that takes a secret, as it stands in a mail."""
    return request.build_absolute_uri(reverse("public:choose_password", args=[secret]))


def _ask(request: Request, form: ForgottenForm, now: datetime) -> bool:
    """Queue the mail; every question counts, so that nobody fills a mailbox or asks for a list of addresses."""
    email = form.cleaned_data["email"]
    subject, address = f"forgotten:{email}", f"forgotten:{request.META.get('REMOTE_ADDR', '')}"
    if is_throttled(subject=subject, address=address, now=now):
        form.add_error(None, SLOW_DOWN)
        return False
    note_failure(subject=subject, address=address, now=now)
    account = account_by_email(email)
    whose = account.id if account is not None else new_id()
    if is_mail_configured():
        send_link.defer(account_id=str(whose), address=address_of(request, PLACE))
    return True


def _first_page(account_id: UUID, request: Request) -> str:
    """Where somebody begins: with the second factor, where the role demands one and there is none."""
    with act_as(account_id, today=request.today, read_only=True):
        found = account_as_actor(account_id, on=request.today)
        is_due = found is not None and factor_due_on(found[1], on=request.today) is not None
        return reverse("administration:second_factor") if is_due and not factors_of(account_id) else "/"
