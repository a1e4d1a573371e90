"""What every change of a referral writes."""

from datetime import date

from faden.domain.referrals.enums import ReferralAct, ReferralState
from faden.domain.referrals.models import AnswerLink, Referral, ReferralStep
from faden.domain.referrals.transitions import REFERRAL
from faden.kernel.access.actor import Actor
from faden.kernel.access.editing import save_edit
from faden.kernel.audit import operations as audit


def take_step(
    referral: Referral,
    act: ReferralAct,
    *,
    on: date,
    actor: Actor,
    remark: str = "",
    link: AnswerLink | None = None,
    **changes: object,
) -> None:
    """Write the step and the referral as it stands from now on."""
    before = ReferralState(referral.state)
    after = REFERRAL.target(before, act)
    # The step first: the organisation may add one only while it still sees the referral.
    ReferralStep.objects.create(
        case_id=referral.case_id,
        referral=referral,
        from_state=before,
        to_state=after,
        on=on,
        author_id=actor.id,
        link=link,
        remark=remark,
    )
    save_edit(referral, state=after, **changes)
    facts = {"state": [before, after], "organisation": referral.organisation_id}
    audit.record("referral.moved", actor=actor, subject=referral, **facts, **({"link": link.id} if link else {}))
