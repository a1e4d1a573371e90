"""A woman and her child whose identity is kept apart, her husband whom somebody else counsels, and who sees what."""

from faden.domain.cases import models as cases
from faden.domain.duplicates.models import PersonMerge
from faden.domain.people import models as people
from faden.domain.people.models.person import MASK as MASK_NAME
from faden.domain.people.models.person import MASK_SORTED
from tests.rows.duplicates import NOW
from tests.rows.ground import Ground
from tests.rows.world import COUNSELLORS, LONG_AGO, NOBODY, OWNER, TODAY, having

MASK = {"family_name": MASK_NAME, "sort_name": MASK_SORTED, "is_shielded": True}
#: Responsible for her; let in by name. ``former`` is in her circle too and waits for a word.
OPEN = frozenset({"manager", "helper"})
CHILDS = frozenset({"manager"})
FAMILY = OPEN | {"other"}
KEEPERS = having("shield_keeper")
READERS = KEEPERS | having("data_protection")


def add_shields(here: Ground) -> None:
    """Every row that could tell who she is, where she lives, or that she is one of two."""
    household = people.Household(name="Haushalt s")
    wife, child, husband = people.Person(**MASK), people.Person(**MASK), people.Person(family_name="M", sort_name="M")
    for row in (household, husband):
        row.save(using=OWNER)
    here.world.add(wife, "restricted", sees=FAMILY, adds=COUNSELLORS, changes=OPEN)
    here.world.add(child, "restricted child", sees=FAMILY, adds=COUNSELLORS, changes=CHILDS)
    for person in (wife, child, husband):
        people.HouseholdMember(household=household, person=person, relation="other", since=LONG_AGO).save(using=OWNER)
    here.shielded, here.shielded_home = wife, household
    _files(here, husband)
    for person, who, label in ((wife, OPEN, "restricted"), (child, CHILDS, "restricted child")):
        _known_of(here, person, who, label)
    _kept(here, child)


def _files(here: Ground, husband: people.Person) -> None:
    """Her file, open to those let in by name; his, from which nobody gets to her."""
    circle = {"manager": "responsible", "helper": "helper", "former": "helper"}
    case = _case(here, here.shielded, "26-000101", "manager")
    here.world.add(case, "about a restricted person", sees=OPEN, adds=CHILDS, changes=OPEN)
    for name, function in circle.items():
        _member(here, case, name, function).save(using=OWNER)
    his = _case(here, husband, "26-000102", "other")
    his.save(using=OWNER)
    _member(here, his, "other", "responsible").save(using=OWNER)
    way_in = _case(here, here.shielded, "26-000103", "other")
    here.world.imagine(way_in, "about a restricted relative", adds=NOBODY)
    waiting = _case(here, here.shielded, "26-000104", "former")
    here.world.imagine(waiting, "about a restricted person by somebody who waits", adds=NOBODY)


def _known_of(here: Ground, person: people.Person, who: frozenset[str], label: str) -> None:
    line = {"person": person, "recorded_on": TODAY, "recorded_by_id": here.id("manager"), "since": LONG_AGO}
    written = {"sees": who, "adds": who, "changes": who}
    here.world.add(people.Address(kind="home", street="x", replaced_on=TODAY, **line), label, **written)
    here.world.add(people.ContactChannel(kind="phone", value="1", replaced_on=TODAY, **line), label, **written)
    here.world.add(people.NameToken(person=person, value="S:X"), label, sees=who, adds=who, removes=who)
    identity = people.ShieldedIdentity(person=person, family_name="X", sort_name="X")
    here.world.add(identity, label, sees=who, changes=who)


def _kept(here: Ground, child: people.Person) -> None:
    """The mark itself, who was let in, who asks; the right to keep them opens no file."""
    wife = here.shielded
    restriction = people.Restriction(
        person=wife,
        ground="violence",
        reason="x",
        since=TODAY,
        set_by_id=here.id("warden"),
        lifted_by_id=here.id("warden"),
    )
    here.world.add(restriction, sees=READERS | OPEN, adds=KEEPERS, changes=KEEPERS)
    for person, name, giver in ((wife, "helper", "manager"), (child, "manager", "warden")):
        clearance = people.Clearance(
            person=person, account_id=here.id(name), reason="x", since=TODAY, given_by_id=here.id(giver)
        )
        seen = READERS | (OPEN if person is wife else CHILDS)
        here.world.add(
            clearance, f"by {giver}", sees=seen, adds=frozenset({giver}), changes=seen - having("data_protection")
        )
    request = people.ShieldRequest(
        person=wife, ground="violence", reason="x", asked_on=TODAY, asked_by_id=here.id("manager")
    )
    here.world.add(request, sees=READERS | OPEN, adds=frozenset({"manager"}), changes=KEEPERS)
    gone = people.Person(family_name="Absorbed", sort_name="ABSORBED")
    gone.save(using=OWNER)
    merge = PersonMerge(
        survivor=wife,
        absorbed=gone,
        absorbed_name="x",
        before={},
        after={},
        moved={},
        set_aside=[],
        merged_at=NOW,
        merged_on=TODAY,
        merged_by_id=here.id("manager"),
        undone_on=TODAY,
    )
    here.world.add(merge, "restricted", sees=OPEN, adds=OPEN, changes=OPEN)


def _case(here: Ground, person: people.Person, number: str, manager: str) -> cases.Case:
    return cases.Case(
        number=number,
        person=person,
        household=here.shielded_home,
        municipality=here.place,
        manager_id=here.id(manager),
        access_path="open_hour",
        constellation="short",
        phase="access",
        opened_on=LONG_AGO,
        sort_name="X",
    )


def _member(here: Ground, case: cases.Case, name: str, function: str) -> cases.CircleMember:
    return cases.CircleMember(
        case=case,
        account_id=here.id(name),
        person_id=case.person_id,
        household=here.shielded_home,
        function=function,
        reason="x",
        since=LONG_AGO,
    )
