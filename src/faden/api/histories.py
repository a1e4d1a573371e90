"""The histories of a person: a line is added, corrected, ended, struck out; what stood there is kept."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, timedelta
from types import MappingProxyType
from typing import Annotated, Any
from uuid import UUID

from ninja import Field, Router, Schema, Status

from faden.api.acting import Call, endpoint, everyday
from faden.api.catalogues import chosen, maybe_chosen, picked
from faden.api.files import person_to_keep
from faden.api.schemas import Day, Input, Key, shown, up_to
from faden.api.tags import IfMatch, version_of
from faden.domain.catalogues.queries import legal_areas, residence_kinds
from faden.domain.organisations.queries import organisations
from faden.domain.people.enums import (
    AddressKind,
    ChannelKind,
    EntryKind,
    KnownBy,
    LanguageLevel,
    Proof,
    QualificationKind,
    Recognition,
)
from faden.domain.people.operations import end_entry, strike_entry
from faden.domain.people.queries import History, entry_or_404, histories_of
from faden.domain.places.queries import municipalities, neighbourhoods
from faden.kernel.access.errors import Invalid, NotVisible
from faden.processes.client_data import add_entry, correct_entry

router = Router(tags=["histories"])
Value = str | int | bool | date | None
PATH = "/cases/{number}/people/{person_id}/histories"


class EntryOut(Schema):
    """A line of a history; ``values`` are called as in what is sent."""

    id: UUID
    version: int
    values: dict[str, Value]
    recorded_on: date
    recorded_by: str = Field(description="leer: aus dem Bestand")
    replaced_on: date | None


class HistoryOut(Schema):
    """One history, each part with the newest line first."""

    history: EntryKind
    current: list[EntryOut]
    past: list[EntryOut]
    replaced: list[EntryOut] = Field(description="frühere Fassungen berichtigter Angaben, und gestrichene")


class EntryIn(Input):
    """A line; a correction says all of it again."""

    since: Day | None = None
    last_day: Day | None = None


class KnownIn(EntryIn):
    """A line with its source."""

    known_by: KnownBy
    organisation: Key = ""
    replaces: UUID | None = Field(None, description="nur beim Eintragen: die Angabe, die dadurch endet")


class ResidenceIn(KnownIn):
    """A residence title as it was issued."""

    kind: Key
    expires_on: Day | None = None
    issued_on: Day | None = None


class LegalAreaIn(KnownIn):
    """The legal area that is responsible."""

    legal_area: Key


class NationalityIn(KnownIn):
    """One of possibly several nationalities."""

    country: Key = Field(description="ISO 3166, drei Buchstaben")


class LanguageIn(EntryIn):
    """How well somebody speaks a language."""

    language: Key
    level: LanguageLevel
    proof: Proof


class QualificationIn(EntryIn):
    """What somebody has learned, and its recognition."""

    name: Annotated[str, up_to(160)]
    kind: QualificationKind
    country: Key = ""
    finished_in: Annotated[int, Field(ge=1900, le=2199)] | None = None
    recognition: Recognition
    office: Annotated[str, up_to(160)] = ""
    applied_on: Day | None = None
    decided_on: Day | None = None


class ChannelIn(EntryIn):
    """A way to reach somebody."""

    kind: ChannelKind
    value: Annotated[str, up_to(254)]
    preferred: bool = False


class AddressIn(EntryIn):
    """Where somebody lives or gets post."""

    kind: AddressKind
    street: Annotated[str, up_to(160)] = ""
    postcode: Annotated[str, up_to(5)] = ""
    town: Annotated[str, up_to(80)] = ""
    municipality: Key = ""
    neighbourhood: Key = ""


class EntryEndIn(Input):
    """Until when a line was true."""

    last_day: Day


INPUTS: Mapping[EntryKind, type[EntryIn]] = MappingProxyType(
    {
        EntryKind.RESIDENCE: ResidenceIn,
        EntryKind.LEGAL_AREA: LegalAreaIn,
        EntryKind.NATIONALITY: NationalityIn,
        EntryKind.LANGUAGE: LanguageIn,
        EntryKind.QUALIFICATION: QualificationIn,
        EntryKind.CHANNEL: ChannelIn,
        EntryKind.ADDRESS: AddressIn,
    }
)
#: Fields that name something by its key, and among what it is chosen.
NAMED: Mapping[tuple[EntryKind, str], Callable[[], list[Any]]] = MappingProxyType(
    {
        (EntryKind.RESIDENCE, "kind"): residence_kinds,
        (EntryKind.LEGAL_AREA, "legal_area"): legal_areas,
        (EntryKind.ADDRESS, "municipality"): municipalities,
        (EntryKind.ADDRESS, "neighbourhood"): neighbourhoods,
        **{(kind, "organisation"): organisations for kind in EntryKind if "organisation" in INPUTS[kind].model_fields},
    }
)


def _offer(kind: EntryKind, shape: Any) -> None:
    """The two addresses of a history: each has its own fields."""

    @router.post(
        f"{PATH}/{kind.value}",
        response={201: EntryOut},
        summary=f"{kind.label}: eintragen",
        operation_id=f"add_{kind.name.lower()}",
    )
    @endpoint(writes=True)
    def add(request: Call, number: Key, person_id: UUID, data: shape) -> Status[EntryOut]:
        """Add a line to a history; needs the client's consent to data processing."""
        case, person = person_to_keep(request, number, person_id)
        told = _told(kind, data)
        if replaces := told.pop("replaces", None):
            running = histories_of(person, request.today, kind)[kind].current
            told["replaces"] = picked("replaces", replaces, running)
        with _last_days():
            added = add_entry(case=case, person=person, history=kind, **everyday(request), **told)
        return Status(201, line(kind, entry_or_404(person, kind, added.id)))

    @router.put(
        f"{PATH}/{kind.value}/{{entry_id}}",
        response=EntryOut,
        summary=f"{kind.label}: berichtigen",
        operation_id=f"correct_{kind.name.lower()}",
    )
    @endpoint(writes=True)
    def correct(
        request: Call, number: Key, *, person_id: UUID, entry_id: UUID, data: shape, if_match: IfMatch
    ) -> EntryOut:
        """Say a line again as it is right; what stood there is kept."""
        case, person = person_to_keep(request, number, person_id)
        entry, version = entry_or_404(person, kind, entry_id), version_of(if_match)
        told = {name: value for name, value in _told(kind, data).items() if name != "replaces"}
        with _last_days():
            correct_entry(case=case, entry=entry, version=version, **everyday(request), **told)
        return line(kind, entry_or_404(person, kind, entry_id))


