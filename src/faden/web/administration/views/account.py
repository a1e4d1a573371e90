"""One's own account: roles, and keys for programs."""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters

from faden.kernel.identity.queries import account_with_roles, token_of, tokens_of
from faden.kernel.sign_in.operations import end_other_sessions
from faden.kernel.sign_in.queries import factors_of, sessions_of
from faden.processes.keep_accounts import change_password, issue_key, revoke_key
from faden.processes.key_scopes import in_words
from faden.web.administration.forms import KeyForm, PasswordForm
from faden.web.administration.scopes import with_scopes
from faden.web.layout import session, site
from faden.web.layout.confirming import WRONG
from faden.web.layout.guessing import prove
from faden.web.layout.messages import tell
from faden.web.layout.pages import Request, page, redirect, render, submit


@page("GET", "POST", fresh="POST")
def own(request: Request) -> HttpResponse:
    """/konto/: who I am here; a new key is shown once, in this answer."""
    form = KeyForm(request.POST or None)
    now = timezone.now()
    new = submit(form, issue_key, actor=request.actor, today=request.today, now=now)
    return render(
        request,
        "administration/own.html",
        roles=with_scopes(account_with_roles(request.actor.id)),
        factors=factors_of(request.actor.id),
        sessions=sessions_of(request.actor, current=request.session.session_key or "", now=now),
        in_words=in_words,
        tokens=tokens_of(request.actor),
        form=KeyForm() if new else form,
        new=new,
    )


@page("POST")
def revoke(request: Request, key: UUID) -> HttpResponse:
    """Take a key back."""
    revoke_key(token=token_of(request.actor, key), actor=request.actor, now=timezone.now())
    tell(request, "Der Schlüssel ist widerrufen.")
    return redirect("administration:own")


@sensitive_post_parameters("current", "new", "again")
@page("GET", "POST", fresh=True)
def password(request: Request) -> HttpResponse:
    """/konto/passwort/: another password; wherever else somebody is signed in, that ends."""
    form = PasswordForm(request.POST or None)
    account = account_with_roles(request.actor.id)
    around = site.remembered(request)
    _ask_current(request, form, account.check_password)
    if submit(form, change_password, account=account, around=around, actor=request.actor):
        end_other_sessions(current=request.session.session_key or "", actor=request.actor)
        session.begin(
            request,
            account.id,
            account.get_session_auth_hash(),
            factor_due_on=session.factor_due_on(request),
        )
        site.remember(request)
        tell(request, "Ihr Passwort ist geändert. Auf anderen Geräten sind Sie abgemeldet.")
        return redirect("administration:own")
    return render(request, "administration/password.html", form=form)


def _ask_current(request: Request, form: PasswordForm, check: Callable[[str], bool]) -> None:
    """Guessing the current password is slowed down; a wrong one stands at its field."""
    if form.is_bound and form.is_valid():
        current = form.cleaned_data["current"]
        subject = f"password:{request.actor.id}"
        prove(request, form, lambda _: check(current), subject=subject, field="current", wrong=WRONG)
