"""Referring, answering with and without an account, and the links for those without."""

from faden.domain.referrals.operations.answering import answer_referral, answer_through_link
from faden.domain.referrals.operations.links import (
    Made,
    Tried,
    ask_code,
    code_digest,
    make_link,
    tell_code,
    try_code,
    withdraw_link,
)
from faden.domain.referrals.operations.referring import (
    change_draft,
    draft_referral,
    expire_referral,
    revoke_referral,
    send_referral,
)

__all__ = [
    "Made",
    "Tried",
    "answer_referral",
    "answer_through_link",
    "ask_code",
    "change_draft",
    "code_digest",
    "draft_referral",
    "expire_referral",
    "make_link",
    "revoke_referral",
    "send_referral",
    "tell_code",
    "try_code",
    "withdraw_link",
]
