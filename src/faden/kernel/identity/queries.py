"""Who is it?"""

from collections.abc import Collection
from datetime import date
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, OuterRef, Prefetch, Q, QuerySet
from django.db.models.functions import JSONObject

from faden.kernel.access.acting import asking_for
from faden.kernel.access.actor import Actor, Grant
from faden.kernel.access.errors import NotVisible
from faden.kernel.access.roles import Role
from faden.kernel.identity.models import Account, ApiToken, RoleAssignment

SYSTEM_ID = UUID("00000000-0000-7000-8000-000000000001")
#: In whose name somebody answers who has only been sent a link: an account without any role.
LINK_ID = UUID("00000000-0000-7000-8000-000000000002")
#: Accounts nobody signs in with.
NOBODYS = (SYSTEM_ID, LINK_ID)


def system_actor() -> Actor:
    """The system itself: loads site files, cleans up; its rights are those of the role ``system``."""
    return Actor(id=SYSTEM_ID, name="System", grants=(Grant(Role.SYSTEM),))


def link_actor() -> Actor:
    """Whoever answers through a link: no role, so no row but the one the link opens."""
    return Actor(id=LINK_ID, name="Antwortlink")


def actor_of(account: Account, *, on: date) -> Actor:
    """The account with the roles it holds on that day; call it acting as this account."""
    held = _held(on).filter(account=account)
    grants = tuple(Grant(Role(a.role), a.scope_kind, a.scope_id, a.since, a.until) for a in held)
    return Actor(id=account.id, name=account.name, email=account.email, grants=grants)


def account_as_actor(account_id: UUID, *, on: date) -> tuple[Account, Actor] | None:
    """The account, if it may still sign in, with the roles it holds on that day; one statement.

    Call it acting as this account.
    """
    told = JSONObject(role="role", scope_kind="scope_kind", scope_id="scope_id", since="since", until="until")
    held = ArraySubquery(_held(on).filter(account=OuterRef("id")).values(row=told))
    account = Account.objects.filter(id=account_id, deactivated_on__isnull=True).annotate(held=held).first()
    if account is None:
        return None
    grants = tuple(_grant(row) for row in account.held)
    return account, Actor(id=account.id, name=account.name, email=account.email, grants=grants)


def _held(on: date) -> QuerySet[RoleAssignment]:
    in_force = Q(until__isnull=True) | Q(until__gt=on)
    return RoleAssignment.objects.filter(in_force, since__lte=on).order_by("role", "id")


def _grant(row: dict[str, Any]) -> Grant:
    return Grant(
        Role(row["role"]),
        row["scope_kind"],
        UUID(row["scope_id"]) if row["scope_id"] else None,
        date.fromisoformat(row["since"]),
        date.fromisoformat(row["until"]) if row["until"] else None,
    )


def account_by_id(account_id: UUID) -> Account | None:
    """The account, if it may still sign in."""
    return Account.objects.filter(id=account_id, deactivated_on__isnull=True).first()


def account_by_email(email: str) -> Account | None:
    """The account a sign-in names, before anybody is signed in."""
    address = email.strip().casefold()
    with asking_for("login", address):
        return Account.objects.filter(email=address, deactivated_on__isnull=True).first()


def token_by_secret(secret: str, *, on: date) -> ApiToken | None:
    """The API token, if it is still valid."""
    digest = token_digest(secret)
    with asking_for("token", digest):
        return ApiToken.objects.filter(digest=digest, revoked_at__isnull=True, expires_on__gte=on).first()


def token_digest(secret: str) -> str:
    """What is stored of an API token."""
    return sha256(secret.encode()).hexdigest()


def colleagues(*roles: Role, on: date) -> list[Account]:
    """Active accounts that hold one of these roles on that day, by name."""
    held = Q(role_assignments__role__in=roles, role_assignments__since__lte=on) & (
        Q(role_assignments__until__isnull=True) | Q(role_assignments__until__gt=on)
    )
    return list(Account.objects.filter(held, deactivated_on__isnull=True).distinct().order_by("name", "id"))


def has_colleague_for(role: Role, scope_id: UUID, *, on: date) -> bool:
    """Whether an active account holds this role for that scope on that day."""
    held = _held(on).filter(role=role, scope_id=scope_id, account__deactivated_on__isnull=True)
    return held.exists()


def colleagues_as_actors(*roles: Role, on: date) -> list[tuple[Account, Actor]]:
    """The same with the roles they hold that day; two statements for all of them."""
    accounts = colleagues(*roles, on=on)
    held: dict[UUID, list[Grant]] = {account.id: [] for account in accounts}
    for one in _held(on).filter(account__in=accounts):
        held[one.account_id].append(Grant(Role(one.role), one.scope_kind, one.scope_id, one.since, one.until))
    return [(one, Actor(one.id, one.name, one.email, tuple(held[one.id]))) for one in accounts]


def all_accounts() -> list[Account]:
    """Everybody who can sign in or could, by name, with all roles they ever held."""
    roles = Prefetch("role_assignments", RoleAssignment.objects.order_by("role", "-since", "id"))
    return list(Account.objects.exclude(id__in=NOBODYS).prefetch_related(roles).order_by("name", "id"))


def account_with_roles(account_id: UUID) -> Account:
    """One account with all its roles.

    :raises NotVisible: there is none
    """
    roles = Prefetch("role_assignments", RoleAssignment.objects.order_by("role", "-since", "id"))
    account = Account.objects.exclude(id__in=NOBODYS).prefetch_related(roles).filter(id=account_id).first()
    if account is None:
        raise NotVisible
    return account


def accounts_named(text: str, *, limit: int = 30) -> list[Account]:
    """Accounts in whose name each of the words occurs, blocked ones too."""
    found = Account.objects.exclude(id=SYSTEM_ID)
    for word in text.split():
        found = found.filter(name__icontains=word)
    return list(found.order_by("name", "id")[:limit])


def account_names(wanted: Collection[UUID]) -> dict[UUID, str]:
    """Name by account."""
    return dict(Account.objects.filter(id__in=wanted).values_list("id", "name")) if wanted else {}


def tokens_of(actor: Actor) -> list[ApiToken]:
    """One's own keys, newest first."""
    return list(ApiToken.objects.filter(account_id=actor.id).order_by("-created_at", "-id"))


def token_of(actor: Actor, token_id: UUID) -> ApiToken:
    """One of one's own keys.

    :raises NotVisible: there is none
    """
    token = ApiToken.objects.filter(account_id=actor.id, id=token_id).first()
    if token is None:
        raise NotVisible
    return token


def count_accounts() -> tuple[int, int]:
    """How many accounts may sign in, and how many are blocked; the system and the links are none."""
    counted = Account.objects.exclude(id__in=NOBODYS).aggregate(
        active=Count("id", filter=Q(deactivated_on__isnull=True)), all=Count("id")
    )
    return counted["active"], counted["all"] - counted["active"]
