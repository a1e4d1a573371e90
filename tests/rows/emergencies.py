"""Emergency accesses: one that is over, the thought of another, and who looks at them."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from faden.domain.cases.models import CircleMember, EmergencyCheck, Transfer
from faden.domain.consent.models import LegalBasis
from faden.domain.people.models import Household, HouseholdMember, Person
from tests.rows.ground import Ground
from tests.rows.world import NOBODY, OWNER, SHARER, TODAY, YESTERDAY


def add_emergencies(here: Ground) -> None:
    """A case of the former colleague that the other one has entered before; the clock is the database's."""
    household, person, _, case, circle = here._case("h", "26-000029", "former")
    for row in (household, person, case, circle):
        row.save(using=OWNER)
    leads, protection = frozenset({"former"}), frozenset({"protection"})
    now = timezone.now()
    values: dict[str, Any] = {
        "case": case, "account_id": here.id("other"), "person": person, "household": household,
        "function": "emergency", "reason": "x", "since": TODAY, "until": TODAY + timedelta(days=1),
    }  # fmt: skip
    over = CircleMember(**{**values, "since": YESTERDAY, "until": TODAY, "ends_at": now - timedelta(hours=2)})
    here.world.add(over, "over", sees=leads | protection, adds=leads, changes=leads)
    own = frozenset({"other"})
    for label, changed, adds in (
        ("for three hours", {"ends_at": now + timedelta(hours=2)}, own | leads),
        ("of some life domains", {"ends_at": now + timedelta(hours=2), "scope": "domains",
                                  "life_domain_ids": [here.domain.id]}, own | leads),
        ("for longer", {"ends_at": now + timedelta(hours=9)}, leads),
        ("that is over", {"ends_at": now - timedelta(minutes=1)}, leads),
        ("for somebody else", {"ends_at": now + timedelta(hours=2), "account_id": here.id("coordinator")}, leads),
        ("that began before", {"ends_at": now + timedelta(hours=2), "since": YESTERDAY}, leads),
        ("that goes on for days", {"ends_at": now + timedelta(hours=2), "until": TODAY + timedelta(days=9)}, leads),
        ("as a helper", {"function": "helper", "ends_at": None}, leads),
        ("of somebody else's client", {"ends_at": now + timedelta(hours=2), "person": here.person}, NOBODY),
        ("by a partner", {"ends_at": now + timedelta(hours=2), "account_id": here.id("partner")}, leads),
    ):  # fmt: skip
        here.world.imagine(CircleMember(**{**values, **changed}), label, adds=adds)
    _made_ones_own(here)
    _written_down(here, values)
    check = EmergencyCheck(case=case, member=over, checked_by_id=here.id("protection"), checked_on=TODAY, remark="x")
    here.world.add(check, sees=leads | protection, adds=protection)


def _written_down(here: Ground, values: dict[str, Any]) -> None:
    """Whoever has entered some life domains writes that down among what has left the case, and nothing else."""
    household, person, _, case, circle = here._case("k", "26-000301", "former")
    ends_at = timezone.now() + timedelta(hours=2)
    who = here.id("sharer")
    fields = {**values, "account_id": who, "case": case, "person": person, "household": household, "ends_at": ends_at}
    entry = CircleMember(**{**fields, "scope": "domains", "life_domain_ids": [here.domain.id]})
    for row in (household, person, case, circle, entry):
        row.save(using=OWNER)
    law = LegalBasis.objects.using(OWNER).get(key="x-law")
    for label, changed, adds in (
        ("of an emergency", {}, SHARER),
        ("of a talk in an emergency", {"kind": "talk"}, NOBODY),
        ("of another's emergency", {"origin_id": here.case.id}, NOBODY),
    ):
        told = {"kind": "emergency", "receiver": "x", "contained": "x", "legal_basis": law, "on": TODAY}
        by = {"author_id": who, "origin_id": entry.id}
        here.world.imagine(Transfer(case=case, **{**told, **by, **changed}), label, adds=adds)


def _made_ones_own(here: Ground) -> None:
    """Whom the helper sees for three hours: no way leads from there to a case or a household that stays."""
    (person, child, home), (mine, _, own) = _seen_by_helper(here, "i", "emergency"), _seen_by_helper(here, "j")
    begun = Household(name="begun")
    begun.save(using=OWNER)
    own_ones, leads = frozenset({"helper"}), frozenset({"former"})
    for number, (label, whom, where, adds) in enumerate((
        ("about somebody seen in an emergency", person, None, NOBODY),
        ("about the child of somebody seen in an emergency", child, None, NOBODY),
        ("in a household seen in an emergency", mine, home, NOBODY),
        ("about somebody of one's own", mine, own, own_ones),
    )):  # fmt: skip
        *_, case, _ = here._case("x", f"26-00020{number}", "helper")
        case.person, case.household = whom, where
        here.world.imagine(case, label, adds=adds)
    for label, whom, where, adds in (
        ("seen in an emergency, into one's own household", person, own, NOBODY),
        ("seen in an emergency, into a household that begins", person, begun, leads),
        ("seen in an emergency, into the own household", person, home, own_ones | leads),
        ("one's own, into a household that begins", mine, begun, own_ones),
    ):
        member = HouseholdMember(household=where, person=whom, relation="other", since=TODAY)
        here.world.imagine(member, label, adds=adds)


def _seen_by_helper(here: Ground, key: str, function: str = "responsible") -> tuple[Person, Person, Household]:
    """Somebody, their child and their home."""
    is_need = function == "emergency"
    household, person, child, case, circle = here._case(key, f"26-00003{key}", "former" if is_need else "helper")
    home = HouseholdMember(household=household, person=child, relation="child", since=TODAY)
    for row in (household, person, child, home, case, circle):
        row.save(using=OWNER)
    if is_need:
        CircleMember(
            case=case, account_id=here.id("helper"), person=person, household=household, function=function, reason="x",
            since=TODAY, until=TODAY + timedelta(days=1), ends_at=timezone.now() + timedelta(hours=2),
        ).save(using=OWNER)  # fmt: skip
    return person, child, household
