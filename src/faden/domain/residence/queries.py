"""Reading requests: from the case's side, and from the side of the authority."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from faden.domain.cases.models import Case
from faden.domain.cases.story import Piece
from faden.domain.consent.enums import Purpose
from faden.domain.consent.models import Consent
from faden.domain.consent.queries import releases_of
from faden.domain.consent.rules import covers
from faden.domain.organisations.enums import OrganisationKind
from faden.domain.organisations.models import Organisation
from faden.domain.people.enums import EntryKind
from faden.domain.people.queries import histories_of, reached_by
from faden.domain.residence.enums import RequestState
from faden.domain.residence.models import DisclosedField, ResidenceRequest, ResidenceStep
from faden.domain.residence.transitions import OFFICE_SEES, UNDER_WAY
from faden.kernel.access.actor import Actor
from faden.kernel.access.errors import NotVisible
from faden.kernel.access.roles import Role
from faden.lib import german
from faden.lib.countries import country_name
from faden.lib.languages import language_name

#: What happened to them, for the story of a case.
STORY = Piece.beside(__file__)
#: How many a list shows; nobody reads further down.
SHOWN = 50


def authorities() -> list[Organisation]:
    """The residence and naturalisation authorities of the site."""
    found = Organisation.objects.filter(ended_on=None, kind=OrganisationKind.RESIDENCE_AUTHORITY)
    return list(found.order_by("name", "key"))


@dataclass(frozen=True)
class Offered:
    """Something that may be disclosed, with the value as it stands in the file today."""

    key: str
    label: str
    value: str


def offered_fields(case: Case, *, on: date) -> list[Offered]:
    """What a package can be composed of: facts about the client; never notes, never other people."""
    person = case.person
    told = histories_of(person, on, EntryKind.NATIONALITY, EntryKind.RESIDENCE, EntryKind.ADDRESS)
    values: dict[str, tuple[str, str]] = {
        "name": ("Name", person.full_name),
        "birth_date": ("Geburtsdatum", german.day(person.birth_date) if person.birth_date else ""),
        "nationality": (
            "Staatsangehörigkeit",
            ", ".join(country_name(one.country) for one in told[EntryKind.NATIONALITY].current),
        ),
        "title": ("Aufenthaltstitel", "; ".join(map(_title, told[EntryKind.RESIDENCE].current))),
        "arrived_on": ("In Deutschland seit", german.day(person.arrived_on) if person.arrived_on else ""),
        "address": ("Anschrift", "; ".join(str(one) for one in told[EntryKind.ADDRESS].current)),
        "contact": ("Erreichbarkeit", reached_by(person)),
        "language": ("Sprache", language_name(person.language) if person.language else ""),
        "file_number": ("Aktenzeichen der Behörde", ""),
        "further": ("Weitere Angabe", ""),
    }
    return [Offered(key, label, value) for key, (label, value) in values.items()]


def _title(line: Any) -> str:
    return f"{line.kind}, gültig bis {german.day(line.expires_on)}" if line.expires_on else str(line.kind)


def requests_of(case: Case) -> list[ResidenceRequest]:
    """All requests of a case, with what they rest on, the newest first."""
    return list(ResidenceRequest.objects.filter(case_id=case.id).select_related("office", "transfer__consent"))


def released_to(case: Case, on: date) -> set[UUID]:
    """The authorities to which a package of this case could be sent that day."""
    releases, residence = releases_of(case.person_id, on=on), Purpose.RESIDENCE
    return {
        one.organisation_id for one in releases if one.organisation_id and covers(one, about=None, purpose=residence)
    }


def is_closed_to_office(request: ResidenceRequest, case: Case, *, on: date) -> bool:
    """Whether the authority no longer sees what it has been sent; the database asks the same (``rows.py``)."""
    if request.state not in OFFICE_SEES:
        return False
    basis = release_under(request, case)
    return basis is None or not basis.is_valid_on(on) or not request.is_open_on(on)


def release_under(request: ResidenceRequest, case: Case) -> Consent | None:
    """The release on which it was sent, as long as it is this client's (a merge may have been undone)."""
    basis = request.transfer.consent if request.transfer else None
    return basis if basis is not None and basis.person_id == case.person_id else None


def shown_until(request: ResidenceRequest, case: Case) -> date:
    """The last day on which the authority sees it: the one that was chosen, or that of the release before it."""
    basis = release_under(request, case)
    return min(request.expires_on, basis.valid_until) if basis and basis.valid_until else request.expires_on


def taken_back_unread(case: Case) -> set[UUID]:
    """The requests of a case that had been sent and that nobody has read: only such can be taken back."""
    found = ResidenceRequest.objects.filter(case_id=case.id, state=RequestState.WITHDRAWN, sent_on__isnull=False)
    return set(found.values_list("id", flat=True))


