"""A referral that was sent to somebody without an account, and somebody who was invited to have one."""

from datetime import datetime, timedelta
from typing import Any

from faden.domain.referrals.enums import CodeTold
from faden.domain.referrals.models import Referral
from faden.domain.referrals.operations import make_link
from faden.kernel.access.actor import Actor
from faden.kernel.entrance import operations as entrance
from faden.kernel.entrance.models import LinkKind
from faden.kernel.identity.queries import account_with_roles, system_actor


def answer_link(referral: Referral, now: datetime, **everyday: Any) -> dict[str, Any]:
    """The secret in its address."""
    made = make_link(
        referral=referral,
        recipient_name="Beate Muster",
        recipient_mail="muster@faden.invalid",
        code_told=CodeTold.PHONE,
        expires_on=everyday["today"] + timedelta(days=28),
        now=now,
        **everyday,
    )
    return {"link_secret": made.secret}


def entry_link(invited: Actor, now: datetime) -> str:
    """The secret with which somebody chooses the first password; call it acting as the system."""
    account = account_with_roles(invited.id)
    return entrance.make_link(account=account, kind=LinkKind.INVITATION, actor=system_actor(), now=now)
