"""Target groups: the rules as pages derive them and as the figures count them say the same."""

from datetime import date
from typing import Any

import pytest
from django.db import connection

from faden.domain.catalogues.models import LegalArea, ResidenceKind, TargetGroup, TargetGroupRule
from faden.domain.people.enums import ShieldGround
from faden.domain.people.models import LegalAreaPeriod, Nationality, Person, PersonTargetGroup, ResidenceTitle
from faden.domain.people.operations.shields import set_restriction
from faden.domain.people.queries import histories_of
from faden.domain.people.queries.target_groups import target_groups_of
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from faden.lib.periods import Period
from faden.reporting.figures.report import report
from tests import given

pytestmark = pytest.mark.django_db
#: The period of the figures ends with the last day of October.
FIRST, END, LAST_DAY = date(2026, 1, 1), date(2026, 11, 1), date(2026, 10, 31)
OPENED = date(2026, 2, 1)
ADULT, CHILD = {"birth_date": date(1999, 10, 31)}, {"birth_date": date(1999, 11, 1)}
NEW, OLD = {"arrived_on": date(2023, 11, 1)}, {"arrived_on": date(2023, 10, 31)}
SGB_II, OTHER = {"area": "sgb-ii"}, {"area": "sgb-xii"}
LONG = {**SGB_II, "since": date(2024, 10, 31)}
SHORT = {**SGB_II, "since": date(2024, 11, 1)}

CASES: list[tuple[str, dict[str, Any], dict[str, Any], bool]] = [
    ("three years and a day less", {"arrived_within": 36}, NEW, True),
    ("three years to the day", {"arrived_within": 36}, OLD, False),
    ("long here to the day", {"arrived_before": 36}, OLD, True),
    ("not yet long here", {"arrived_before": 36}, NEW, False),
    ("nobody knows since when", {"arrived_before": 36}, {}, False),
    ("27 today", {"age_from": 27}, ADULT, True),
    ("27 tomorrow", {"age_from": 27}, CHILD, False),
    ("still under 27", {"age_below": 27}, CHILD, True),
    ("no longer under 27", {"age_below": 27}, ADULT, False),
    ("age not known", {"age_below": 27}, {}, False),
    ("legal area", {"legal_areas": ["sgb-ii"]}, SGB_II, True),
    ("another legal area", {"legal_areas": ["sgb-ii"]}, OTHER, False),
    ("one of two legal areas", {"legal_areas": ["sgb-ii", "sgb-xii"]}, OTHER, True),
    ("long in a legal area", {"legal_areas": ["sgb-ii"], "legal_area_months": 24}, LONG, True),
    ("not yet long in it", {"legal_areas": ["sgb-ii"], "legal_area_months": 24}, SHORT, False),
    ("in it since an unknown day", {"legal_areas": ["sgb-ii"], "legal_area_months": 24}, SGB_II, False),
    ("left it", {"legal_areas": ["sgb-ii"]}, {**LONG, "until": LAST_DAY}, False),
    ("in it on the last day", {"legal_areas": ["sgb-ii"]}, {**LONG, "until": END}, True),
    ("struck out", {"legal_areas": ["sgb-ii"]}, {**LONG, "replaced_on": LAST_DAY}, False),
    ("a title", {"residence_kinds": ["duldung"]}, {"title": "duldung"}, True),
    ("another title", {"residence_kinds": ["duldung"]}, {"title": "visum"}, False),
    ("a nationality", {"nationalities": ["BGR", "ROU"]}, {"country": "ROU"}, True),
    ("another nationality", {"nationalities": ["BGR", "ROU"]}, {"country": "SYR"}, False),
    ("two conditions, both", {"nationalities": ["ROU"], "age_from": 27}, {**ADULT, "country": "ROU"}, True),
    ("two conditions, one", {"nationalities": ["ROU"], "age_from": 27}, {**CHILD, "country": "ROU"}, False),
    ("not yet in force", {"age_from": 27, "valid_from": END}, ADULT, False),
    ("no longer in force", {"age_from": 27, "valid_until": LAST_DAY}, ADULT, False),
    ("in force on the last day", {"age_from": 27, "valid_until": END}, ADULT, True),
    ("gone from the site file", {"age_from": 27, "ended_on": LAST_DAY}, ADULT, False),
]


@pytest.fixture
def manager() -> Actor:
    return given.actor(Role.CASE_MANAGER)


@pytest.fixture
def lead() -> Actor:
    return given.actor(Role.LEAD)


