"""Let somebody in whom the house's own sign-in has sent: which account it is, and which roles it gives today.

An account is found by issuer and subject. The first time it is found by a verified address of an account that is there;
nobody gets a new one unless the site file says so and the provider's word gives a role (ADR 35).
"""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from faden.kernel.access.actor import Actor
from faden.kernel.access.errors import Invalid
from faden.kernel.access.roles import Role
from faden.kernel.audit import operations as audit
from faden.kernel.identity import operations as identity
from faden.kernel.identity.models import Account
from faden.kernel.outbox.operations import put_mail
from faden.kernel.sign_in.models import ExternalIdentity, IdentityProvider, MappedRole
from faden.kernel.sign_in.provider import Told

SUBJECT = "Ihr Faden-Konto ist mit der Anmeldung Ihres Hauses verbunden"
#: Mail is readable on the way: it says what happened, and to whom one turns.
TEXT = (
    "Guten Tag,\n\nIhr Konto in Faden ist ab jetzt mit der Anmeldung Ihres Hauses verbunden. Waren Sie das, brauchen "
    "Sie nichts zu tun. Wenn nicht, sagen Sie bitte gleich der Administration Bescheid.\n"
)


class NoEntryError(Exception):
    """This person does not get in; the text is for the log of the operator and names nobody."""


@transaction.atomic
def enter_by_provider(*, told: Told, provider: IdentityProvider, actor: Actor, today: date, now: datetime) -> Account:
    """The account, with the roles that the provider's word gives today.

    :param actor: the system: nobody is signed in yet
    :raises NoEntryError: there is no account, it is blocked, or its roles would be of both sides
    """
    roles = _roles(told, provider)
    account = _known(told, now) or _linked(told, provider, roles, actor=actor, now=now)
    if not account.is_active:
        raise NoEntryError("the account is blocked")
    try:
        _apply(account, roles, provider.issuer, actor=actor, today=today)
    except Invalid:
        raise NoEntryError("the claims give roles that are never in one hand") from None
    return account


def _roles(told: Told, provider: IdentityProvider) -> frozenset[Role]:
    """Which roles the site file gives to these groups."""
    return frozenset(Role(role) for value, role in provider.roles.items() if value in told.groups)


def _known(told: Told, now: datetime) -> Account | None:
    found = ExternalIdentity.objects.select_related("account").filter(issuer=told.issuer, subject=told.subject).first()
    if found is None:
        return None
    found.used_at = now
    found.save(update_fields=["used_at"])
    return found.account


def _linked(told: Told, provider: IdentityProvider, roles: Iterable[Role], *, actor: Actor, now: datetime) -> Account:
    """The first time: the account of the verified address, or a new one where the site wants that."""
    if not told.email:
        raise NoEntryError("unknown subject without a verified address")
    account = Account.objects.filter(email=told.email).first()
    is_new = account is None
    if account is None:
        if not provider.opens_accounts or not roles:
            raise NoEntryError("no account has this address")
        account = identity.open_account(email=told.email, name=told.name[:200], password=None)
        audit.record("account.opened", actor=actor, subject=account, by_provider=True)
    elif ExternalIdentity.objects.filter(account=account, issuer=told.issuer).exists():
        raise NoEntryError("the account belongs to another subject")
    if not account.is_active:
        raise NoEntryError("the account is blocked")
    linked = ExternalIdentity.objects.create(
        account=account, issuer=told.issuer, subject=told.subject, linked_at=now, used_at=now
    )
    audit.record("identity.linked", actor=actor, subject=linked, account=account)
    if not is_new:
        put_mail(recipient=account.email, recipient_name=account.name, subject=SUBJECT, body=TEXT, actor=actor)
    return account


def _apply(account: Account, roles: frozenset[Role], issuer: str, *, actor: Actor, today: date) -> None:
    """End what the provider no longer says, begin what it says now; what the administration has given stays."""
    running = Q(assignment__until__isnull=True) | Q(assignment__until__gt=today)
    mapped = MappedRole.objects.select_related("assignment").filter(running, account=account, issuer=issuer)
    held = set()
    for one in mapped.order_by("id"):
        if one.assignment.role in roles:
            held.add(Role(one.assignment.role))
            continue
        before = one.assignment.until
        identity.end_role(assignment=one.assignment, on=today)
        audit.record(
            "role.ended", actor=actor, subject=one.assignment, before=before, after=one.assignment.until,
            by_provider=True,
        )  # fmt: skip
    for role in sorted(roles - held):
        assignment = identity.assign_role(account=account, role=role, since=today)
        MappedRole.objects.create(account=account, assignment=assignment, issuer=issuer)
        audit.record(
            "role.given", actor=actor, subject=assignment, account=account, role=role, since=today, until=None,
            by_provider=True,
        )  # fmt: skip
