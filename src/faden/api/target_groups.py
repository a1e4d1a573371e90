"""Target groups that are set; the others follow from the site's rules."""

from datetime import date
from uuid import UUID

from ninja import Field, Router, Schema, Status

from faden.api.acting import Call, endpoint, everyday
from faden.api.catalogues import chosen
from faden.api.files import person_to_keep
from faden.api.schemas import Day, Entry, Input, Key
from faden.domain.catalogues.queries import all_target_groups
from faden.domain.people.operations.target_groups import end_target_group
from faden.domain.people.queries.target_groups import Belonging, set_group_or_404
from faden.processes.client_data import set_group

router = Router(tags=["people"])
PATH = "/cases/{number}/people/{person_id}/target-groups"


class BelongingOut(Schema):
    """That somebody belongs to a target group."""

    id: UUID | None = Field(description="leer, wenn eine Regel die Zielgruppe ableitet")
    target_group: Entry
    since: date | None


class BelongingIn(Input):
    """A target group that no rule derives."""

    target_group: Key
    since: Day


class BelongingEnd(Input):
    """Until when somebody belonged to it."""

    last_day: Day


@router.post(PATH, response={201: BelongingOut}, summary="Zielgruppe eintragen")
@endpoint(writes=True)
def add_target_group(request: Call, number: Key, person_id: UUID, data: BelongingIn) -> Status[BelongingOut]:
    """Say to which group somebody belongs."""
    case, person = person_to_keep(request, number, person_id)
    group = chosen("target_group", data.target_group, all_target_groups())
    made = set_group(case=case, person=person, target_group=group, since=data.since, **everyday(request))
    return Status(201, belonging(Belonging(group, set_by=made)))


@router.post(f"{PATH}/{{belonging_id}}/end", response={204: None}, summary="Zielgruppe beenden")
@endpoint(writes=True)
def end_belonging(request: Call, number: Key, person_id: UUID, belonging_id: UUID, data: BelongingEnd) -> None:
    """Say until when they did."""
    _, person = person_to_keep(request, number, person_id)
    found = set_group_or_404(person, belonging_id, request.today)
    end_target_group(belonging=found, last_day=data.last_day, **everyday(request))


def belonging(one: Belonging) -> BelongingOut:
    """A belonging as it is told."""
    group = Entry(key=one.group.key, name=one.group.name)
    return BelongingOut(
        id=one.set_by.id if one.set_by else None, target_group=group, since=one.set_by.since if one.set_by else None
    )
