"""Open an account and invite its owner; invite again, or take the invitation back."""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from faden.kernel.identity.queries import account_with_roles
from faden.kernel.identity.rules import may_keep_accounts
from faden.processes.invite_people import invite, open_account, withdraw_invitation
from faden.web.administration.forms import AccountForm
from faden.web.layout.messages import tell
from faden.web.layout.pages import Request, page, redirect, render, submit


@page("GET", "POST", fresh=True)
def new(request: Request) -> HttpResponse:
    """Open an account; where no mail leaves the house, the link is shown once, in this answer."""
    may_keep_accounts.check(request.actor)
    form = AccountForm(request.POST or None)
    invited = submit(
        form,
        open_account,
        address_of=_address_of(request),
        actor=request.actor,
        today=request.today,
        now=timezone.now(),
    )
    if invited and not invited.address:
        tell(request, "Das Konto ist angelegt, die Einladung ist unterwegs. Geben Sie ihm jetzt eine Rolle.")
        return redirect("administration:account", invited.account.id)
    return render(request, "administration/new_account.html", form=form, invited=invited)


@page("POST", fresh=True)
def again(request: Request, key: UUID) -> HttpResponse:
    """Invite once more; the link of before leads nowhere any more."""
    invited = invite(
        account=account_with_roles(key),
        address_of=_address_of(request),
        actor=request.actor,
        today=request.today,
        now=timezone.now(),
    )
    if invited.address:
        return render(request, "administration/new_account.html", form=None, invited=invited)
    tell(request, "Die Einladung ist unterwegs. Ein früherer Link führt nirgendwohin mehr.")
    return redirect("administration:account", key)


@page("POST")
def withdraw(request: Request, key: UUID) -> HttpResponse:
    """Take the invitation back."""
    withdraw_invitation(account=account_with_roles(key), actor=request.actor, now=timezone.now())
    tell(request, "Die Einladung ist zurückgenommen.")
    return redirect("administration:account", key)


def _address_of(request: Request) -> Callable[[str], str]:
    return lambda secret: request.build_absolute_uri(reverse("public:choose_password", args=[secret]))
