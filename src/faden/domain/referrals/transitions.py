"""What may follow what in a referral, and who does it."""

from faden.domain.referrals.enums import ReferralAct, ReferralState
from faden.lib.transitions import Transitions

REFERRAL = Transitions[ReferralState, ReferralAct](
    (
        ReferralState.DRAFT,
        ReferralState.SENT,
        ReferralState.ACCEPTED,
        ReferralState.APPOINTED,
        ReferralState.COMPLETED,
        ReferralState.DECLINED,
        ReferralState.ENDED,
        ReferralState.EXPIRED,
        ReferralState.REVOKED,
    ),
    {
        (ReferralState.DRAFT, ReferralAct.SEND): ReferralState.SENT,
        (ReferralState.DRAFT, ReferralAct.REVOKE): ReferralState.REVOKED,
        (ReferralState.SENT, ReferralAct.ACCEPT): ReferralState.ACCEPTED,
        (ReferralState.SENT, ReferralAct.DECLINE): ReferralState.DECLINED,
        (ReferralState.SENT, ReferralAct.REVOKE): ReferralState.REVOKED,
        (ReferralState.SENT, ReferralAct.EXPIRE): ReferralState.EXPIRED,
        (ReferralState.ACCEPTED, ReferralAct.APPOINT): ReferralState.APPOINTED,
        (ReferralState.ACCEPTED, ReferralAct.COMPLETE): ReferralState.COMPLETED,
        (ReferralState.ACCEPTED, ReferralAct.END): ReferralState.ENDED,
        (ReferralState.ACCEPTED, ReferralAct.REVOKE): ReferralState.REVOKED,
        (ReferralState.APPOINTED, ReferralAct.COMPLETE): ReferralState.COMPLETED,
        (ReferralState.APPOINTED, ReferralAct.END): ReferralState.ENDED,
        (ReferralState.APPOINTED, ReferralAct.REVOKE): ReferralState.REVOKED,
        # A late answer is better than none.
        (ReferralState.EXPIRED, ReferralAct.ACCEPT): ReferralState.ACCEPTED,
        (ReferralState.EXPIRED, ReferralAct.DECLINE): ReferralState.DECLINED,
    },
)

#: Acts of the organisation that has received it; all others are acts of the sending case manager.
ANSWERS = frozenset(
    {ReferralAct.ACCEPT, ReferralAct.DECLINE, ReferralAct.APPOINT, ReferralAct.COMPLETE, ReferralAct.END}
)

#: Sent, and not at its end: somebody is waiting.
UNDER_WAY = (ReferralState.SENT, ReferralState.ACCEPTED, ReferralState.APPOINTED)

#: An organisation can still say something to these; an expired one can be answered late.
ANSWERABLE = (*UNDER_WAY, ReferralState.EXPIRED)
