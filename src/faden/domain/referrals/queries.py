"""Reading referrals: from the case's side, and from the side of the organisation that received them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from faden.domain.cases.models import Case
from faden.domain.cases.queries.course import Helping
from faden.domain.cases.story import Piece
from faden.domain.consent.enums import ConsentKind
from faden.domain.consent.models import Consent
from faden.domain.organisations.enums import Known
from faden.domain.referrals.enums import ReferralState
from faden.domain.referrals.models import Referral, ReferralStep
from faden.domain.referrals.transitions import UNDER_WAY
from faden.kernel.access.actor import Actor
from faden.kernel.access.errors import NotVisible
from faden.kernel.access.roles import Role

#: What happened to them, for the story of a case.
STORY = Piece.beside(__file__)


def releases_of(person_id: UUID, *, on: date) -> list[Consent]:
    """The releases from confidentiality that hold on that day, with their organisations."""
    given = Consent.objects.filter(person_id=person_id, kind=ConsentKind.RELEASE).select_related("organisation")
    return [consent for consent in given.order_by("organisation__name", "id") if consent.is_valid_on(on)]


def referral_of(case: Case, referral_id: UUID) -> Referral:
    """One referral of this case.

    :raises NotVisible: there is none
    """
    found = Referral.objects.filter(case_id=case.id, id=referral_id).select_related(
        "organisation", "life_domain", "author"
    )
    referral = found.first()
    if referral is None:
        raise NotVisible
    return referral


def steps_of(referral: Referral) -> list[ReferralStep]:
    """What has happened to it, in order, with who did it."""
    return list(referral.steps.select_related("author").order_by("on", "id"))


def unfinished_of(case: Case) -> list[Referral]:
    """Drafts and referrals under way of a case, oldest first."""
    found = Referral.objects.filter(case_id=case.id, state__in=(ReferralState.DRAFT, *UNDER_WAY))
    return list(found.select_related("organisation", "life_domain").order_by("created_on", "id"))


def cases_with_unfinished(case_ids: Iterable[UUID]) -> set[UUID]:
    """Those of these cases that have a referral under way, or a draft."""
    found = Referral.objects.filter(case_id__in=list(case_ids), state__in=(ReferralState.DRAFT, *UNDER_WAY))
    return set(found.values_list("case_id", flat=True))


def helping_by_referral(case: Case) -> list[Helping]:
    """The organisations that a referral under way has reached."""
    under_way = Referral.objects.filter(case_id=case.id, state__in=UNDER_WAY).select_related("organisation")
    return [
        Helping(
            one.organisation.name,
            f"Verweis: {one.get_state_display()}",
            one.organisation.own_case_management == Known.YES,
        )
        for one in under_way.order_by("sent_on", "id")
    ]


@dataclass(frozen=True)
class Waiting:
    """A referral that is under way, and how long."""

    case_number: str
    referral: Referral
    age: int


def under_way(actor: Actor, today: date, limit: int = 50) -> list[Waiting]:
    """What this actor has sent and is waiting for, oldest first: nothing falls into a black hole."""
    sent = Referral.objects.filter(author_id=actor.id, state__in=UNDER_WAY).select_related("case", "organisation")
    return [
        Waiting(referral.case.number, referral, (today - (referral.answered_on or referral.sent_on or today)).days)
        for referral in sent.order_by("sent_on", "id")[:limit]
    ]


#: What an organisation says to a referral.
ANSWERED = (ReferralState.ACCEPTED, ReferralState.DECLINED, ReferralState.APPOINTED, ReferralState.COMPLETED)


def answers_lately(actor: Actor, since: date, limit: int) -> list[ReferralStep]:
    """What organisations have answered to referrals of this actor, newest first; what the actor entered is no news."""
    steps = ReferralStep.objects.filter(referral__author_id=actor.id, to_state__in=ANSWERED, on__gte=since)
    told = steps.exclude(author_id=actor.id).select_related("referral__organisation", "referral__case")
    return list(told.order_by("-on", "-id")[:limit])


@dataclass(frozen=True)
class Package:
    """What the organisation sees, and nothing else: no case, no number, no file."""

    id: UUID
    organisation: str
    life_domain: str
    concern: str
    disclosed_name: str
    disclosed_contact: str
    state: ReferralState
    sent_by: str
    sent_by_email: str
    sent_on: date
    answered_on: date | None
    appointment_on: date | None
    ended_on: date | None
    answer: str
    version: int


#: How many the list shows; nobody reads further down.
SHOWN = 50
#: An organisation can still say something to these; an expired one can be answered late.
ANSWERABLE = (*UNDER_WAY, ReferralState.EXPIRED)


def received(actor: Actor, *, finished: bool, limit: int = SHOWN) -> list[Package]:
    """What the actor's organisations have received: first what waits longest; or what is finished, newest first."""
    found = _received_by(actor)
    if finished:
        found = found.exclude(state__in=ANSWERABLE).order_by("-ended_on", "-id")
    else:
        found = found.filter(state__in=ANSWERABLE).order_by("sent_on", "id")
    return [_package(referral) for referral in found[:limit]]


def _received_by(actor: Actor) -> QuerySet[Referral]:
    """Somebody in the circle of a case sees its referrals too; the scope keeps them out of this list."""
    mine = actor.scope_ids(Role.PARTNER, "organisation")
    sent = Referral.objects.exclude(state__in=(ReferralState.DRAFT, ReferralState.REVOKED))
    return sent.filter(organisation_id__in=mine).select_related("organisation", "life_domain", "author")


def received_referral(actor: Actor, referral_id: UUID) -> tuple[Package, Referral]:
    """One referral as the organisation sees it; the row itself is only handed on to the operation.

    :raises NotVisible: it was not sent to an organisation of this actor, or it was taken back
    """
    referral = _received_by(actor).filter(id=referral_id).first()
    if referral is None:
        raise NotVisible
    return _package(referral), referral


def _package(referral: Referral) -> Package:
    return Package(
        id=referral.id,
        organisation=str(referral.organisation),
        life_domain=str(referral.life_domain),
        concern=referral.concern,
        disclosed_name=referral.disclosed_name,
        disclosed_contact=referral.disclosed_contact,
        state=ReferralState(referral.state),
        sent_by=referral.author.name,
        sent_by_email=referral.author.email,
        sent_on=referral.sent_on or referral.created_on,
        answered_on=referral.answered_on,
        appointment_on=referral.appointment_on,
        ended_on=referral.ended_on,
        answer=referral.answer,
        version=referral.version,
    )
