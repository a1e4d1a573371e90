"""Somebody restricted, and somebody for whom that is asked."""

from datetime import date
from typing import Any

from faden.domain.people.enums import ShieldGround
from faden.domain.people.operations.shields import ask_for_restriction, set_restriction
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from tests import given


def kept_apart(manager: Actor, keeper: Actor, today: date) -> dict[str, Any]:
    """What the addresses about Sperrvermerke stand for."""
    restricted, asked_for = (given.case(manager, given_names=name, on=today).person for name in ("Eva", "Ida"))
    told: dict[str, Any] = {"ground": ShieldGround.WITNESS, "reason": "Aussage", "today": today}
    with act_as(keeper, today=today):
        restriction = set_restriction(person_id=restricted.id, actor=keeper, **told)
    with act_as(manager, today=today):
        request = ask_for_restriction(person=asked_for, actor=manager, **told)
    return {"restriction_id": restriction.id, "shield_request_id": request.id}
