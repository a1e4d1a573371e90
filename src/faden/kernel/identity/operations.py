"""Open accounts, assign roles, issue API tokens."""

import secrets
from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import Q

from faden.kernel.access.actor import Actor
from faden.kernel.access.editing import take_turns
from faden.kernel.access.errors import Invalid
from faden.kernel.access.roles import Role
from faden.kernel.identity.models import Account, ApiToken, RoleAssignment
from faden.kernel.identity.queries import token_digest
from faden.kernel.identity.rules import may_keep_accounts, may_revoke

#: The firewall (domain.md 2): roles of its two sides are never in one hand at a time.
SIDES = (
    frozenset({Role.RESIDENCE_OFFICER}),
    frozenset({Role.CASE_MANAGER, Role.PARTNER, Role.COORDINATOR, Role.LEAD, Role.DATA_PROTECTION, Role.SHIELD_KEEPER}),
)
APART = (
    "Ausländer- oder Einbürgerungsbehörde und Fallarbeit, Koordination, Leitung, Sperrvermerke oder Datenschutz "
    "sind nie in einer Hand."
)


@transaction.atomic
def open_account(*, email: str, name: str, password: str | None, function: str = "") -> Account:
    """Add somebody who signs in.

    :param password: None makes an account that cannot sign in with a password
    """
    return Account.objects.create(
        email=email.strip().casefold(), name=name, function=function, password=make_password(password)
    )


@transaction.atomic
def set_password(*, account: Account, password: str) -> Account:
    """Give an account another password; every session that began with the former one ends with its next request."""
    account.set_password(password)
    account.save(update_fields=["password"])
    return account


@transaction.atomic
def assign_role(
    *,
    account: Account,
    role: Role,
    since: date,
    until: date | None = None,
    scope_kind: str = "",
    scope_id: UUID | None = None,
) -> RoleAssignment:
    """Give an account a role for a scope and a period ``[since, until)``.

    :raises Invalid: residence authority and casework (or who leads, watches or shields it) would meet in one person
    """
    _keep_apart(account, role, since, until)
    return RoleAssignment.objects.create(
        account=account, role=role, since=since, until=until, scope_kind=scope_kind, scope_id=scope_id
    )


def _keep_apart(account: Account, role: Role, since: date, until: date | None) -> None:
    across = [other for own, other in (SIDES, SIDES[::-1]) if role in own]
    if not across:
        return
    take_turns("roles", account.id)  # two who give a role of either side at once would not see each other's
    held = RoleAssignment.objects.filter(
        Q(until__isnull=True) | Q(until__gt=since), account=account, role__in=across[0]
    )
    if until is not None:
        held = held.filter(since__lt=until)
    if held.exists():
        raise Invalid({"role": APART})


@transaction.atomic
def issue_token(
    *, name: str, expires_on: date, scopes: Iterable[str], actor: Actor, now: datetime
) -> tuple[ApiToken, str]:
    """Make a key for programs that act as this person; the secret is shown once and not stored."""
    secret = f"faden_{secrets.token_urlsafe(32)}"
    token = ApiToken.objects.create(
        account_id=actor.id,
        name=name,
        digest=token_digest(secret),
        scopes=sorted(scopes),
        created_at=now,
        expires_on=expires_on,
    )
    return token, secret


@transaction.atomic
def revoke_token(*, token: ApiToken, actor: Actor, now: datetime) -> ApiToken:
    """Take a key back; the next call with it is refused."""
    may_revoke.check(actor, token)
    token.revoked_at = now
    token.save(update_fields=["revoked_at"])
    return token


@transaction.atomic
def revoke_tokens_of(*, account: Account, actor: Actor, now: datetime) -> int:
    """Take all keys of an account back that is closed: they do not come back with it.

    :returns: how many there were
    """
    may_keep_accounts.check(actor)
    return ApiToken.objects.filter(account=account, revoked_at__isnull=True).update(revoked_at=now)


@transaction.atomic
def end_role(*, assignment: RoleAssignment, on: date) -> RoleAssignment:
    """Let a role end before that day; what was, stays written."""
    assignment.until = max(on, assignment.since)
    assignment.save(update_fields=["until"])
    return assignment


@transaction.atomic
def deactivate(*, account: Account, on: date) -> Account:
    """Close an account: its next request is refused."""
    account.deactivated_on = on
    account.save(update_fields=["deactivated_on"])
    return account


@transaction.atomic
def reactivate(*, account: Account) -> Account:
    """Open a closed account again, with the roles it still holds."""
    account.deactivated_on = None
    account.save(update_fields=["deactivated_on"])
    return account
