"""Keep accounts, roles and keys: every act with its trace."""

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction

from faden.kernel.access.actor import Actor
from faden.kernel.access.errors import Invalid
from faden.kernel.access.roles import Role
from faden.kernel.audit import operations as audit
from faden.kernel.entrance.operations import withdraw_links
from faden.kernel.identity import operations as identity
from faden.kernel.identity.models import Account, ApiToken, RoleAssignment
from faden.kernel.identity.passwords import complaint_about
from faden.kernel.identity.rules import may_change_password, may_deactivate, may_keep_accounts, may_reactivate
from faden.kernel.sign_in.notices import Change, tell_owner
from faden.kernel.sign_in.operations import end_sessions_of
from faden.processes.key_scopes import EVERY_SCOPE

LONGEST_KEY_DAYS = 366
#: Which kind of scope a role has; the others hold for the whole site.
SCOPES = {Role.COORDINATOR: "region", Role.PARTNER: "organisation", Role.RESIDENCE_OFFICER: "organisation"}


@dataclass(frozen=True)
class NewAccount:
    """An account and its first password, which is shown once and stored nowhere."""

    account: Account
    password: str


@dataclass(frozen=True)
class NewKey:
    """A key and its secret, which is shown once and stored nowhere."""

    token: ApiToken
    secret: str


def _check_address(email: str, name: str) -> None:
    if not name.strip():
        raise Invalid({"name": "Der Name fehlt."})
    try:
        validate_email(email.strip())
    except ValidationError:
        raise Invalid({"email": f"„{email}“ ist keine E-Mail-Adresse."}) from None


@transaction.atomic
def open_account(*, email: str, name: str, function: str = "", actor: Actor) -> NewAccount:
    """Open an account without any role, with a password to hand over.

    For the operators' command, where nobody is there yet to invite; the administration invites (``invite_people``).

    :raises Invalid: the address has one already or is none, or the name is missing
    """
    may_keep_accounts.check(actor)
    _check_address(email, name)
    password = secrets.token_urlsafe(12)
    try:
        with transaction.atomic():
            account = identity.open_account(email=email, name=name, function=function, password=password)
    except IntegrityError:
        raise Invalid({"email": "Zu dieser Adresse gibt es schon ein Konto."}) from None
    audit.record("account.opened", actor=actor, subject=account)
    return NewAccount(account, password)


@transaction.atomic
def give_role(
    *,
    account: Account,
    role: Role,
    since: date,
    until: date | None = None,
    scope_id: UUID | None = None,
    actor: Actor,
) -> RoleAssignment:
    """Give somebody a role for a period ``[since, until)``.

    :param scope_id: the region of a coordinator, the organisation of a partner, the authority of its officer
    :raises Invalid: a partner or an officer without an organisation, or a period that ends before it begins
    """
    may_keep_accounts.check(actor)
    if until is not None and until <= since:
        raise Invalid({"until": "Das Ende liegt vor dem Beginn."})
    if SCOPES.get(role) == "organisation" and scope_id is None:
        raise Invalid({"organisation": "Wer diese Rolle hat, gehört zu einer Organisation. Bitte wählen Sie sie aus."})
    kind = SCOPES.get(role, "") if scope_id else ""
    assignment = identity.assign_role(
        account=account, role=role, since=since, until=until, scope_kind=kind, scope_id=scope_id if kind else None
    )
    audit.record("role.given", actor=actor, subject=assignment, account=account, role=role, since=since, until=until)
    return assignment


@transaction.atomic
def end_role(*, assignment: RoleAssignment, on: date, actor: Actor) -> RoleAssignment:
    """End a role: from that day on it does not count."""
    may_keep_accounts.check(actor)
    before = assignment.until
    identity.end_role(assignment=assignment, on=on)
    audit.record("role.ended", actor=actor, subject=assignment, before=before, after=assignment.until)
    return assignment


@transaction.atomic
def change_password(*, account: Account, current: str, new: str, again: str, around: str, actor: Actor) -> Account:
    """Change one's own password.

    :param around: names of the site that must not be most of it
    :raises Invalid: the current one is wrong, or the new one is not taken
    """
    may_change_password.check(actor, account)
    errors = {}
    if not account.check_password(current):
        errors["current"] = "Das Passwort stimmt nicht."
    if complaint := complaint_about(new, around=f"{account.name} {account.email} {around}"):
        errors["new"] = complaint
    elif new == current:
        errors["new"] = "Das ist das bisherige Passwort."
    elif again != new:
        errors["again"] = "Die beiden Eingaben sind verschieden."
    if errors:
        raise Invalid(errors)
    identity.set_password(account=account, password=new)
    audit.record("account.password_changed", actor=actor, subject=account)
    tell_owner(Change.PASSWORD, account=account, actor=actor)
    return account


@transaction.atomic
def deactivate_account(*, account: Account, on: date, actor: Actor, now: datetime) -> Account:
    """Close an account: its next request is refused, and neither its sessions nor its keys come back with it."""
    may_deactivate.check(actor, account)
    identity.deactivate(account=account, on=on)
    audit.record("account.deactivated", actor=actor, subject=account, on=on)
    end_sessions_of(account=account, actor=actor)
    withdraw_links(account=account, actor=actor, now=now)
    if keys := identity.revoke_tokens_of(account=account, actor=actor, now=now):
        audit.record("api_key.revoked", actor=actor, subject=account, keys=keys)
    return account


@transaction.atomic
def reactivate_account(*, account: Account, actor: Actor) -> Account:
    """Open a closed account again."""
    may_reactivate.check(actor, account)
    identity.reactivate(account=account)
    audit.record("account.reactivated", actor=actor, subject=account)
    return account


@transaction.atomic
def issue_key(*, name: str, days: int, scopes: Collection[str], actor: Actor, today: date, now: datetime) -> NewKey:
    """Make a key with which a program acts as oneself.

    :param days: how long it holds, at most a year
    :param scopes: what it reaches (``key_scopes``); at least one
    """
    if not scopes or not set(scopes) <= set(EVERY_SCOPE):
        raise Invalid({"scopes": "Bitte ankreuzen, wofür der Schlüssel reicht."})
    if not 1 <= days <= LONGEST_KEY_DAYS:
        raise Invalid({"days": "Ein Schlüssel gilt höchstens ein Jahr."})
    token, secret = identity.issue_token(
        name=name, expires_on=today + timedelta(days=days), scopes=scopes, actor=actor, now=now
    )
    audit.record("api_key.issued", actor=actor, subject=token, expires_on=token.expires_on, scopes=token.scopes)
    return NewKey(token, secret)


@transaction.atomic
def revoke_key(*, token: ApiToken, actor: Actor, now: datetime) -> ApiToken:
    """Take one's own key back; the next call with it is refused."""
    identity.revoke_token(token=token, actor=actor, now=now)
    audit.record("api_key.revoked", actor=actor, subject=token)
    return token
