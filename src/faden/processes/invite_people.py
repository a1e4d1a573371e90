"""Invite somebody who then chooses a password; choose one with the link, also where the former is forgotten."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction

from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.errors import Invalid, NotVisible
from faden.kernel.audit import operations as audit
from faden.kernel.entrance.models import EntryLink, LinkKind
from faden.kernel.entrance.operations import make_link, send_link, use_link, withdraw_links
from faden.kernel.entrance.queries import open_link
from faden.kernel.entrance.rules import may_invite
from faden.kernel.identity import operations as identity
from faden.kernel.identity.models import Account
from faden.kernel.identity.passwords import complaint_about
from faden.kernel.identity.queries import account_as_actor, system_actor
from faden.kernel.identity.rules import may_keep_accounts
from faden.kernel.outbox.rules import is_mail_configured
from faden.kernel.sign_in.notices import Change, tell_owner
from faden.kernel.sign_in.operations import end_other_sessions

AddressOf = Callable[[str], str]


@dataclass(frozen=True)
class Invited:
    """An account and how its owner gets the link.

    :param address: to be handed over in person where no mail leaves the house, shown once; else empty
    """

    account: Account
    address: str


@transaction.atomic
def open_account(
    *, email: str, name: str, function: str = "", address_of: AddressOf, actor: Actor, today: date, now: datetime
) -> Invited:
    """Open an account without a role and without a password, and invite its owner to choose one.

    :param address_of: the page that takes the secret of a link
    :raises Invalid: the address has an account already
    """
    may_keep_accounts.check(actor)
    try:
        with transaction.atomic():
            account = identity.open_account(email=email, name=name, function=function, password=None)
    except IntegrityError:
        raise Invalid({"email": "Zu dieser Adresse gibt es schon ein Konto."}) from None
    audit.record("account.opened", actor=actor, subject=account)
    return invite(account=account, address_of=address_of, actor=actor, today=today, now=now)


@transaction.atomic
def invite(*, account: Account, address_of: AddressOf, actor: Actor, today: date, now: datetime) -> Invited:
    """Send a link with which somebody chooses the first password; a link of before leads nowhere any more."""
    may_invite.check(actor, account)
    address = address_of(make_link(account=account, kind=LinkKind.INVITATION, actor=actor, now=now))
    audit.record("account.invited", actor=actor, subject=account)
    if not is_mail_configured():
        return Invited(account, address)
    with act_as(system_actor(), today=today):
        send_link(account=account, kind=LinkKind.INVITATION, address=address, system=system_actor())
    return Invited(account, "")


@transaction.atomic
def withdraw_invitation(*, account: Account, actor: Actor, now: datetime) -> None:
    """Take the link back; pressed twice, it is taken back once."""
    may_keep_accounts.check(actor)
    withdraw_links(account=account, actor=actor, now=now)


def choose_password(*, secret: str, new: str, again: str, around: str, today: date, now: datetime) -> Account:
    """Set the password that somebody chose with a link; wherever the account was signed in, that ends.

    :param around: names of the site that must not be most of it
    :raises NotVisible: the link leads nowhere (any more)
    :raises Invalid: the password is not taken
    """
    link = open_link(secret, now=now)
    if link is None:
        raise NotVisible
    with act_as(link.account_id, today=today):
        found = account_as_actor(link.account_id, on=today)
        if found is None:
            raise NotVisible
        account, actor = found
        _check(account, new, again, around)
        used = use_link(link=link, now=now)
        identity.set_password(account=account, password=new)
        _note(used, account, actor)
    return account


def _check(account: Account, new: str, again: str, around: str) -> None:
    if complaint := complaint_about(new, around=f"{account.name} {account.email} {around}"):
        raise Invalid({"new": complaint})
    if again != new:
        raise Invalid({"again": "Die beiden Eingaben sind verschieden."})


def _note(used: EntryLink, account: Account, actor: Actor) -> None:
    if used.is_invitation:
        audit.record("account.invitation_accepted", actor=actor, subject=account)
        return
    audit.record("account.password_reset", actor=actor, subject=account)
    end_other_sessions(current="", actor=actor)
    tell_owner(Change.PASSWORD, account=account, actor=actor)
