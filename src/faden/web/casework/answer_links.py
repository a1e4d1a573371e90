"""What the page of a referral says about the link for somebody without an account."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.timezone import localtime

from faden.domain.referrals.queries import has_account, link_of
from faden.domain.referrals.rules import may_link, may_tell_code
from faden.lib import german


@dataclass(frozen=True)
class Linking:
    """The link there is (or None), how it stands, whether one can be made, and whether a code for it can be told."""

    link: Any
    stand: str
    may_make: bool
    may_tell: bool
    has_account: bool


def linking(referral: Any, today: date, *, is_closed: bool) -> Linking | None:
    """None where there is nothing to say: not sent yet, or ended without a link."""
    may_make = may_link.allows(referral, is_closed=is_closed)
    link = link_of(referral) if referral.sent_on else None
    if link is None and not may_make:
        return None
    may_tell = may_make and link is not None and may_tell_code.allows(link, today)
    return Linking(link, _stand(link, today) if link else "", may_make, may_tell, has_account(referral, on=today))


def _stand(link: Any, today: date) -> str:
    if link.is_locked:
        return "gesperrt nach zu vielen falschen Codes"
    if not link.opens_on(today):
        return "abgelaufen"
    if link.opened_at is None:
        return "noch nicht geöffnet"
    return f"zuerst geöffnet am {german.day(localtime(link.opened_at).date())}"
