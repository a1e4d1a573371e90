"""Find before create: own people in full, everybody else masked."""

import json
import re
from datetime import date

import pytest
from django.db import connection, connections
from django.db.utils import ProgrammingError

from faden.domain.cases.enums import AccessPath, Constellation
from faden.domain.cases.operations.opening import begin_case
from faden.domain.cases.queries.people_search import Found, Search, asked_of_the_guard, find_people
from faden.domain.cases.rows.search import FOUND_PEOPLE
from faden.domain.people.operations import register_person
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.errors import Refused
from faden.kernel.access.roles import Role
from tests import given

TODAY = given.TODAY
pytestmark = pytest.mark.django_db


@pytest.fixture
def manager() -> Actor:
    return given.actor(Role.CASE_MANAGER, name="Mine")


@pytest.fixture
def colleague() -> Actor:
    return given.actor(Role.CASE_MANAGER, name="Kollegin")


def _known(manager: Actor, family_name: str, given_names: str = "", **data: object) -> str:
    """A person of this case manager; returns the case number."""
    with act_as(manager, today=TODAY):
        person = register_person(actor=manager, today=TODAY, family_name=family_name, given_names=given_names, **data)
        case = begin_case(
            person=person,
            municipality=given.municipality(),
            access_path=AccessPath.OPEN_HOUR,
            constellation=Constellation.SHORT,
            on=TODAY,
            actor=manager,
        )
    return case.number


def _find(actor: Actor, text: str = "", born_on: date | None = None) -> Found:
    with act_as(actor, today=TODAY):
        return find_people(Search(text, born_on), actor=actor)


@pytest.mark.parametrize(
    "typed",
    [
        "Đorđević",
        "dordevic ana",
        "Ana Đorđević",
        "DORDEVIĆ, ANA",
        "Djordjevic",
        "Dordevitsch Anna",
        "Dorde",
    ],
)
def test_any_spelling_finds_the_own_person(manager: Actor, typed: str) -> None:
    number = _known(manager, "Đorđević", "Ana")
    found = _find(manager, typed)
    assert [case.number for one in found.known for case in one.cases] == [number]
    assert not found.masked


@pytest.mark.parametrize(
    ("stored", "typed"),
    [
        (("Kovalenko", "Yevheniia"), "Jewhenija Kowalenko"),
        (("Müller", "Jörg"), "Mueller Joerg"),
        (("Haddad", "Khaled"), "Chaled Hadad"),
    ],
)
def test_transliterations_and_sounds(manager: Actor, stored: tuple[str, str], typed: str) -> None:
    _known(manager, *stored)
    assert len(_find(manager, typed).known) == 1


def test_a_colleagues_person_comes_masked_and_says_whom_to_ask(manager: Actor, colleague: Actor) -> None:
    _known(colleague, "Đorđević", "Ana", birth_date=date(1987, 4, 3))
    found = _find(manager, "Djordjevic Ana")
    assert found.known == ()
    assert [(one.initials, one.born_in, one.responsible) for one in found.masked] == [("AĐ", 1987, "Kollegin")]
    assert not found.more


def test_the_database_discloses_nothing_but_the_masked_facts(manager: Actor, colleague: Actor) -> None:
    _known(colleague, "Đorđević", "Ana", birth_date=date(1987, 4, 3))
    with act_as(manager, today=TODAY), connection.cursor() as cursor:
        cursor.execute(
            'SELECT faden_find_people(\'{"keys": [{"word": 0, "key": "S:DORDEVIC", "weight": 1}], "words": 1}\')::text'
        )
        (answer,) = cursor.fetchone() or ("",)
    told = '[{"born_in": 1987, "initials": "AĐ", "responsible": "Kollegin"}]'
    assert answer == f'{{"mine": [], "others": {told}, "keepers": null}}'


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        (date(1987, 4, 3), 1),
        (date(1987, 4, 8), 1),
        (date(1987, 3, 4), 1),
        (date(1988, 5, 3), 0),
    ],
)
def test_a_birth_date_may_be_one_digit_off(manager: Actor, typed: date, found: int) -> None:
    _known(manager, "Đorđević", "Ana", birth_date=date(1987, 4, 3))
    assert len(_find(manager, born_on=typed).known) == found


def test_the_same_birth_date_and_one_shared_name_is_a_near_match(manager: Actor) -> None:
    _known(manager, "Đorđević", "Ana", birth_date=date(1987, 4, 3))
    assert len(_find(manager, "Ana Schneider", date(1987, 4, 3)).known) == 1
    assert not _find(manager, "Ana Schneider").known


def test_pseudonym_and_case_number(manager: Actor, colleague: Actor) -> None:
    number = _known(manager, "", pseudonym="Vogel 7")
    assert len(_find(manager, "vogel 7").known) == 1
    assert len(_find(manager, number.replace("-", " ")).known) == 1
    assert _find(colleague, number).masked[0].initials == "V"
    assert _find(manager, "Vogel 8").known != ()


def test_many_masked_people_are_cut_off(manager: Actor, colleague: Actor) -> None:
    for _ in range(7):
        _known(colleague, "Yılmaz", "Ayşe")
    found = _find(manager, "Yilmaz")
    assert (len(found.masked), found.more) == (5, True)


def test_others_do_not_search_people(colleague: Actor) -> None:
    _known(colleague, "Đorđević", "Ana")
    lead = given.actor(Role.LEAD)
    with pytest.raises(Refused):
        _find(lead, "Đorđević")
    with act_as(lead, today=TODAY), connection.cursor() as cursor:
        cursor.execute('SELECT faden_find_people(\'{"keys": [{"word": 0, "key": "S:ANA", "weight": 1}], "words": 1}\')')
        assert cursor.fetchone() == (None,)


def test_an_identifier_alone_opens_no_way_to_a_person(manager: Actor, colleague: Actor) -> None:
    foreign = given.case(colleague).person
    with pytest.raises(ProgrammingError, match="row-level security"), act_as(manager, today=TODAY):
        given.case_about(manager, foreign)


@pytest.mark.django_db(databases=["default", "owner"])
def test_names_are_looked_up_by_index_only() -> None:
    wanted = json.dumps(asked_of_the_guard(Search("Djordjevic Ana", date(1987, 4, 3))))
    with connections["owner"].cursor() as cursor:
        # In an empty table every index is too dear; forbidden to read it whole, the planner shows what it could use.
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_bitmapscan = off")
        cursor.execute(f"EXPLAIN {FOUND_PEOPLE.replace('wanted->', '%(wanted)s::jsonb->')}", {"wanted": wanted})
        plan = "\n".join(row[0] for row in cursor.fetchall())
    assert "Seq Scan on people" not in plan
    assert re.search(r"Index Cond: \(value = a\w*\.key\)", plan)
    assert "Index Cond: ((value >= b.key) AND (value < (b.key || '['::text)))" in plan
