"""Handing a concern over to an organisation, and taking it back."""

from datetime import date

from django.db import transaction

from faden.domain.cases.models import Case
from faden.domain.cases.operations.holding import hold
from faden.domain.cases.operations.passing_on import pass_on
from faden.domain.cases.rules import may_refer
from faden.domain.catalogues.models import LifeDomain
from faden.domain.consent.enums import TransferKind
from faden.domain.consent.models import Consent, LegalBasis
from faden.domain.organisations.models import Organisation
from faden.domain.referrals.enums import ReferralAct, ReferralState
from faden.domain.referrals.models import Referral
from faden.domain.referrals.operations.steps import take_step
from faden.domain.referrals.rules import may_move, may_take_back
from faden.kernel.access.actor import Actor
from faden.kernel.access.editing import lock, save_edit
from faden.kernel.access.errors import Invalid, Refused
from faden.kernel.audit import operations as audit
from faden.lib import german

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
    told = save_edit(
        referral,
        organisation=organisation,
        life_domain=life_domain,
        concern=concern.strip(),
        disclosed_name=disclosed_name.strip(),
        disclosed_contact=disclosed_contact.strip(),
    )
    audit.record("referral.changed", actor=actor, subject=referral, **told)
    return referral


@transaction.atomic
def send_referral(
    *, referral: Referral, version: int, actor: Actor, today: date, basis: Consent | LegalBasis | None = None
) -> Referral:
    """Send exactly this package.

    :param version: the version that was previewed
    :param basis: what it rests on; None: the release that holds longest
    :raises Refused: not the responsible case manager; already sent
    :raises Invalid: no release and no norm lets it leave
    :raises Conflict: it has been changed since it was previewed
    """
    case = hold(referral.case, may_refer, actor=actor, today=today)
    referral = lock(referral, version=version, fields=PACKAGE)
    may_move.check(referral, ReferralAct.SEND)
    pass_on(
        case=case,
        kind=TransferKind.REFERRAL,
        organisation=referral.organisation,
        contained=german.join(part for part, told in _package(referral) if told),
        about=[referral.life_domain_id],
        basis=basis,
        origin_id=referral.id,
        actor=actor,
        on=today,
    )
    take_step(referral, ReferralAct.SEND, on=today, actor=actor, sent_on=today)
    return referral


@transaction.atomic
def revoke_referral(*, referral: Referral, version: int, actor: Actor, today: date, remark: str = "") -> Referral:
    """Take a referral back: the organisation no longer sees it. A draft is discarded."""
    hold(referral.case, may_take_back, actor=actor, today=today)
    referral = lock(referral, version=version, fields=("state",))
    may_move.check(referral, ReferralAct.REVOKE)
    take_step(referral, ReferralAct.REVOKE, on=today, actor=actor, remark=remark.strip(), ended_on=today)
    return referral


@transaction.atomic
def expire_referral(*, referral: Referral, version: int, actor: Actor, today: date) -> Referral:
    """Stop waiting for an answer; a late one is still possible."""
    hold(referral.case, may_take_back, actor=actor, today=today)
    referral = lock(referral, version=version, fields=("state",))
    may_move.check(referral, ReferralAct.EXPIRE)
    take_step(referral, ReferralAct.EXPIRE, on=today, actor=actor, ended_on=today)
    return referral


def _package(referral: Referral) -> tuple[tuple[str, str], ...]:
    """What the organisation learns, in words and as it is."""
    return (
        ("Anliegen", referral.concern),
        ("Name", referral.disclosed_name),
        ("Erreichbarkeit", referral.disclosed_contact),
    )


def _check(organisation: Organisation, concern: str) -> None:
    errors = {}
    if not organisation.receives_referrals or organisation.is_collective or not organisation.is_current:
        errors["organisation"] = "Diese Organisation nimmt keine Verweise an."
    if not concern.strip():
        errors["concern"] = "Bitte das Anliegen beschreiben."
    if errors:
        raise Invalid(errors)
