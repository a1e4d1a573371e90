"""Who may send, answer and take back a referral, and whether now."""

from collections.abc import Iterable
from datetime import date

from faden.domain.cases.calculation import Circle
from faden.domain.cases.models import Case
from faden.domain.consent.enums import Purpose
from faden.domain.consent.models import Consent
from faden.domain.consent.rules import covering as releases_towards
from faden.domain.referrals.enums import ReferralAct, ReferralState
from faden.domain.referrals.models import AnswerLink, Referral
from faden.domain.referrals.transitions import ANSWERABLE, ANSWERS, REFERRAL
from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from faden.kernel.access.rules import rule


def covering(consents: Iterable[Consent], referral: Referral, on: date) -> Consent | None:
    """The release that lets the organisation see this package, if there is one (``LET`` in ``rows.py``)."""
    about = [referral.life_domain_id]
    found = releases_towards(consents, referral.organisation, on, about=about, purpose=Purpose.SUPPORT)
    return next(iter(found), None)


@rule
def may_move(referral: Referral, act: ReferralAct) -> str | None:
    """Whether it stands where this can follow."""
    state = ReferralState(referral.state)
    if REFERRAL.may(state, act):
        return None
    return f"Der Verweis ist „{state.label}“; „{act.label}“ passt dazu nicht."


@rule
def may_link(referral: Referral, *, is_closed: bool) -> str | None:
    """A link is for what has been sent and can still be answered, and only while something lets it be seen.

    :param is_closed: ``queries.is_closed_to_receiver``
    """
    if referral.state not in ANSWERABLE:
        return f"Der Verweis ist „{ReferralState(referral.state).label}“; zu antworten gibt es nichts."
    if is_closed:
        return f"Die Schweigepflichtentbindung gegenüber „{referral.organisation}“ gilt nicht mehr."
    return None


@rule
def may_tell_code(link: AnswerLink, on: date) -> str | None:
    """A code is for a link that still leads somewhere."""
    if link.opens_on(on):
        return None
    return "Dieser Antwortlink gilt nicht mehr. Bitte senden Sie einen neuen."


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
    return _may_be_answered(referral, act)


@rule
def may_answer_through(link: AnswerLink, referral: Referral, act: ReferralAct, on: date) -> str | None:
    """Answering without an account: through a link of this referral that is still open."""
    if link.referral_id != referral.id or not link.opens_on(on):
        return "Dieser Link gilt nicht mehr."
    return _may_be_answered(referral, act)


def _may_be_answered(referral: Referral, act: ReferralAct) -> str | None:
    if act not in ANSWERS:
        return "Das entscheidet die verweisende Stelle."
    return may_move(referral, act)
