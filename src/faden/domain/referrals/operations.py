"""Handing a concern over, and answering it."""

from datetime import date

from django.db import transaction

from faden.domain.cases.models import Case
from faden.domain.cases.operations.holding import hold
from faden.domain.cases.rules import may_refer
from faden.domain.catalogues.models import LifeDomain
from faden.domain.organisations.models import Organisation
from faden.domain.referrals.enums import ReferralAct, ReferralState
from faden.domain.referrals.models import Referral, ReferralStep
from faden.domain.referrals.queries import releases_of
from faden.domain.referrals.rules import may_answer, may_move, may_send, may_take_back
from faden.domain.referrals.transitions import ANSWERS, REFERRAL
from faden.kernel.access.actor import Actor
from faden.kernel.access.editing import lock, save_edit
from faden.kernel.access.errors import Invalid, Refused
from faden.kernel.audit import operations as audit

PACKAGE = ("organisation", "life_domain", "concern", "disclosed_name", "disclosed_contact")


@transaction.atomic
def draft_referral(
    *,
    case: Case,
    organisation: Organisation,
    life_domain: LifeDomain,
    concern: str,
    actor: Actor,
    today: date,
    disclosed_name: str = "",
    disclosed_contact: str = "",
) -> Referral:
    """Put a package together; nothing leaves before it is sent.

    :param concern: what the organisation shall do, in words meant for it
    :param disclosed_name: what it learns of the client; empty for nothing
    """
    case = hold(case, may_refer, actor=actor, today=today)
    _check(organisation, concern)
    referral = Referral.objects.create(
        case=case,
        organisation=organisation,
        life_domain=life_domain,
        concern=concern.strip(),
        disclosed_name=disclosed_name.strip(),
        disclosed_contact=disclosed_contact.strip(),
        author_id=actor.id,
        created_on=today,
    )
    audit.record("referral.drafted", actor=actor, subject=referral, organisation=organisation)
    return referral


@transaction.atomic
def change_draft(
    *,
    referral: Referral,
    version: int,
    organisation: Organisation,
    life_domain: LifeDomain,
    concern: str,
    actor: Actor,
    today: date,
    disclosed_name: str = "",
    disclosed_contact: str = "",
) -> Referral:
    """Change a package that has not been sent.

    :raises Conflict: somebody has changed it since
    """
    hold(referral.case, may_refer, actor=actor, today=today)
    referral = lock(referral, version=version, fields=PACKAGE)
    if referral.state != ReferralState.DRAFT:
        raise Refused("Der Verweis ist gesendet und kann nicht mehr geändert werden.")
    _check(organisation, concern)
    save_edit(
        referral,
        organisation=organisation,
        life_domain=life_domain,
        concern=concern.strip(),
        disclosed_name=disclosed_name.strip(),
        disclosed_contact=disclosed_contact.strip(),
    )
    audit.record("referral.changed", actor=actor, subject=referral, organisation=organisation)
    return referral


@transaction.atomic
def send_referral(*, referral: Referral, version: int, actor: Actor, today: date) -> Referral:
    """Send exactly this package.

    :param version: the version that was previewed
    :raises Refused: no release covers it; not the responsible case manager; already sent
    :raises Conflict: it has been changed since it was previewed
    """
    case = hold(referral.case, may_refer, actor=actor, today=today)
    referral = lock(referral, version=version, fields=PACKAGE)
    may_send.check(referral, releases_of(case.person_id, on=today), today)
    _step(referral, ReferralAct.SEND, on=today, actor=actor, sent_on=today)
    return referral


@transaction.atomic
def revoke_referral(*, referral: Referral, version: int, actor: Actor, today: date, remark: str = "") -> Referral:
    """Take a referral back: the organisation no longer sees it. A draft is discarded."""
    hold(referral.case, may_take_back, actor=actor, today=today)
    referral = lock(referral, version=version, fields=("state",))
    may_move.check(referral, ReferralAct.REVOKE)
    _step(referral, ReferralAct.REVOKE, on=today, actor=actor, remark=remark.strip(), ended_on=today)
    return referral


@transaction.atomic
def expire_referral(*, referral: Referral, version: int, actor: Actor, today: date) -> Referral:
    """Stop waiting for an answer; a late one is still possible."""
    hold(referral.case, may_take_back, actor=actor, today=today)
    referral = lock(referral, version=version, fields=("state",))
    may_move.check(referral, ReferralAct.EXPIRE)
    _step(referral, ReferralAct.EXPIRE, on=today, actor=actor, ended_on=today)
    return referral


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
    :param appointment_on: the first appointment, when one is told
    :raises Invalid: no reason, or no day for the appointment
    :raises Conflict: a colleague has answered since
    """
    referral = lock(referral, version=version, fields=("state", "answer"))
    may_answer.check(actor, referral, act)
    remark = remark.strip()
    if act in (ReferralAct.DECLINE, ReferralAct.END) and not remark:
        raise Invalid({"remark": "Bitte den Grund nennen. Die verweisende Stelle sucht dann nach einem anderen Weg."})
    if act == ReferralAct.APPOINT and appointment_on is None:
        raise Invalid({"appointment_on": "Bitte den Tag des ersten Termins angeben."})
    changes: dict[str, object] = {}
    if remark:
        changes["answer"] = remark
    if act in (ReferralAct.ACCEPT, ReferralAct.DECLINE):
        changes["answered_on"] = today
    if act == ReferralAct.APPOINT:
        changes["appointment_on"] = appointment_on
    ends = not any(step in ANSWERS for step in REFERRAL.acts_from(REFERRAL.target(ReferralState(referral.state), act)))
    _step(referral, act, on=today, actor=actor, remark=remark, ended_on=today if ends else None, **changes)
    return referral


def _step(referral: Referral, act: ReferralAct, *, on: date, actor: Actor, remark: str = "", **changes: object) -> None:
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
        remark=remark,
    )
    save_edit(referral, state=after, **changes)
    organisation = referral.organisation_id
    audit.record("referral.moved", actor=actor, subject=referral, state=[before, after], organisation=organisation)


def _check(organisation: Organisation, concern: str) -> None:
    errors = {}
    if not organisation.receives_referrals or organisation.is_collective or not organisation.is_current:
        errors["organisation"] = "Diese Organisation nimmt keine Verweise an."
    if not concern.strip():
        errors["concern"] = "Bitte das Anliegen beschreiben."
    if errors:
        raise Invalid(errors)
