"""Where is somebody signed in, and what do they prove it with?"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from faden.kernel.sign_in.calculation import Rule, due_on
from faden.kernel.sign_in.models import CodeApp, FactorRule, Passkey, RecoveryCode, Session
from faden.kernel.sign_in.store import digest
from faden.lib.identifiers import made_on


@dataclass(frozen=True)
class OwnSession:
    """One signed-in browser.

    :param key: the digest under which it is stored; it signs nobody in
    :param is_current: the one that asks
    """

    key: str
    device: str
    began_at: datetime
    seen_at: datetime
    is_current: bool


def sessions_of(actor: Actor, *, current: str, now: datetime) -> list[OwnSession]:
    """One's own running sessions, the current one first, then the last used.

    :param current: key of the session that asks
    """
    mine = digest(current)
    found = [
        OwnSession(row.session_key, row.device, row.began_at, row.seen_at, row.session_key == mine)
        for row in Session.objects.filter(account_id=actor.id, expire_date__gt=now).order_by("-seen_at", "session_key")
        if row.began_at and row.seen_at
    ]
    return sorted(found, key=lambda session: not session.is_current)


def count_sessions(account_id: UUID, *, now: datetime) -> int:
    """How many browsers an account is signed in with."""
    return Session.objects.filter(account_id=account_id, began_at__isnull=False, expire_date__gt=now).count()


@dataclass(frozen=True)
class Factors:
    """What an account proves itself with besides the password.

    :param paper_codes: how many recovery codes are left
    :param is_begun: an app is being set up
    :param passkeys: the oldest first
    """

    app_since: datetime | None = None
    is_begun: bool = False
    paper_codes: int = 0
    passkeys: tuple[Passkey, ...] = ()

    def __bool__(self) -> bool:
        """Whether there is a second factor."""
        return self.app_since is not None or bool(self.passkeys)


def factors_of(account_id: UUID) -> Factors:
    """What is set up for an account; call it acting as this account or as the administration."""
    apps = {app.confirmed_at is not None: app for app in CodeApp.objects.filter(account_id=account_id)}
    return Factors(
        app_since=apps[True].confirmed_at if True in apps else None,
        is_begun=False in apps,
        paper_codes=RecoveryCode.objects.filter(account_id=account_id, used_at__isnull=True).count(),
        passkeys=tuple(Passkey.objects.filter(account_id=account_id).order_by("created_at", "id")),
    )


def factor_due_on(actor: Actor, *, on: date) -> date | None:
    """From which day on this person cannot work without a second factor; None when the site asks for none."""
    rules = [
        Rule(Role(rule.role), rule.grace_days, rule.valid_from, rule.valid_until) for rule in FactorRule.objects.all()
    ]
    return due_on(grants=actor.grants, rules=rules, opened_on=made_on(actor.id), today=on)
