"""Who may send, answer and take back a referral, and whether now."""

from collections.abc import Iterable
from datetime import date

from faden.domain.cases.calculation import Circle
from faden.domain.cases.models import Case
from faden.domain.consent.enums import ConsentKind
from faden.domain.consent.models import Consent
from faden.domain.referrals.enums import ReferralAct, ReferralState
from faden.domain.referrals.models import Referral
from faden.domain.referrals.transitions import ANSWERS, REFERRAL
from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from faden.kernel.access.rules import rule


def covering(consents: Iterable[Consent], referral: Referral, on: date) -> Consent | None:
    """The release that lets this package leave, if there is one."""
    return next(
        (
            consent
            for consent in consents
            if consent.kind == ConsentKind.RELEASE
            and consent.organisation_id == referral.organisation_id
            and consent.is_valid_on(on)
        ),
        None,
    )


@rule
def may_move(referral: Referral, act: ReferralAct) -> str | None:
    """Whether it stands where this can follow."""
    state = ReferralState(referral.state)
    if REFERRAL.may(state, act):
        return None
    return f"Der Verweis ist „{state.label}“; „{act.label}“ passt dazu nicht."


@rule
def may_send(referral: Referral, consents: Iterable[Consent], on: date) -> str | None:
    """Nothing about a person leaves without a release that covers it (domain.md 12.3)."""
    reason = may_move(referral, ReferralAct.SEND)
    if reason is not None:
        return reason
    if covering(consents, referral, on) is None:
        return (
            f"Es fehlt eine gültige Schweigepflichtentbindung gegenüber „{referral.organisation}“. "
            "Ohne sie darf nichts gesendet werden."
        )
    return None


@rule
def may_take_back(actor: Actor, case: Case, circle: Circle) -> str | None:  # noqa: ARG001 - the circle's rules are alike
    """Taking back, or no longer waiting: the responsible case manager, in a closed case too."""
    if circle.is_led_by(actor.id):
        return None
    return "Nur die fallführende Person darf einen Verweis zurückziehen."


@rule
def may_answer(actor: Actor, referral: Referral, act: ReferralAct) -> str | None:
    """Answering: those who work for the organisation it was sent to."""
    if referral.organisation_id not in actor.scope_ids(Role.PARTNER, "organisation"):
        return "Antworten kann nur die Organisation, an die verwiesen wurde."
    if act not in ANSWERS:
        return "Das entscheidet die verweisende Stelle."
    return may_move(referral, act)
