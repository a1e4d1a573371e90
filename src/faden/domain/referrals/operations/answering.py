"""An organisation answers: by somebody with an account, or through a link."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db import transaction

from faden.domain.referrals.enums import ReferralAct, ReferralState
from faden.domain.referrals.models import AnswerLink, Referral
from faden.domain.referrals.operations.steps import take_step
from faden.domain.referrals.rules import may_answer, may_answer_through
from faden.domain.referrals.transitions import ANSWERS, REFERRAL
from faden.kernel.access.actor import Actor
from faden.kernel.access.editing import lock
from faden.kernel.access.errors import Invalid
from faden.kernel.identity.queries import link_actor

#: A first appointment later than this is a slip of the hand.
LONGEST = timedelta(days=730)


@transaction.atomic
def answer_referral(
    *,
    referral: Referral,
    version: int,
    act: ReferralAct,
    actor: Actor,
    today: date,
    remark: str = "",
    appointment_on: date | None = None,
) -> Referral:
    """Answer as the organisation that has received it.

    :param remark: the answer in words; the reason when it declines or ends early
    :param appointment_on: the first appointment; accepting and naming one are two steps in one act
    :raises Invalid: no reason, or no day for the appointment
    :raises Conflict: a colleague has answered since
    """
    referral = lock(referral, version=version, fields=("state", "answer"))
    may_answer.check(actor, referral, act)
    _answer(referral, act, remark.strip(), appointment_on, actor=actor, today=today)
    return referral


@transaction.atomic
def answer_through_link(
    *,
    link: AnswerLink,
    referral: Referral,
    version: int,
    act: ReferralAct,
    today: date,
    remark: str = "",
    appointment_on: date | None = None,
) -> Referral:
    """Answer as the recipient of the link; call it while the link is open (``queries.opened``).

    :raises Invalid: no reason, or no day for the appointment
    :raises Conflict: somebody else of the organisation has answered since
    """
    referral = lock(referral, version=version, fields=("state", "answer"))
    may_answer_through.check(link, referral, act, today)
    _answer(referral, act, remark.strip(), appointment_on, actor=link_actor(), today=today, link=link)
    return referral


def _answer(
    referral: Referral,
    act: ReferralAct,
    remark: str,
    appointment_on: date | None,
    *,
    actor: Actor,
    today: date,
    link: AnswerLink | None = None,
) -> None:
    _check_answer(referral, act, remark, appointment_on, today)
    for step in _steps(act, appointment_on):
        changes: dict[str, object] = {}
        if remark:
            changes["answer"] = remark
        if step in (ReferralAct.ACCEPT, ReferralAct.DECLINE):
            changes["answered_on"] = today
        if step == ReferralAct.APPOINT:
            changes["appointment_on"] = appointment_on
        after = REFERRAL.target(ReferralState(referral.state), step)
        ends = not any(following in ANSWERS for following in REFERRAL.acts_from(after))
        said = remark if step == act else ""
        take_step(
            referral, step, on=today, actor=actor, remark=said, link=link, ended_on=today if ends else None, **changes
        )


def _steps(act: ReferralAct, appointment_on: date | None) -> Iterator[ReferralAct]:
    yield act
    if act == ReferralAct.ACCEPT and appointment_on is not None:
        yield ReferralAct.APPOINT


def _check_answer(referral: Referral, act: ReferralAct, remark: str, appointment_on: date | None, today: date) -> None:
    if act in (ReferralAct.DECLINE, ReferralAct.END) and not remark:
        raise Invalid({"remark": "Bitte den Grund nennen. Die verweisende Stelle sucht dann nach einem anderen Weg."})
    if act == ReferralAct.APPOINT and appointment_on is None:
        raise Invalid({"appointment_on": "Bitte den Tag des ersten Termins angeben."})
    if act not in (ReferralAct.ACCEPT, ReferralAct.APPOINT) or appointment_on is None:
        return
    if referral.sent_on is not None and appointment_on < referral.sent_on:
        raise Invalid({"appointment_on": f"Der Verweis wurde erst am {referral.sent_on:%d.%m.%Y} gesendet."})
    if appointment_on > today + LONGEST:
        raise Invalid({"appointment_on": "Der Tag liegt mehr als zwei Jahre in der Zukunft. Stimmt das Jahr?"})
