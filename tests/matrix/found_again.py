"""People stored twice, and a list kept by name."""

from datetime import date, datetime
from typing import Any

from faden.domain.duplicates.models import Distinction
from faden.domain.duplicates.operations import tell_apart
from faden.domain.people.operations import correct_person
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.saved_lists.operations import keep_list
from faden.processes.merge_people import merge_people
from tests import given


def found_again(manager: Actor, today: date, now: datetime) -> dict[str, Any]:
    """Two of one counsellor's who may be one, two told apart, two who were made one; what their addresses are."""
    everyday: dict[str, Any] = {"actor": manager, "today": today}
    people = [given.case(manager, given_names=f"Doppelt{number}", on=today).person for number in range(6)]
    with act_as(manager, today=today):
        one, other, *rest = (
            correct_person(person=person, version=1, birth_date=date(1980, 1, 1), given_names="Ada", **everyday)
            for person in people
        )
        tell_apart(one=rest[0], other_id=rest[1].id, reason="Zwillinge", on=today, actor=manager)
        versions = (rest[2].version, rest[3].version)
        merge = merge_people(keep=rest[2], other=rest[3], versions=versions, take=(), now=now, **everyday)
        saved = keep_list(page="casework:cases", name="In Planung", filters={"phase": "planning"}, actor=manager)
        return {
            "one": one.id,
            "other": other.id,
            "distinction_id": Distinction.objects.get().id,
            "merge_id": merge.id,
            "list_id": saved.id,
            "file_type": "csv",
        }