for _kind, _shape in INPUTS.items():
    _offer(_kind, _shape)


@router.post(f"{PATH}/{{history}}/{{entry_id}}/end", response=EntryOut, summary="Angabe beenden")
@endpoint(writes=True)
def end(
    request: Call, number: Key, *, person_id: UUID, history: Key, entry_id: UUID, data: EntryEndIn, if_match: IfMatch
) -> EntryOut:
    """Say until when a line was true."""
    kind, entry = _entry(request, number, person_id, history, entry_id)
    version = version_of(if_match)
    end_entry(entry=entry, version=version, last_day=data.last_day, **everyday(request))
    return line(kind, entry_or_404(entry.person, kind, entry_id))


@router.post(f"{PATH}/{{history}}/{{entry_id}}/strike", response={204: None}, summary="Angabe streichen")
@endpoint(writes=True)
def strike(request: Call, number: Key, *, person_id: UUID, history: Key, entry_id: UUID, if_match: IfMatch) -> None:
    """Strike out a line that was wrong altogether; it stays to be read as struck out."""
    _, entry = _entry(request, number, person_id, history, entry_id)
    strike_entry(entry=entry, version=version_of(if_match), **everyday(request))


def history(found: History) -> HistoryOut:
    """A history as it is told."""
    parts = {name: [line(found.kind, one) for one in getattr(found, name)] for name in ("current", "past", "replaced")}
    return shown(HistoryOut, found, history=found.kind, **parts)


def line(kind: EntryKind, entry: Any) -> EntryOut:
    """A line as it is told."""
    names = INPUTS[kind].model_fields.keys() - {"replaces", "last_day"}
    values = {name: _plain(getattr(entry, name)) for name in sorted(names)}
    values["last_day"] = entry.until - timedelta(days=1) if entry.until else None
    return shown(EntryOut, entry, values=values, recorded_by=entry.recorded_by.name if entry.recorded_by else "")


def _plain(value: Any) -> Value:
    return str(value.key) if hasattr(value, "key") else value


def _told(kind: EntryKind, data: EntryIn) -> dict[str, Any]:
    """What the operation takes: rows instead of keys, a half-open period instead of a last day."""
    told: dict[str, Any] = data.dict()
    last_day = told.pop("last_day")
    for (of, name), rows in NAMED.items():
        if of == kind:
            choose = chosen if INPUTS[kind].model_fields[name].is_required() else maybe_chosen
            told[name] = choose(name, told[name], rows())
    return {**told, "until": last_day + timedelta(days=1) if last_day else None}


@contextmanager
def _last_days() -> Iterator[None]:
    """Periods are half-open inside; the caller knows the last day."""
    try:
        yield
    except Invalid as invalid:
        errors = {"last_day" if field == "until" else field: words for field, words in invalid.errors.items()}
        raise Invalid(errors) from None


def _entry(request: Call, number: str, person_id: UUID, history: str, entry_id: UUID) -> tuple[EntryKind, Any]:
    _, person = person_to_keep(request, number, person_id)
    if history not in EntryKind.values:
        raise NotVisible
    kind = EntryKind(history)
    return kind, entry_or_404(person, kind, entry_id)
