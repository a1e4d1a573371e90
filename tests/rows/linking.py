"""Referrals with a link for somebody without an account, and what each link opens."""

from datetime import UTC, datetime

from faden.domain.referrals import models as referrals
from faden.kernel.identity.queries import LINK_ID
from tests.rows.ground import Ground
from tests.rows.world import CIRCLE, NOBODY, SHARER, TODAY, YESTERDAY

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
OPENED = frozenset({"with_link_and_code"})
#: Who has the secret sees the link itself, code or not, so that a wrong code can be counted.
ASKED = {
    "sent": frozenset({"with_link", "with_link_and_code", "with_wrong_code"}),
    "old": frozenset({"with_old_link"}),
    "locked": frozenset({"with_locked_link"}),
    "withdrawn": frozenset({"with_withdrawn_link"}),
    "completed": frozenset({"with_link_of_completed"}),
    "revoked": frozenset({"with_link_of_revoked"}),
}


def add_links(here: Ground) -> None:
    """One referral for each way in which a link opens or no longer opens."""
    for kind, asked in ASKED.items():
        opened = OPENED if kind == "sent" else NOBODY
        state = kind if kind in ("completed", "revoked") else "sent"
        received = frozenset({"partner"}) if state != "revoked" else NOBODY
        referral = referrals.Referral(
            case=here.case,
            organisation=here.organisation,
            life_domain=here.domain,
            concern="x",
            state=state,
            author_id=here.id("manager"),
            created_on=TODAY,
            sent_on=TODAY,
        )
        sees = CIRCLE | received | opened
        here.world.add(referral, f"{kind} link", sees=sees | SHARER, adds=CIRCLE, changes=sees)
        link = _link(here, referral, kind)
        here.world.add(link, kind, sees=CIRCLE | asked, adds=CIRCLE, changes=CIRCLE | asked)
        step = referrals.ReferralStep(
            case=here.case,
            referral=referral,
            from_state="sent",
            to_state="accepted",
            on=TODAY,
            author_id=LINK_ID,
            link=link,
        )
        here.world.add(step, f"through {kind} link", sees=CIRCLE, adds=CIRCLE | opened)


def _link(here: Ground, referral: referrals.Referral, kind: str) -> referrals.AnswerLink:
    return referrals.AnswerLink(
        case=here.case,
        referral=referral,
        recipient_name="x",
        recipient_mail="x@faden.invalid",
        code_told="phone",
        digest=f"link-{kind}",
        code_digest="code",
        created_by_id=here.id("manager"),
        created_at=NOW,
        expires_on=YESTERDAY if kind == "old" else TODAY,
        failures=5 if kind == "locked" else 0,
        withdrawn_at=NOW if kind == "withdrawn" else None,
    )
