"""Referrals: a package put together, sent, followed; what an organisation has received, and its answers."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from ninja import Field, Router, Schema, Status

from faden.api.acting import Call, endpoint, everyday
from faden.api.catalogues import chosen
from faden.api.files import open_file
from faden.api.schemas import Day, Entry, Input, Key, Whole, entry, shown, up_to
from faden.api.tags import IfMatch, set_tag, version_of
from faden.domain.cases.queries.file import case_or_404
from faden.domain.cases.rules import may_refer
from faden.domain.catalogues.queries import life_domains
from faden.domain.organisations.queries import organisations_for_referral
from faden.domain.referrals.enums import CodeTold, ReferralAct, ReferralState
from faden.domain.referrals.operations import (
    Made,
    answer_referral,
    change_draft,
    draft_referral,
    expire_referral,
    revoke_referral,
    send_referral,
    tell_code,
    withdraw_link,
)
from faden.domain.referrals.queries import (
    Package,
    link_or_404,
    received,
    received_referral,
    referral_of,
    steps_of,
    unfinished_of,
)
from faden.processes.send_answer_link import send_answer_link

router = Router(tags=["referrals"])
PATH, INBOX = "/cases/{number}/referrals", "/referrals"
MAIL = Field(pattern=r"^[^@\s\x00]+@[^@\s\x00]+\.[^@\s.\x00]+$")
OR_NONE = Field(pattern=r"^([^@\s\x00]+@[^@\s\x00]+\.[^@\s.\x00]+)?$")


class ReferralOut(Schema):
    """A package, and what became of it."""

    id: UUID
    organisation: Entry | None
    life_domain: Entry | None
    concern: str
    disclosed_name: str
    disclosed_contact: str
    state: ReferralState
    sent_on: date | None
    answered_on: date | None
    appointment_on: date | None
    ended_on: date | None
    answer: str
    version: int


class ReferralStepOut(Schema):
    """Something that has happened to a referral."""

    from_state: ReferralState
    to_state: ReferralState
    on: date
    author: str
    remark: str


class ReferralWithSteps(ReferralOut):
    """A referral with everything that has happened to it."""

    steps: list[ReferralStepOut]


class ReferralIn(Input):
    """Exactly what the organisation will see."""

    organisation: Key
    life_domain: Key
    concern: Annotated[str, up_to(4_000, least=1)]
    disclosed_name: Annotated[str, up_to(260)] = ""
    disclosed_contact: Annotated[str, up_to(200)] = ""


class PackageOut(Schema):
    """What an organisation has received, and nothing else: no case, no number, no file."""

    id: UUID
    organisation: str
    life_domain: str
    concern: str
    disclosed_name: str
    disclosed_contact: str
    state: ReferralState
    sent_by: str
    sent_on: date
    answered_on: date | None
    appointment_on: date | None
    ended_on: date | None
    answer: str
    version: int


class AnswerIn(Input):
    """What an organisation answers."""

    act: ReferralAct
    remark: Annotated[str, up_to(2_000)] = ""
    appointment_on: Day | None = None


class LinkIn(Input):
    """Who answers without an account, and how the code is told."""

    recipient_name: Annotated[str, up_to(200, least=1)]
    recipient_mail: Annotated[str, up_to(254, least=3), MAIL]
    code_told: CodeTold
    code_mail: Annotated[str, up_to(254), OR_NONE] = ""
    expires_on: Day


class LinkOut(Schema):
    """The link is on its way; the code is told where it goes by phone, and opens until ``code_until``."""

    recipient_name: str
    expires_on: date
    code: str | None
    code_until: datetime | None


@router.get(PATH, response=Whole[ReferralOut], summary="Laufende Verweise eines Falls")
@endpoint(reads_file=True)
def list_referrals(request: Call, number: Key) -> Whole[ReferralOut]:
    """Drafts and referrals under way, the oldest first."""
    return Whole(items=[_referral(one) for one in unfinished_of(open_file(request, number).case)])


@router.post(PATH, response={201: ReferralWithSteps}, summary="Verweis zusammenstellen")
@endpoint(writes=True)
def add_referral(request: Call, number: Key, data: ReferralIn, response: HttpResponse) -> Status[ReferralWithSteps]:
    """Put a package together; nothing leaves before it is sent."""
    case = open_file(request, number, may_refer).case
    made = draft_referral(case=case, **_package(data), **everyday(request))
    return Status(201, _told(case, made.id, response))


@router.get(f"{PATH}/{{referral_id}}", response=ReferralWithSteps, summary="Ein Verweis")
@endpoint(reads_file=True)
def read_referral(request: Call, number: Key, referral_id: UUID, response: HttpResponse) -> ReferralWithSteps:
    """The package as the organisation sees it, and what became of it."""
    return _told(open_file(request, number).case, referral_id, response)


@router.put(f"{PATH}/{{referral_id}}", response=ReferralWithSteps, summary="Entwurf ändern")
@endpoint(writes=True)
def change(
    request: Call, number: Key, *, referral_id: UUID, data: ReferralIn, response: HttpResponse, if_match: IfMatch
) -> ReferralWithSteps:
    """Change a package before it is sent."""
    case = open_file(request, number, may_refer).case
    found, version = referral_of(case, referral_id), version_of(if_match)
    change_draft(referral=found, version=version, **_package(data), **everyday(request))
    return _told(case, referral_id, response)


@router.post(f"{PATH}/{{referral_id}}/sending", response=ReferralWithSteps, summary="Verweis senden")
@endpoint(writes=True)
def send(
    request: Call, number: Key, *, referral_id: UUID, response: HttpResponse, if_match: IfMatch
) -> ReferralWithSteps:
    """Send exactly what was read; without a release that covers it nothing leaves."""
    return _moved(send_referral, request, number, referral_id, response, if_match)


@router.post(f"{PATH}/{{referral_id}}/revocation", response=ReferralWithSteps, summary="Verweis zurückziehen")
@endpoint(writes=True)
def revoke(
    request: Call, number: Key, *, referral_id: UUID, response: HttpResponse, if_match: IfMatch
) -> ReferralWithSteps:
    """Take it back: the organisation no longer sees it."""
    return _moved(revoke_referral, request, number, referral_id, response, if_match)


@router.post(f"{PATH}/{{referral_id}}/expiry", response=ReferralWithSteps, summary="Nicht länger warten")
@endpoint(writes=True)
def expire(
    request: Call, number: Key, *, referral_id: UUID, response: HttpResponse, if_match: IfMatch
) -> ReferralWithSteps:
    """Stop waiting for an answer; a late one is still possible."""
    return _moved(expire_referral, request, number, referral_id, response, if_match)


@router.post(f"{PATH}/{{referral_id}}/link", response={201: LinkOut}, summary="Antwortlink senden")
@endpoint(writes=True)
def send_link(request: Call, number: Key, referral_id: UUID, *, data: LinkIn) -> Status[LinkOut]:
    """Mail a secret address to one person without an account; the answer holds the code, this once."""
    found = referral_of(open_file(request, number, may_refer).case, referral_id)
    made = send_answer_link(
        referral=found, address_of=_reply_address(request), now=timezone.now(), **data.dict(), **everyday(request)
    )
    return Status(201, _link(made))


@router.post(f"{PATH}/{{referral_id}}/link/code", response={201: LinkOut}, summary="Code eines Antwortlinks")
@endpoint(writes=True)
def tell_link_code(request: Call, number: Key, referral_id: UUID) -> Status[LinkOut]:
    """A new code, to be told on the phone; the one before opens nothing any more."""
    link = link_or_404(referral_of(case_or_404(number), referral_id))
    return Status(201, _link(tell_code(link=link, now=timezone.now(), **everyday(request))))


@router.delete(f"{PATH}/{{referral_id}}/link", response={204: None}, summary="Antwortlink zurückziehen")
@endpoint(writes=True)
def take_link_back(request: Call, number: Key, referral_id: UUID) -> Status[None]:
    """The address leads nowhere from now on."""
    link = link_or_404(referral_of(case_or_404(number), referral_id))
    withdraw_link(link=link, now=timezone.now(), **everyday(request))
    return Status(204, None)


def _link(made: Made) -> LinkOut:
    link = made.link
    return LinkOut(
        recipient_name=link.recipient_name,
        expires_on=link.expires_on,
        code=made.code or None,
        code_until=link.code_until,
    )


@router.get(INBOX, response=Whole[PackageOut], summary="Erhaltene Verweise")
@endpoint()
def list_received(request: Call, finished: bool = False) -> Whole[PackageOut]:  # noqa: FBT001, FBT002 - a query parameter
    """What the caller's organisations have received: what waits longest first, or what is finished."""
    return Whole(items=[shown(PackageOut, one) for one in received(request.actor, finished=finished)])


