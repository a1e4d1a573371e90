"""Accounts and their roles."""

from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone

from faden.domain.organisations.queries import organisations
from faden.domain.places.queries import regions
from faden.kernel.access.errors import NotVisible
from faden.kernel.entrance.queries import last_invitation
from faden.kernel.identity.queries import account_with_roles, all_accounts
from faden.kernel.identity.rules import may_keep_accounts
from faden.kernel.sign_in.queries import count_sessions, factors_of
from faden.processes.keep_accounts import (
    deactivate_account,
    end_role,
    give_role,
    reactivate_account,
)
from faden.web.administration.forms import RoleForm
from faden.web.administration.scopes import scope_names, with_scopes
from faden.web.layout.messages import tell
from faden.web.layout.pages import Request, page, redirect, render, submit


@page("GET")
def listing(request: Request) -> HttpResponse:
    """/verwaltung/konten/: who may sign in, and as what."""
    may_keep_accounts.check(request.actor)
    names = scope_names()
    lines = [
        (account, [held for held in with_scopes(account, names) if held.holds_on(request.today)])
        for account in all_accounts()
    ]
    return render(request, "administration/accounts.html", lines=lines)


@page("GET")
def one(request: Request, key: UUID) -> HttpResponse:
    """One account with its roles, past ones too."""
    may_keep_accounts.check(request.actor)
    account, now = account_with_roles(key), timezone.now()
    return render(
        request,
        "administration/account.html",
        now=now,
        invitation=None if account.has_usable_password() else last_invitation(key),
        account=account,
        roles=with_scopes(account),
        factors=factors_of(key),
        running=count_sessions(key, now=now),
    )


@page("GET", "POST", fresh=True)
def role(request: Request, key: UUID) -> HttpResponse:
    """Give a role."""
    may_keep_accounts.check(request.actor)
    account = account_with_roles(key)
    form = RoleForm(
        request.POST or None,
        regions=regions(),
        organisations=organisations(),
        initial={"since": request.today},
    )
    if submit(form, give_role, account=account, actor=request.actor):
        tell(request, "Die Rolle ist eingetragen.")
        return redirect("administration:account", key)
    return render(request, "administration/role.html", account=account, form=form)


@page("POST", fresh=True)
def end(request: Request, key: UUID, role_key: UUID) -> HttpResponse:
    """End a role today."""
    account = account_with_roles(key)
    held = next((held for held in account.role_assignments.all() if held.id == role_key), None)
    if held is None:
        raise NotVisible
    end_role(assignment=held, on=request.today, actor=request.actor)
    tell(request, "Die Rolle ist beendet.")
    return redirect("administration:account", key)


@page("POST", fresh=True)
def lock(request: Request, key: UUID) -> HttpResponse:
    """Close an account."""
    deactivate_account(account=account_with_roles(key), on=request.today, actor=request.actor, now=timezone.now())
    tell(request, "Das Konto ist gesperrt, seine Sitzungen sind beendet, seine Schlüssel widerrufen.")
    return redirect("administration:account", key)


@page("POST", fresh=True)
def unlock(request: Request, key: UUID) -> HttpResponse:
    """Open a closed account again."""
    reactivate_account(account=account_with_roles(key), actor=request.actor)
    tell(request, "Das Konto ist wieder offen.")
    return redirect("administration:account", key)
