"""Histories of a person: nothing is overwritten, nothing overlaps, what is wrong is said at its field."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from faden.domain.catalogues.models import ResidenceKind
from faden.domain.people.calculation.entries import wrong_in
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
from faden.domain.people.models import ContactChannel, Person, ResidenceTitle
from faden.domain.people.operations import add_entry, correct_entry, end_entry, strike_entry
from faden.domain.people.queries import entry_or_404, histories_of, reached_by
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.errors import Conflict, Invalid, NotVisible
from faden.kernel.access.roles import Role
from tests import given

pytestmark = pytest.mark.django_db
TODAY, YEAR = given.TODAY, timedelta(days=365)
BEGUN = TODAY - YEAR


@pytest.fixture
def manager() -> Actor:
    return given.actor(Role.CASE_MANAGER)


@pytest.fixture
def person(manager: Actor) -> Person:
    return given.case(manager).person


def kind(key: str = "duldung") -> ResidenceKind:
    return ResidenceKind.objects.get_or_create(key=key, defaults={"name": key, "law": "§", "group": "x"})[0]


def titled(person: Person, manager: Actor, **values: Any) -> Any:
    title = {"kind": kind(), "known_by": KnownBy.SEEN, "since": BEGUN, **values}
    return add_entry(person=person, history=EntryKind.RESIDENCE, actor=manager, today=TODAY, **title)


def test_a_new_title_ends_the_one_it_replaces(person: Person, manager: Actor) -> None:
    with act_as(manager, today=TODAY):
        former = titled(person, manager)
        titled(person, manager, kind=kind("25b"), since=TODAY - timedelta(days=10), replaces=former)
        history = histories_of(person, TODAY)[EntryKind.RESIDENCE]
    assert [str(line.kind.key) for line in history.current] == ["25b"]
    assert [line.until for line in history.past] == [TODAY - timedelta(days=10)]


def test_the_same_title_twice_at_a_time_is_refused_in_words_and_by_the_database(person: Person, manager: Actor) -> None:
    with act_as(manager, today=TODAY):
        titled(person, manager)
        with pytest.raises(Invalid) as invalid:
            titled(person, manager, since=TODAY)
        assert set(invalid.value.errors) == {"since"}
        with pytest.raises(IntegrityError, match="residencetitle_no_overlap"), transaction.atomic():
            ResidenceTitle.objects.create(person=person, kind=kind(), known_by="seen", recorded_on=TODAY, since=TODAY)
        titled(person, manager, kind=kind("fiktion"), since=TODAY)


def test_a_correction_keeps_what_was_said_before(person: Person, manager: Actor) -> None:
    with act_as(manager, today=TODAY):
        line = titled(person, manager, expires_on=TODAY + YEAR)
        corrected = correct_entry(
            entry=line, version=1, expires_on=TODAY + timedelta(days=30), actor=manager, today=TODAY
        )
        history = histories_of(person, TODAY)[EntryKind.RESIDENCE]
    assert corrected.id == line.id
    assert [one.expires_on for one in history.current] == [TODAY + timedelta(days=30)]
    assert [(one.expires_on, one.standing_id) for one in history.replaced] == [(TODAY + YEAR, line.id)]


def test_a_correction_that_changes_nothing_leaves_no_former_line(person: Person, manager: Actor) -> None:
    with act_as(manager, today=TODAY):
        line = titled(person, manager)
        correct_entry(entry=line, version=1, known_by=KnownBy.SEEN, actor=manager, today=TODAY)
        assert histories_of(person, TODAY)[EntryKind.RESIDENCE].replaced == ()


def test_the_second_of_two_corrections_sees_the_conflict(person: Person, manager: Actor) -> None:
    with act_as(manager, today=TODAY):
        line = titled(person, manager)
        correct_entry(entry=line, version=1, issued_on=BEGUN, actor=manager, today=TODAY)
        with pytest.raises(Conflict):
            correct_entry(entry=line, version=1, issued_on=TODAY, actor=manager, today=TODAY)
        with pytest.raises(Conflict):
            end_entry(entry=line, version=1, last_day=TODAY, actor=manager, today=TODAY)


def test_what_was_wrong_is_struck_out_and_makes_room(person: Person, manager: Actor) -> None:
    with act_as(manager, today=TODAY):
        line = titled(person, manager)
        strike_entry(entry=line, version=1, actor=manager, today=TODAY)
        titled(person, manager)
        history = histories_of(person, TODAY)[EntryKind.RESIDENCE]
        assert (len(history.current), len(history.replaced)) == (1, 1)
        with pytest.raises(NotVisible):
            entry_or_404(person, EntryKind.RESIDENCE, line.id)


@pytest.mark.parametrize("last_day", [BEGUN - timedelta(days=1), TODAY + timedelta(days=1)])
def test_an_end_lies_in_the_time_of_the_line(person: Person, manager: Actor, last_day: date) -> None:
    with act_as(manager, today=TODAY):
        line = titled(person, manager)
        with pytest.raises(Invalid):
            end_entry(entry=line, version=1, last_day=last_day, actor=manager, today=TODAY)


def test_a_language_judged_anew_ends_the_former_judgement(person: Person, manager: Actor) -> None:
    skill: dict[str, Any] = {"history": EntryKind.LANGUAGE, "language": "de", "proof": Proof.TESTED}
    with act_as(manager, today=TODAY):
        for level, since in ((LanguageLevel.A2, BEGUN), (LanguageLevel.B1, TODAY)):
            add_entry(person=person, actor=manager, today=TODAY, level=level, since=since, **skill)
        history = histories_of(person, TODAY)[EntryKind.LANGUAGE]
    assert [line.level for line in history.current] == [LanguageLevel.B1]
    assert [(line.level, line.until) for line in history.past] == [(LanguageLevel.A2, TODAY)]


def test_several_nationalities_stand_beside_each_other(person: Person, manager: Actor) -> None:
    with act_as(manager, today=TODAY):
        for country in ("SYR", "TUR"):
            add_entry(
                person=person,
                history=EntryKind.NATIONALITY,
                country=country,
                known_by=KnownBy.TOLD,
                actor=manager,
                today=TODAY,
            )
        assert len(histories_of(person, TODAY)[EntryKind.NATIONALITY].current) == 2


def test_only_one_way_is_the_preferred_one(person: Person, manager: Actor) -> None:
    with act_as(manager, today=TODAY):
        for value in ("05251 12345", "0171 12345"):
            way: dict[str, Any] = {"kind": ChannelKind.PHONE, "value": value, "preferred": True}
            add_entry(person=person, history=EntryKind.CHANNEL, actor=manager, today=TODAY, **way)
        assert reached_by(person) == "0171 12345"
        assert ContactChannel.objects.filter(preferred=True).count() == 1


def test_the_person_follows_the_move_and_the_place_before_is_kept(person: Person, manager: Actor) -> None:
    there = given.municipality("Salzkotten")
    with act_as(manager, today=TODAY):
        home: dict[str, Any] = {
            "kind": AddressKind.HOME,
            "street": "Gartenweg 1",
            "since": BEGUN,
        }
        add_entry(person=person, history=EntryKind.ADDRESS, municipality=there, actor=manager, today=TODAY, **home)
        history = histories_of(person, TODAY)[EntryKind.ADDRESS]
        person.refresh_from_db()
    assert person.municipality == there
    assert [(str(line.municipality), line.until) for line in history.past] == [("Delbrück", BEGUN)]


def test_a_stranger_adds_nothing(person: Person) -> None:
    stranger = given.actor(Role.CASE_MANAGER)
    with act_as(stranger, today=TODAY), pytest.raises(NotVisible):
        titled(person, stranger)


CHANNEL = {"kind": ChannelKind.PHONE}
LEARNED = {"name": "Krankenpflege", "kind": QualificationKind.VOCATIONAL, "recognition": Recognition.APPLIED}
TOMORROW = TODAY + timedelta(days=1)


@pytest.mark.parametrize(
    ("history", "values", "wrong"),
    [
        pytest.param(EntryKind.RESIDENCE, {"issued_on": TOMORROW}, {"issued_on"}, id="issued in the future"),
        pytest.param(
            EntryKind.RESIDENCE, {"since": TODAY, "expires_on": BEGUN}, {"expires_on"}, id="expires before it begins"
        ),
        pytest.param(EntryKind.RESIDENCE, {"since": TOMORROW, "expires_on": TOMORROW}, set(), id="begins tomorrow"),
        pytest.param(EntryKind.RESIDENCE, {"since": TODAY, "until": TODAY}, {"until"}, id="no day at all"),
        pytest.param(
            EntryKind.LEGAL_AREA, {"known_by": KnownBy.ORGANISATION}, {"organisation"}, id="from which organisation"
        ),
        pytest.param(EntryKind.LEGAL_AREA, {"since": TOMORROW}, {"since"}, id="legal area in the future"),
        pytest.param(EntryKind.NATIONALITY, {"country": "ZZZ"}, {"country"}, id="no such state"),
        pytest.param(EntryKind.LANGUAGE, {"language": "xx"}, {"language"}, id="no such language"),
        pytest.param(EntryKind.QUALIFICATION, LEARNED, set(), id="applied, day unknown"),
        pytest.param(EntryKind.QUALIFICATION, {**LEARNED, "country": "Syrien"}, {"country"}, id="a state in words"),
        pytest.param(EntryKind.QUALIFICATION, {**LEARNED, "finished_in": 2090}, {"finished_in"}, id="not yet learned"),
        pytest.param(
            EntryKind.QUALIFICATION, {**LEARNED, "decided_on": TODAY}, {"recognition"}, id="decided without result"
        ),
        pytest.param(
            EntryKind.QUALIFICATION,
            {**LEARNED, "recognition": Recognition.FULL, "applied_on": TODAY, "decided_on": BEGUN},
            {"decided_on"},
            id="decided before the application",
        ),
        pytest.param(EntryKind.CHANNEL, {**CHANNEL, "value": "anrufen"}, {"value"}, id="no number"),
        pytest.param(EntryKind.CHANNEL, {**CHANNEL, "value": "+49 (0)5251 123-45"}, set(), id="a number"),
        pytest.param(EntryKind.CHANNEL, {"kind": ChannelKind.EMAIL, "value": "ana@"}, {"value"}, id="no mail address"),
        pytest.param(EntryKind.ADDRESS, {"kind": AddressKind.HOME}, {"street"}, id="nowhere"),
        pytest.param(EntryKind.ADDRESS, {"street": "Weg 1", "postcode": "331"}, {"postcode"}, id="short postcode"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(history: EntryKind, values: dict[str, Any], wrong: set[str]) -> None:
    assert set(wrong_in(history, values, TODAY)) == wrong
