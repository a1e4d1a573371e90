"""One's own account: roles, and keys for programs."""

from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone

from faden.kernel.identity.queries import account_with_roles, token_of, tokens_of
from faden.processes.keep_accounts import issue_key, revoke_key
from faden.web.administration.forms import KeyForm
from faden.web.administration.scopes import with_scopes
from faden.web.layout.messages import tell
from faden.web.layout.pages import Request, page, redirect, render, submit


@page("GET", "POST")
def own(request: Request) -> HttpResponse:
    """/konto/: who I am here; a new key is shown once, in this answer."""
    form = KeyForm(request.POST or None)
    now = timezone.now()
    new = submit(form, issue_key, actor=request.actor, today=request.today, now=now)
    return render(
        request,
        "administration/own.html",
        roles=with_scopes(account_with_roles(request.actor.id)),
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