@router.get(f"{INBOX}/{{referral_id}}", response=PackageOut, summary="Ein erhaltener Verweis")
@endpoint()
def read_received(request: Call, referral_id: UUID, response: HttpResponse) -> PackageOut:
    """One referral as the organisation sees it."""
    return _package_out(received_referral(request.actor, referral_id)[0], response)


@router.post(f"{INBOX}/{{referral_id}}/answer", response=PackageOut, summary="Verweis beantworten")
@endpoint(writes=True)
def answer(
    request: Call, referral_id: UUID, *, data: AnswerIn, response: HttpResponse, if_match: IfMatch
) -> PackageOut:
    """Accept, decline, tell the first appointment, complete, end."""
    _, row = received_referral(request.actor, referral_id)
    answer_referral(referral=row, version=version_of(if_match), **data.dict(), **everyday(request))
    return _package_out(received_referral(request.actor, referral_id)[0], response)


def _reply_address(request: Call) -> Callable[[str], str]:
    return lambda secret: request.build_absolute_uri(reverse("network:reply", args=[secret]))


def _package(data: ReferralIn) -> dict[str, Any]:
    return data.dict() | {
        "organisation": chosen("organisation", data.organisation, organisations_for_referral()),
        "life_domain": chosen("life_domain", data.life_domain, life_domains()),
    }


def _moved(operation: Any, request: Call, number: str, *where: Any) -> ReferralWithSteps:
    referral_id, response, if_match = where
    case = case_or_404(number)
    operation(referral=referral_of(case, referral_id), version=version_of(if_match), **everyday(request))
    return _told(case, referral_id, response)


def _told(case: Any, referral_id: UUID, response: HttpResponse) -> ReferralWithSteps:
    found = referral_of(case, referral_id)
    set_tag(response, found.version)
    steps = [shown(ReferralStepOut, one, author=one.author.name) for one in steps_of(found)]
    return ReferralWithSteps(**_referral(found).dict(), steps=steps)


def _referral(one: Any) -> ReferralOut:
    return shown(ReferralOut, one, organisation=entry(one.organisation), life_domain=entry(one.life_domain))


def _package_out(package: Package, response: HttpResponse) -> PackageOut:
    set_tag(response, package.version)
    return shown(PackageOut, package)
