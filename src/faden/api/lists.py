"""Lists of cases kept by name: the same ones as beside the list of cases, with the filters of ``GET /cases``."""

from typing import Annotated, Any
from uuid import UUID

from django.http import HttpResponse
from ninja import Field, Query, Router, Schema, Status

from faden.api.acting import Call, endpoint
from faden.api.cases import CaseChoice, CaseList, page_of
from faden.api.catalogues import maybe_chosen
from faden.api.schemas import Input, Key, Whole, shown, up_to
from faden.api.tags import IfMatch, set_tag, version_of
from faden.domain.cases.queries.listing import Wanted
from faden.domain.cases.rules import may_list_cases
from faden.domain.places.queries import municipalities
from faden.domain.staffing.queries import teams_of
from faden.kernel.access.errors import Invalid
from faden.kernel.saved_lists.operations import change_list, keep_list, remove_list
from faden.kernel.saved_lists.queries import list_or_404, lists_for

router = Router(tags=["lists"])
#: As the page of the cases calls itself and its filters: what is kept here is found there.
PAGE, CLOSED, OVERDUE = "casework:cases", "abgeschlossen", "ueberschritten"
Name = Annotated[str, up_to(60, least=1)]
FOREIGN = "Mit diesem Team können Sie nicht teilen."


class FiltersIn(CaseChoice, Input):
    """Which cases, in which order; a filter nobody knows is an error here."""


class ListOut(Schema):
    """A list kept by name, one's own or of a team; shared are the filters, everybody sees their own cases in it."""

    id: UUID
    name: str
    owner: str
    is_mine: bool
    team: UUID | None
    filters: CaseChoice
    version: int


class ListChange(Input):
    """Its name, and with which team it is shared."""

    name: Name
    team: UUID | None = Field(None, description="eine Region oder ein Anstellungsträger, für den man arbeitet")


class ListIn(ListChange):
    """A list to keep."""

    filters: FiltersIn


class Place(Schema):
    """Where the page of the list begins."""

    after: Key = Field("", description="`next` der vorigen Seite")


@router.get("/lists", response=Whole[ListOut], summary="Gespeicherte Listen")
@endpoint()
def list_lists(request: Call) -> Whole[ListOut]:
    """One's own lists and those of one's teams, by name."""
    may_list_cases.check(request.actor)
    places = municipalities()
    return Whole(items=[_list(one, places, request) for one in lists_for(PAGE)])


@router.post("/lists", response={201: ListOut}, summary="Liste speichern")
@endpoint(writes=True)
def keep(request: Call, data: ListIn, response: HttpResponse) -> Status[ListOut]:
    """Keep filters by a name."""
    may_list_cases.check(request.actor)
    team = _team(request, data.team)
    saved = keep_list(page=PAGE, name=data.name, filters=_kept(data.filters), actor=request.actor, team=team)
    return Status(201, _told(saved.id, request, response))


@router.get("/lists/{list_id}/cases", response=CaseList, summary="Die Fälle einer Liste")
@endpoint()
def run(request: Call, list_id: UUID, wanted: Query[Place]) -> CaseList:
    """The cases of the list that the caller sees, 25 at a time."""
    may_list_cases.check(request.actor)
    return page_of(_wanted(list_or_404(list_id, PAGE).filters), request, wanted.after)


@router.put("/lists/{list_id}", response=ListOut, summary="Liste umbenennen oder teilen")
@endpoint(writes=True)
def change(request: Call, list_id: UUID, *, data: ListChange, response: HttpResponse, if_match: IfMatch) -> ListOut:
    """Another name, other readers."""
    may_list_cases.check(request.actor)
    saved, version = list_or_404(list_id, PAGE), version_of(if_match)
    change_list(saved=saved, version=version, name=data.name, team=_team(request, data.team), actor=request.actor)
    return _told(list_id, request, response)


@router.delete("/lists/{list_id}", response={204: None}, summary="Liste löschen")
@endpoint(writes=True)
def remove(request: Call, list_id: UUID) -> None:
    """The list goes, the cases stay."""
    remove_list(saved=list_or_404(list_id, PAGE), actor=request.actor)


def _team(request: Call, team: UUID | None) -> UUID | None:
    if team is not None and team not in {key for key, _ in teams_of(request.actor, request.today)}:
        raise Invalid({"team": FOREIGN})
    return team


def _kept(filters: FiltersIn) -> dict[str, str]:
    """The filters as the page keeps them."""
    place = maybe_chosen("filters.municipality", filters.municipality, municipalities())
    told = {
        "stand": CLOSED if filters.closed else "",
        "frist": OVERDUE if filters.overdue else "",
        "konstellation": filters.constellation or "",
        "phase": filters.phase or "",
        "kommune": str(place.id) if place else "",
        "sortierung": filters.sort if filters.sort != "name" else "",
    }
    return {name: str(value) for name, value in told.items() if value}


def _wanted(kept: dict[str, str]) -> Wanted:
    return Wanted(
        closed=kept.get("stand") == CLOSED,
        overdue=kept.get("frist") == OVERDUE,
        constellation=kept.get("konstellation", ""),
        phase=kept.get("phase", ""),
        municipality_id=UUID(kept["kommune"]) if kept.get("kommune") else None,
        sort=kept.get("sortierung", "name"),
    )


def _told(list_id: UUID, request: Call, response: HttpResponse) -> ListOut:
    found = next(one for one in lists_for(PAGE) if one.id == list_id)
    set_tag(response, found.version)
    return _list(found, municipalities(), request)


def _list(one: Any, places: list[Any], request: Call) -> ListOut:
    wanted = _wanted(one.filters)
    place = next((place.key for place in places if place.id == wanted.municipality_id), "")
    named = {"constellation": wanted.constellation or None, "phase": wanted.phase or None, "municipality": place}
    filters = shown(CaseChoice, wanted, **named)
    return shown(ListOut, one, owner=one.owner.name, is_mine=one.owner_id == request.actor.id, filters=filters)
