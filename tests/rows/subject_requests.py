"""Requests for access: of somebody, of somebody restricted, and the packages that answer them."""

from datetime import timedelta
from typing import Any

from faden.domain.subject_requests.models import AccessPackage, SubjectAccess
from tests.rows.ground import Ground
from tests.rows.world import KEEPER, TODAY, having

OFFICER = having("data_protection")
KEEPERS = having("shield_keeper")
SYSTEM = having("system")


def add_subject_requests(here: Ground) -> None:
    """Who counsels adds one and reads it by a function only; nobody adds one in another's name."""
    for person, who, label in ((here.case.person, OFFICER, "open"), (here.shielded, KEEPERS, "restricted")):
        access = _access(person, label[:2], next(iter(who), "protection"), here)
        here.world.add(access, label, sees=who, adds=who, changes=who)
        over = who | SYSTEM
        package = AccessPackage(request=access, collected_on=TODAY - timedelta(days=9), delete_on=TODAY)
        here.world.add(package, f"{label}, over", sees=over | KEEPER, adds=who, changes=over | KEEPER)
    handed_in = _access(here.case.person, "hi", "manager", here)
    here.world.imagine(handed_in, "handed in", adds=frozenset({"manager"}))
    further = _access(here.case.person, "fu", "manager", here, state="collected", identity="known")
    here.world.imagine(further, "handed in further than that", adds=frozenset())
    foreign = _access(here.other_case.person, "fo", "manager", here)
    here.world.imagine(foreign, "about somebody else", adds=frozenset())


def _access(person: Any, number: str, by: str, here: Ground, **more: Any) -> SubjectAccess:
    return SubjectAccess(
        number=f"DA-{number}",
        person=person,
        received_on=TODAY,
        received_by="letter",
        asker="self",
        recorded_by_id=here.id(by),
        due_on=TODAY + timedelta(days=30),
        **more,
    )