def client(manager: Actor, facts: dict[str, Any]) -> Person:
    """Somebody in an open case, of whom just this is known."""
    person = given.case(manager, on=OPENED).person
    own = {name: facts[name] for name in ("birth_date", "arrived_on") if name in facts}
    line: dict[str, Any] = {name: facts[name] for name in ("since", "until", "replaced_on") if name in facts}
    line.update(person=person, recorded_on=OPENED)
    with act_as(manager, today=given.TODAY):
        Person.objects.filter(id=person.id).update(**own)
        if "area" in facts:
            area, _ = LegalArea.objects.get_or_create(key=facts["area"], defaults={"name": "x", "law": "x"})
            LegalAreaPeriod.objects.create(legal_area=area, known_by="told", **line)
        if "title" in facts:
            kind, _ = ResidenceKind.objects.get_or_create(key=facts["title"], defaults={"name": "x", "law": "x"})
            ResidenceTitle.objects.create(kind=kind, known_by="told", **line)
        if "country" in facts:
            Nationality.objects.create(country=facts["country"], known_by="told", **line)
        return Person.objects.get(id=person.id)


def counted(lead: Actor) -> dict[str, int]:
    """The figures as they are before protection, for the whole site."""
    with act_as(lead, today=given.TODAY), connection.cursor() as cursor:
        cursor.execute(
            "SELECT key, value FROM faden_facts(%s, %s) WHERE figure = 'group_cases' AND region = ''", [FIRST, END]
        )
        return {key: int(value) for key, value in cursor.fetchall()}


@pytest.mark.parametrize(("rule", "facts", "belongs"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_pages_and_figures_derive_the_same(
    manager: Actor, lead: Actor, rule: dict[str, Any], facts: dict[str, Any], *, belongs: bool
) -> None:
    group = given.target_group()
    TargetGroupRule.objects.create(key="r", target_group=group, **{"text": "x", "valid_from": FIRST, **rule})
    person = client(manager, facts)
    with act_as(manager, today=given.TODAY):
        known = histories_of(person, LAST_DAY)
        assert [one.group for one in target_groups_of(person, known, LAST_DAY)] == [group] * belongs
    assert counted(lead) == ({group.key: 1} if belongs else {})


def test_what_is_set_and_what_is_derived_count_once_and_in_the_group_above(manager: Actor, lead: Actor) -> None:
    above = given.target_group("Zugewanderte")
    group = TargetGroup.objects.create(key="below", name="Neue", parent=above)
    TargetGroupRule.objects.create(key="r", target_group=group, text="x", valid_from=FIRST, arrived_within=36)
    derived, person = client(manager, NEW), client(manager, {})
    with act_as(manager, today=given.TODAY):
        for whom in (derived, person):
            PersonTargetGroup.objects.create(person=whom, target_group=group, since=OPENED)
    assert counted(lead) == {"below": 2, above.key: 2}


def test_a_restricted_person_belongs_to_no_group(manager: Actor, lead: Actor) -> None:
    group = given.target_group()
    TargetGroupRule.objects.create(key="r", target_group=group, text="x", valid_from=FIRST, legal_areas=["sgb-ii"])
    derived, person, keeper = client(manager, SGB_II), client(manager, {}), given.actor(Role.SHIELD_KEEPER)
    with act_as(manager, today=given.TODAY):
        PersonTargetGroup.objects.create(person=person, target_group=group, since=OPENED)
    assert counted(lead) == {group.key: 2}
    for whom, left in ((derived, {group.key: 1}), (person, {})):
        with act_as(keeper, today=given.TODAY):
            set_restriction(person_id=whom.id, ground=ShieldGround.OTHER, reason="x", actor=keeper, today=given.TODAY)
        assert counted(lead) == left


@pytest.mark.parametrize(("people", "told"), [(4, "<\N{NO-BREAK SPACE}5"), (7, "rund 5"), (8, "rund 10")])
def test_figures_of_groups_are_rounded(manager: Actor, lead: Actor, people: int, told: str) -> None:
    group = given.target_group()
    for _ in range(people):
        whom = given.case(manager, on=OPENED).person
        with act_as(manager, today=given.TODAY):
            PersonTargetGroup.objects.create(person=whom, target_group=group, since=OPENED)
    with act_as(lead, today=given.TODAY):
        table = report(period=Period(FIRST, END), today=given.TODAY, site=None).table("target_group")
    assert [(row.label, row.figures[0].text) for row in table.rows] == [(group.name, told)]
