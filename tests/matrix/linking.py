"""A referral that was sent to somebody without an account."""

from datetime import datetime, timedelta
from typing import Any

from faden.domain.referrals.enums import CodeTold
from faden.domain.referrals.models import Referral
from faden.domain.referrals.operations import make_link


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
