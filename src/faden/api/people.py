"""People: found before they are created, read with their histories, corrected."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpResponse
from ninja import Field, Router, Schema

from faden.api.acting import Call, endpoint, everyday
from faden.api.catalogues import maybe_chosen
from faden.api.files import open_file, person_to_keep
from faden.api.histories import HistoryOut, history
from faden.api.rights import DoubtOut, doubts
from faden.api.schemas import Day, Entry, Input, Key, Language, Named, Whole, entry, shown, up_to
from faden.api.tags import IfMatch, set_tag, version_of
from faden.api.target_groups import BelongingOut, belonging
from faden.domain.cases.operations.searching import search_people
from faden.domain.cases.queries.family import people_of, person_in_file
from faden.domain.cases.queries.people_search import KnownPerson, Search
from faden.domain.people.enums import EntryKind
from faden.domain.people.queries import histories_of
from faden.domain.people.queries.target_groups import target_groups_of
from faden.domain.people.rules import may_keep_people
from faden.domain.places.queries import municipalities
from faden.domain.subject_requests.queries import doubted
from faden.kernel.access.errors import Invalid
from faden.kernel.audit import operations as audit
from faden.processes.client_data import correct_client

router = Router(tags=["people"])
NOTHING = "Bitte einen Namen, ein Pseudonym, eine Fallnummer oder ein Geburtsdatum angeben."
SIMILAR = "Es gibt ähnliche Personen. Bitte erst nach ihnen suchen und dann bestätigen, dass diese neu ist."


class SearchIn(Input):
    """Any part of a name, a pseudonym, a case number; a birth date beside it."""

    text: Annotated[str, up_to(200)] = ""
    born_on: Day | None = None
    whole: bool = Field(default=False, description="der Name ist vollständig, wie vor dem Anlegen einer Person")


class PersonLine(Schema):
    """Somebody the caller sees."""

    id: UUID
    name: str
    family_name: str
    given_names: str
    pseudonym: str
    birth_date: date | None


class KnownOut(PersonLine):
    """Somebody found, why, and their cases as far as the caller sees them."""

    reasons: list[str]
    cases: list[str] = Field(description="Fallnummern, laufende zuerst")


class MaskedOut(Schema):
    """Somebody found who is counselled by others."""

    initials: str
    born_in: int | None
    responsible: str | None


class FoundOut(Schema):
    """Near matches, best first."""

    known: list[KnownOut]
    masked: list[MaskedOut]
    more: bool = Field(description="es gibt mehr, als gezeigt wird")
    shielded: bool = Field(description="eine geschützte Person passt (Sperrvermerk), mehr wird nicht gesagt")
    keepers: list[str] = Field(description="wer zu geschützten Personen Auskunft gibt; leer, wenn keine passt")


class PersonOut(PersonLine):
    """What is known of somebody, with every history."""

    language: str
    interpreter_needed: bool
    municipality: Entry | None
    arrived_on: date | None
    version: int
    histories: list[HistoryOut]
    target_groups: list[BelongingOut]
    doubts: list[DoubtOut] = Field(description="was die Person bestreitet oder berichtigt haben will")


class PersonIn(Named):
    """What is to be corrected; fields left out stay as they are."""

    language: Language = ""
    interpreter_needed: bool = False
    municipality: Key = Field("", description="nur, solange keine Anschrift bekannt ist")
    arrived_on: Day | None = None


@router.post("/people/search", response=FoundOut, summary="Personen suchen")
@endpoint(writes=True)
def search(request: Call, data: SearchIn) -> FoundOut:
    """Find before create. The search is recorded, its words are not; whom the caller does not see comes masked."""
    may_keep_people.check(request.actor)
    wanted = Search(" ".join(data.text.split()), data.born_on, whole=data.whole)
    if wanted.is_empty:
        raise Invalid({"text": NOTHING})
    found = search_people(search=wanted, actor=request.actor)
    return FoundOut(
        known=[_known(one) for one in found.known],
        masked=[shown(MaskedOut, one) for one in found.masked],
        more=found.more,
        shielded=found.shielded,
        keepers=list(found.keepers),
    )


@router.get("/cases/{number}/people", response=Whole[PersonLine], summary="Die Menschen eines Falls")
@endpoint(reads_file=True)
def list_people(request: Call, number: Key) -> Whole[PersonLine]:
    """The client first, then whoever lives in the household."""
    case = open_file(request, number).case
    return Whole(items=[shown(PersonLine, one, name=one.full_name) for one in people_of(case, request.today)])


@router.get("/cases/{number}/people/{person_id}", response=PersonOut, summary="Eine Person mit ihren Verläufen")
@endpoint(reads_file=True)
def read_person(request: Call, number: Key, person_id: UUID, response: HttpResponse) -> PersonOut:
    """What is known of the client, or of somebody in the household."""
    case = open_file(request, number).case
    return _person(person_in_file(case, person_id, request.today), request, response)


@router.patch("/cases/{number}/people/{person_id}", response=PersonOut, summary="Person berichtigen")
@endpoint(writes=True)
def correct_person(
    request: Call, number: Key, *, person_id: UUID, data: PersonIn, response: HttpResponse, if_match: IfMatch
) -> PersonOut:
    """Correct names, birth date, and how to talk with somebody; the rest are histories."""
    case, known = person_to_keep(request, number, person_id)
    told: dict[str, Any] = data.dict(exclude_unset=True)
    if "municipality" in told:
        told["municipality"] = _place(known, data.municipality, request)
    corrected = correct_client(case=case, person=known, version=version_of(if_match), **everyday(request), **told)
    # The answer tells everything known of somebody, even where nothing was to be corrected.
    audit.record_reading(actor=request.actor, subject=case)
    return _person(corrected, request, response)


def check_is_new(request: Call, person: Mapping[str, Any], *, confirmed: bool) -> None:
    """Let nobody be stored a second time unseen.

    :param person: names and birth date of somebody about to be stored
    :param confirmed: the caller has looked at the similar people
    :raises Invalid: there are similar people
    """
    named = f"{person['given_names']} {person['family_name']}".strip() or person["pseudonym"]
    wanted = Search(named[:200], person["birth_date"], whole=True)
    if confirmed or wanted.is_empty:
        return
    found = search_people(search=wanted, actor=request.actor)
    if not found.is_empty:
        raise Invalid({"is_new": SIMILAR})


def _place(person: Any, key: str, request: Call) -> Any:
    if histories_of(person, request.today, EntryKind.ADDRESS)[EntryKind.ADDRESS].current:
        raise Invalid({"municipality": "Die Kommune folgt der Anschrift. Bitte die Anschrift ändern."})
    return maybe_chosen("municipality", key, municipalities())


def _known(found: KnownPerson) -> KnownOut:
    cases = [case.number for case in found.cases]
    return shown(KnownOut, found.person, name=found.person.full_name, reasons=list(found.reasons), cases=cases)


def _person(person: Any, request: Call, response: HttpResponse) -> PersonOut:
    set_tag(response, person.version)
    histories = histories_of(person, request.today)
    return shown(
        PersonOut,
        person,
        name=person.full_name,
        municipality=entry(person.municipality),
        histories=[history(one) for one in histories.values()],
        target_groups=[belonging(one) for one in target_groups_of(person, histories, request.today)],
        doubts=doubts(doubted(person.id)),
    )