def waiting_on(consent: Consent, case: Case) -> list[ResidenceRequest]:
    """Requests of this case that were sent on a release and are still waited for."""
    found = ResidenceRequest.objects.filter(case_id=case.id, transfer__consent=consent, state__in=UNDER_WAY)
    return list(found.select_related("office").order_by("sent_on", "id"))


def request_of(case: Case, request_id: UUID) -> ResidenceRequest:
    """One request of this case, with its fields and steps.

    :raises NotVisible: there is none
    """
    found = _whole().filter(case_id=case.id, id=request_id).first()
    if found is None:
        raise NotVisible
    return found


def _whole() -> QuerySet[ResidenceRequest]:
    steps = ResidenceStep.objects.select_related("author").order_by("on", "id")
    beside = ("office", "author", "transfer__consent")
    return ResidenceRequest.objects.select_related(*beside).prefetch_related(
        Prefetch("fields", DisclosedField.objects.order_by("position")), Prefetch("steps", steps)
    )


#: What an authority says to a request.
SAID = (RequestState.QUERIED, RequestState.ANSWERED)


def office_said(actor: Actor, since: date, limit: int) -> list[ResidenceStep]:
    """What authorities have answered or asked back lately, to requests of this actor, newest first."""
    steps = ResidenceStep.objects.filter(request__author_id=actor.id, to_state__in=SAID, on__gte=since)
    told = steps.exclude(author_id=actor.id).select_related("request__office", "request__case")
    return list(told.order_by("-on", "-id")[:limit])


def requests_under_way(actor: Actor, limit: int) -> list[ResidenceRequest]:
    """What this actor has asked and waits for, the earliest deadline first."""
    sent = ResidenceRequest.objects.filter(author_id=actor.id, state__in=UNDER_WAY)
    return list(sent.select_related("case", "office", "transfer__consent").order_by("due_on", "id")[:limit])


@dataclass(frozen=True)
class Received:
    """What the authority sees, and nothing else: no case, no number, no file."""

    id: UUID
    office: str
    kind: str
    question: str
    due_on: date
    expires_on: date
    state: RequestState
    sent_by: str
    sent_by_email: str
    sent_on: date
    fields: tuple[tuple[str, str], ...]
    steps: tuple[tuple[date, str, str, str], ...]
    outcome: str
    answer: str
    decided_on: date | None
    documents: str
    answered_on: date | None
    version: int

    @property
    def title(self) -> str:
        """The name, where it is disclosed, or what it is about."""
        return dict(self.fields).get("Name", "ohne Namen")


def received_requests(actor: Actor, *, finished: bool, limit: int = SHOWN) -> list[Received]:
    """What the actor's authorities have received: the earliest deadline first; or what is answered, newest first."""
    found = _received_by(actor)
    if finished:
        found = found.exclude(state__in=UNDER_WAY).order_by("-answered_on", "-id")
    else:
        found = found.filter(state__in=UNDER_WAY).order_by("due_on", "id")
    return [received_as(one) for one in found[:limit]]


def _received_by(actor: Actor) -> QuerySet[ResidenceRequest]:
    mine = actor.scope_ids(Role.RESIDENCE_OFFICER, "organisation")
    return _whole().filter(office_id__in=mine, state__in=OFFICE_SEES)


def received_request(actor: Actor, request_id: UUID) -> ResidenceRequest:
    """One request for the operation; pages show it as :func:`received_as`.

    :raises NotVisible: it was not sent to an authority of this actor, or is no longer there for them
    """
    found = _received_by(actor).filter(id=request_id).first()
    if found is None:
        raise NotVisible
    return found


def received_as(request: ResidenceRequest) -> Received:
    """The request as the authority sees it; the preview shows the same."""
    return Received(
        id=request.id,
        office=str(request.office),
        kind=request.get_kind_display(),
        question=request.question,
        due_on=request.due_on,
        expires_on=request.expires_on,
        state=RequestState(request.state),
        sent_by=request.author.name,
        sent_by_email=request.author.email,
        sent_on=request.sent_on or request.created_on,
        fields=tuple((one.label, one.value) for one in request.fields.all()),
        steps=tuple(_steps(request)),
        outcome=request.get_outcome_display(),
        answer=request.answer,
        decided_on=request.decided_on,
        documents=request.documents,
        answered_on=request.answered_on,
        version=request.version,
    )


def _steps(request: ResidenceRequest) -> Iterator[tuple[date, str, str, str]]:
    for step in request.steps.all():
        yield step.on, step.get_to_state_display(), step.author.name, step.remark
