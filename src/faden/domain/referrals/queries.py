"""Reading referrals: from the case's side, and from the side of the organisation that received them."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from faden.domain.cases.calculation.parts import SharedPart
from faden.domain.cases.models import Case, Transfer
from faden.domain.cases.queries.course import Helping
from faden.domain.cases.queries.transfers import Basis, bases_for
from faden.domain.cases.story import Piece
from faden.domain.consent.enums import ConsentKind, TransferKind
from faden.domain.consent.models import Consent
from faden.domain.consent.queries import releases_of, why_not
from faden.domain.consent.rules import purpose_towards
from faden.domain.organisations.enums import Known
from faden.domain.organisations.models import Organisation
from faden.domain.referrals.enums import ReferralState
from faden.domain.referrals.models import AnswerLink, Referral, ReferralStep
from faden.domain.referrals.rules import covering
from faden.domain.referrals.transitions import ANSWERABLE, UNDER_WAY
from faden.kernel.access.acting import asking_for
from faden.kernel.access.actor import Actor
from faden.kernel.access.errors import NotVisible
from faden.kernel.access.roles import Role
from faden.kernel.identity.queries import has_colleague_for, token_digest

#: What happened to them, for the story of a case.
STORY = Piece.beside(__file__)


def bases_of(referral: Referral, *, on: date) -> list[Basis]:
    """What the referral may leave on that day, the release that holds longest first."""
    case, about = referral.case, [referral.life_domain_id]
    return bases_for(case.person_id, referral.organisation, TransferKind.REFERRAL, on=on, about=about)


def why_not_sent(referral: Referral, *, on: date) -> str:
    """What is missing so that it may leave, and what to do."""
    organisation, releases = referral.organisation, releases_of(referral.case.person_id, on=on)
    return why_not(releases, organisation, about=[referral.life_domain_id], purpose=purpose_towards(organisation))


def is_closed_to_receiver(referral: Referral, *, on: date) -> bool:
    """Whether the organisation no longer sees what can still be answered, by account or link (``rows.py``)."""
    return referral.state in ANSWERABLE and not _is_let(referral, on)


def _is_let(referral: Referral, on: date) -> bool:
    """What ``LET`` asks in ``rows.py``: a release that holds, or the norm on which this one was sent."""
    if covering(releases_of(referral.case.person_id, on=on), referral, on) is not None:
        return True
    on_law = Transfer.objects.filter(case_id=referral.case_id, origin_id=referral.id, legal_basis__isnull=False)
    return on_law.exists()


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


def referrals_in_part(part: SharedPart) -> list[Referral]:
    """The referrals in the shared life domains of a case that is not seen whole."""
    found = Referral.objects.filter(case_id=part.case_id).select_related("organisation", "life_domain")
    return list(found.order_by("-created_on", "-id"))


def steps_of(referral: Referral) -> list[ReferralStep]:
    """What has happened to it, in order, with who did it."""
    return list(referral.steps.select_related("author", "link").order_by("on", "id"))


def link_of(referral: Referral) -> AnswerLink | None:
    """The link that was made last and has not been taken back."""
    return referral.links.filter(withdrawn_at__isnull=True).select_related("case").first()


def link_or_404(referral: Referral) -> AnswerLink:
    """The link of a referral.

    :raises NotVisible: there is none, or it has been taken back
    """
    found = link_of(referral)
    if found is None:
        raise NotVisible
    return found


def has_account(referral: Referral, *, on: date) -> bool:
    """Whether somebody of the organisation can sign in and answer without a link."""
    return has_colleague_for(Role.PARTNER, referral.organisation_id, on=on)


def unfinished_of(case: Case) -> list[Referral]:
    """Drafts and referrals under way of a case, oldest first."""
    found = Referral.objects.filter(case_id=case.id, state__in=(ReferralState.DRAFT, *UNDER_WAY))
    return list(found.select_related("organisation", "life_domain").order_by("created_on", "id"))


def unfinished_to(case: Case, organisation: Organisation) -> list[Referral]:
    """What this organisation has been sent of the case and is not at its end, oldest first."""
    found = Referral.objects.filter(case_id=case.id, organisation=organisation, state__in=ANSWERABLE)
    return list(found.select_related("organisation", "life_domain", "case").order_by("sent_on", "id"))


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
    """A referral that is under way, and how long; closed: the organisation no longer sees it."""

    case_number: str
    referral: Referral
    age: int
    closed: bool


def under_way(actor: Actor, today: date, limit: int = 50) -> list[Waiting]:
    """What this actor has sent and is waiting for, oldest first: nothing falls into a black hole."""
    sent = Referral.objects.filter(author_id=actor.id, state__in=UNDER_WAY).select_related("case", "organisation")
    found = list(sent.order_by("sent_on", "id")[:limit])
    closed = _closed_to_receivers(found, today)
    return [
        Waiting(one.case.number, one, (today - (one.answered_on or one.sent_on or today)).days, one.id in closed)
        for one in found
    ]


def _closed_to_receivers(referrals: list[Referral], on: date) -> set[UUID]:
    """Which of them ``is_closed_to_receiver``, in two statements for all."""
    if not referrals:
        return set()
    people = {one.case.person_id for one in referrals}
    given: dict[UUID, list[Consent]] = {}
    for release in Consent.objects.filter(person_id__in=people, kind=ConsentKind.RELEASE):
        given.setdefault(release.person_id, []).append(release)
    ids = [one.id for one in referrals]
    on_law = set(
        Transfer.objects.filter(origin_id__in=ids, legal_basis__isnull=False).values_list("origin_id", flat=True)
    )
    return {
        one.id
        for one in referrals
        if one.state in ANSWERABLE
        and one.id not in on_law
        and covering(given.get(one.case.person_id, ()), one, on) is None
    }


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


@contextmanager
def asked_link(secret: str) -> Iterator[AnswerLink | None]:
    """The link that a secret names, before its code has been told; nothing but the link is seen."""
    digest = token_digest(secret)
    with asking_for("link", digest):
        yield AnswerLink.objects.filter(digest=digest).first()


def opens(link: AnswerLink) -> bool:
    """Whether something still lets its package be seen, once its code has been told; ask it within ``asked_link``."""
    with asking_for("link_code", link.code_digest):
        return Referral.objects.filter(id=link.referral_id).exists()


@contextmanager
def opened_link(secret: str, proof: str, *, on: date) -> Iterator[tuple[AnswerLink, Package, Referral]]:
    """The package that a link opens, as long as the block lasts; call it acting as ``link_actor``.

    :param proof: ``code_digest`` of secret and code
    :raises NotVisible: the link leads nowhere (any more), or the code is another one
    """
    with asked_link(secret) as link, asking_for("link_code", proof):
        found = Referral.objects.select_related("organisation", "life_domain", "author")
        referral = found.filter(id=link.referral_id).first() if link and link.opens_on(on) else None
        if link is None or referral is None:
            raise NotVisible
        yield link, _package(referral), referral
