"""A restricted person: masked wherever the row is read, open to whoever was let in by name, and back again."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from faden.domain.cases.models import Case, CircleMember
from faden.domain.cases.operations.circle import invite_helper
from faden.domain.cases.operations.searching import search_people
from faden.domain.cases.queries.file import case_or_404, file_of
from faden.domain.cases.queries.people_search import Found, Search
from faden.domain.duplicates.queries import possible_duplicates
from faden.domain.people.enums import AddressKind, EntryKind, ShieldGround
from faden.domain.people.models import Clearance, Person, Restriction, ShieldedIdentity, ShieldRequest
from faden.domain.people.models.person import MASK, MASK_SORTED
from faden.domain.people.operations import add_entry, correct_person
from faden.domain.people.operations.shields import (
    ask_for_restriction,
    clear,
    decline_request,
    lift_restriction,
    set_restriction,
    withdraw_clearance,
)
from faden.domain.people.queries.shields import open_requests, person_of_case, restrictions_in_force
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.errors import Invalid, NotVisible, Refused
from faden.kernel.access.roles import Role
from faden.kernel.audit.models import AuditEntry
from faden.kernel.outbox.models import OutgoingMail
from faden.processes.client_data import correct_client
from faden.processes.shield_person import ask_for_shield
from tests import given

TODAY = given.TODAY
BORN = date(1991, 2, 3)
TOLD: dict[str, Any] = {"family_name": "Kovalenko", "given_names": "Olha", "birth_date": BORN}
pytestmark = pytest.mark.django_db


@pytest.fixture
def manager() -> Actor:
    return given.actor(Role.CASE_MANAGER, name="Fallführung")


@pytest.fixture
def helper() -> Actor:
    return given.actor(Role.CASE_MANAGER, name="Hilfe")


@pytest.fixture
def keeper() -> Actor:
    return given.actor(Role.SHIELD_KEEPER, name="Hüterin")


@pytest.fixture
def case(manager: Actor) -> Case:
    """A case about somebody with a name, a birth date and the keys of the search."""
    opened = given.case(manager)
    with act_as(manager, today=TODAY):
        correct_client(case=opened, version=1, actor=manager, today=TODAY, **TOLD)
        return case_or_404(opened.number)


def restrict(case: Case, keeper: Actor) -> Restriction:
    with act_as(keeper, today=TODAY):
        person_id = person_of_case(case.number)
        assert person_id is not None
        return set_restriction(
            person_id=person_id, ground=ShieldGround.VIOLENCE, reason="Drohungen", actor=keeper, today=TODAY
        )


def lift(restriction: Restriction, keeper: Actor) -> None:
    with act_as(keeper, today=TODAY):
        lift_restriction(restriction=restriction, reason="Gefahr vorbei", actor=keeper, today=TODAY)


def searched(actor: Actor, text: str, *, whole: bool = False, born_on: date | None = None) -> Found:
    with act_as(actor, today=TODAY):
        return search_people(search=Search(text, born_on, whole=whole), actor=actor)


def helping(case: Case, manager: Actor, helper: Actor) -> None:
    with act_as(manager, today=TODAY):
        invite_helper(
            case=case,
            account=given.account_of(helper),
            reason="hilft",
            since=TODAY,
            last_day=TODAY + timedelta(days=30),
            actor=manager,
            today=TODAY,
        )


def test_the_rows_that_everything_reads_hold_the_mask(case: Case, manager: Actor, keeper: Actor) -> None:
    restrict(case, keeper)
    with act_as(manager, today=TODAY):
        person = Person.objects.get(id=case.person_id)
        listed = Case.objects.get(id=case.id)
    assert (person.full_name, person.list_name, person.birth_date) == (MASK, MASK, None)
    assert (person.pseudonym, person.municipality_id, person.arrived_on) == ("", None, None)
    assert (person.sort_name, listed.sort_name) == (MASK_SORTED, MASK_SORTED)


def test_the_opened_file_shows_who_it_is(case: Case, manager: Actor, keeper: Actor) -> None:
    restrict(case, keeper)
    with act_as(manager, today=TODAY):
        for shown in (case_or_404(case.number), file_of(case.number, TODAY).case):
            assert (shown.person.full_name, shown.person.birth_date) == ("Olha Kovalenko", BORN)
            assert shown.person.municipality is not None
            assert not shown.person.is_closed


def test_what_is_laid_over_a_row_cannot_be_stored_in_it(case: Case, manager: Actor, keeper: Actor) -> None:
    restrict(case, keeper)
    with act_as(manager, today=TODAY):
        person = case_or_404(case.number).person
        with pytest.raises(IntegrityError, match="person_shielded_is_masked"), transaction.atomic():
            person.save()


def test_lifting_brings_everything_back(case: Case, manager: Actor, keeper: Actor) -> None:
    restriction = restrict(case, keeper)
    lift(restriction, keeper)
    with act_as(manager, today=TODAY):
        person = case_or_404(case.number).person
        assert (person.full_name, person.birth_date, person.is_shielded) == ("Olha Kovalenko", BORN, False)
        assert person.municipality_id == case.person.municipality_id
        assert Case.objects.get(id=case.id).sort_name == person.sort_name == case.person.sort_name
        assert not ShieldedIdentity.objects.exists()
    assert [one.person.id for one in searched(manager, "Olha Kovalenko").known] == [case.person_id]


def test_an_edit_meanwhile_is_kept_apart_and_comes_back(case: Case, manager: Actor, keeper: Actor) -> None:
    restriction = restrict(case, keeper)
    with act_as(manager, today=TODAY):
        shown = case_or_404(case.number)
        correct_client(
            case=shown,
            version=shown.person.version,
            actor=manager,
            today=TODAY,
            family_name="Schewtschenko",
            language="uk",
        )
        row = Person.objects.get(id=case.person_id)
        assert (row.full_name, row.language) == (MASK, "uk")
        assert Case.objects.get(id=case.id).sort_name == MASK_SORTED
        assert case_or_404(case.number).person.full_name == "Olha Schewtschenko"
    other = given.actor(Role.CASE_MANAGER)
    assert searched(other, "Olha Schewtschenko").shielded
    assert not searched(other, "Olha Kovalenko").shielded
    lift(restriction, keeper)
    with act_as(manager, today=TODAY):
        assert Person.objects.get(id=case.person_id).full_name == "Olha Schewtschenko"


def test_an_address_meanwhile_says_nothing_outside(case: Case, manager: Actor, keeper: Actor) -> None:
    elsewhere = given.municipality("Salzkotten")
    restriction = restrict(case, keeper)
    with act_as(manager, today=TODAY):
        add_entry(
            person=case_or_404(case.number).person,
            history=EntryKind.ADDRESS,
            kind=AddressKind.HOME,
            street="Weg 1",
            municipality=elsewhere,
            since=TODAY,
            actor=manager,
            today=TODAY,
        )
        assert Person.objects.get(id=case.person_id).municipality_id is None
        assert case_or_404(case.number).person.municipality_id == elsewhere.id
    lift(restriction, keeper)
    with act_as(manager, today=TODAY):
        assert Person.objects.get(id=case.person_id).municipality_id == elsewhere.id


@pytest.mark.parametrize("text", ["Olha Kovalenko", "Kovalenko", "Olga Kowalenko"])
def test_a_search_says_that_there_is_somebody_and_whom_to_ask(
    case: Case, keeper: Actor, helper: Actor, text: str
) -> None:
    assert searched(helper, text).masked
    restrict(case, keeper)
    found = searched(helper, text)
    assert (found.known, found.masked, found.more) == ((), (), False)
    assert (found.shielded, found.keepers) == (True, ("Hüterin",))


@pytest.mark.parametrize("text", ["Kov", "Koval", "Meier", "Olha Meier"])
def test_a_search_does_not_spell_the_name(case: Case, keeper: Actor, helper: Actor, text: str) -> None:
    restrict(case, keeper)
    found = searched(helper, text)
    assert (found.shielded, found.masked, found.keepers) == (False, (), ())


def test_a_birth_date_alone_or_beside_tells_nothing(case: Case, keeper: Actor, helper: Actor) -> None:
    restrict(case, keeper)
    assert not searched(helper, "", born_on=BORN).shielded
    assert searched(helper, "Olha Kovalenko", born_on=BORN) == searched(
        helper, "Olha Kovalenko", born_on=date(1950, 1, 1)
    )


def test_two_restricted_people_of_one_name_look_like_one(
    case: Case, manager: Actor, keeper: Actor, helper: Actor
) -> None:
    restrict(case, keeper)
    one = searched(helper, "Olha Kovalenko")
    other = given.case(manager)
    with act_as(manager, today=TODAY):
        correct_client(case=other, version=1, actor=manager, today=TODAY, **TOLD)
    restrict(other, keeper)
    assert searched(helper, "Olha Kovalenko") == one


def test_the_responsible_finds_the_case_under_the_mask(case: Case, manager: Actor, keeper: Actor) -> None:
    restrict(case, keeper)
    found = searched(manager, "Kovalenko")
    assert [(one.person.full_name, one.cases[0].number) for one in found.known] == [(MASK, case.number)]
    assert not found.shielded


def test_whoever_was_in_the_circle_before_waits_for_a_word(
    case: Case, manager: Actor, helper: Actor, keeper: Actor
) -> None:
    helping(case, manager, helper)
    restrict(case, keeper)
    with act_as(helper, today=TODAY), pytest.raises(NotVisible):
        case_or_404(case.number)
    with act_as(manager, today=TODAY):
        person = case_or_404(case.number).person
        clear(person=person, account_id=helper.id, reason="weiter nötig", actor=manager, today=TODAY)
        clear(person=person, account_id=helper.id, reason="weiter nötig", actor=manager, today=TODAY)
        assert Clearance.objects.count() == 1
    with act_as(helper, today=TODAY):
        assert case_or_404(case.number).person.full_name == "Olha Kovalenko"
    with act_as(manager, today=TODAY):
        withdraw_clearance(person=person, account_id=helper.id, actor=manager, today=TODAY)
    with act_as(helper, today=TODAY), pytest.raises(NotVisible):
        case_or_404(case.number)


def test_the_circle_says_of_its_person_what_is_true(case: Case, manager: Actor, keeper: Actor, helper: Actor) -> None:
    """Neither an old entry, nor a new one, nor one written by hand says that nobody is restricted."""

    def said() -> list[bool]:
        with act_as(manager, today=TODAY):
            return list(entries.values_list("is_shielded", flat=True))

    entries = CircleMember.objects.filter(case=case)
    helping(case, manager, helper)
    assert said() == [False] * 2
    restriction = restrict(case, keeper)
    helping(case, manager, given.actor(Role.CASE_MANAGER))
    with act_as(manager, today=TODAY):
        entries.update(is_shielded=False)
    assert said() == [True] * 3
    lift(restriction, keeper)
    assert said() == [False] * 3


def test_whoever_is_let_in_by_name_meanwhile_sees_the_file_until_it_is_lifted_and_set_again(
    case: Case, manager: Actor, helper: Actor, keeper: Actor
) -> None:
    restriction = restrict(case, keeper)
    helping(case, manager, helper)
    with act_as(helper, today=TODAY):
        assert case_or_404(case.number).person.full_name == "Olha Kovalenko"
    lift(restriction, keeper)
    restrict(case, keeper)
    with act_as(helper, today=TODAY), pytest.raises(NotVisible):
        case_or_404(case.number)


def test_the_right_opens_no_file(case: Case, keeper: Actor) -> None:
    restrict(case, keeper)
    with act_as(keeper, today=TODAY):
        with pytest.raises(NotVisible):
            case_or_404(case.number)
        assert not Person.objects.exists()
        assert not ShieldedIdentity.objects.exists()
        (kept,) = restrictions_in_force(keeper)
        assert kept.numbers == (case.number,)
        clear(
            person=Person(id=case.person_id, is_shielded=True),
            account_id=keeper.id,
            reason="x",
            actor=keeper,
            today=TODAY,
        )
        with pytest.raises(NotVisible):
            case_or_404(case.number)


def test_only_who_holds_the_right_sets_lifts_and_lists(case: Case, manager: Actor, keeper: Actor) -> None:
    with act_as(manager, today=TODAY):
        assert person_of_case(case.number) is None
        with pytest.raises(Refused):
            set_restriction(
                person_id=case.person_id, ground=ShieldGround.WITNESS, reason="x", actor=manager, today=TODAY
            )
        with pytest.raises(Refused):
            restrictions_in_force(manager)
    restriction = restrict(case, keeper)
    with act_as(manager, today=TODAY), pytest.raises(Refused):
        lift_restriction(restriction=restriction, reason="x", actor=manager, today=TODAY)
    protection = given.actor(Role.DATA_PROTECTION)
    with act_as(protection, today=TODAY):
        assert [one.row for one in restrictions_in_force(protection)] == [restriction]


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"reason": "  "}, "reason"),
        ({"reason": "x" * 501}, "reason"),
        ({"review_on": TODAY}, "review_on"),
    ],
)
def test_setting_asks_for_a_reason_and_a_review_to_come(
    case: Case, keeper: Actor, data: dict[str, Any], field: str
) -> None:
    told = {"ground": ShieldGround.OTHER, "reason": "x", **data}
    with act_as(keeper, today=TODAY), pytest.raises(Invalid) as caught:
        set_restriction(person_id=case.person_id, actor=keeper, today=TODAY, **told)
    assert list(caught.value.errors) == [field]


def test_it_is_in_force_once_and_lifted_once(case: Case, keeper: Actor) -> None:
    restriction = restrict(case, keeper)
    with pytest.raises(Invalid):
        restrict(case, keeper)
    lift(restriction, keeper)
    with pytest.raises(Invalid):
        lift(restriction, keeper)


def test_a_case_manager_asks_and_is_answered(case: Case, manager: Actor, keeper: Actor) -> None:
    with act_as(manager, today=TODAY):
        asked = [
            ask_for_restriction(
                person=case.person, ground=ShieldGround.WITNESS, reason="Aussage", actor=manager, today=TODAY
            )
            for _ in range(2)
        ]
    assert asked[0] == asked[1]
    with act_as(keeper, today=TODAY):
        (waiting,) = open_requests(keeper)
        assert waiting.numbers == (case.number,)
    restrict(case, keeper)
    with act_as(keeper, today=TODAY):
        assert open_requests(keeper) == []
        with pytest.raises(Invalid):
            decline_request(request=asked[0], reason="nein", actor=keeper, today=TODAY)


def test_who_keeps_the_requests_cannot_ask_once_more(case: Case, manager: Actor, keeper: Actor) -> None:
    told: dict[str, Any] = {"person": case.person, "ground": ShieldGround.WITNESS, "reason": "Aussage", "today": TODAY}
    with act_as(manager, today=TODAY):
        ask_for_restriction(actor=manager, **told)
    with act_as(keeper, today=TODAY), pytest.raises(NotVisible):
        ask_for_restriction(actor=keeper, **told)


def test_asked_twice_the_keepers_are_told_once(case: Case, manager: Actor, keeper: Actor) -> None:
    with act_as(manager, today=TODAY):
        for _ in range(2):
            ask_for_shield(case=case, ground=ShieldGround.WITNESS, reason="Aussage", actor=manager, today=TODAY)
        assert OutgoingMail.objects.count() == 1


def test_a_request_is_declined_with_a_reason(case: Case, manager: Actor, keeper: Actor) -> None:
    with act_as(manager, today=TODAY):
        asked = ask_for_restriction(
            person=case.person, ground=ShieldGround.OTHER, reason="x", actor=manager, today=TODAY
        )
    with act_as(keeper, today=TODAY):
        with pytest.raises(Invalid):
            decline_request(request=asked, reason=" ", actor=keeper, today=TODAY)
        decline_request(request=asked, reason="Keine Gefahr erkennbar.", actor=keeper, today=TODAY)
    with act_as(manager, today=TODAY):
        assert ShieldRequest.objects.get().answer == "Keine Gefahr erkennbar."


def test_the_trace_tells_the_acts_and_no_name(case: Case, keeper: Actor) -> None:
    lift(restrict(case, keeper), keeper)
    with act_as(keeper, today=TODAY):
        told = list(AuditEntry.objects.filter(actor_id=keeper.id).order_by("at").values_list("act", "facts"))
    assert [act for act, _ in told] == ["restriction.set", "restriction.lifted"]
    assert "Kovalenko" not in str(told)
    assert "Drohungen" not in str(told)


def test_the_list_of_duplicates_compares_nobody_who_is_restricted(case: Case, manager: Actor, keeper: Actor) -> None:
    other = given.case(manager)
    with act_as(manager, today=TODAY):
        correct_client(case=other, version=1, actor=manager, today=TODAY, **TOLD)
        assert possible_duplicates(manager)
    restrict(case, keeper)
    with act_as(manager, today=TODAY):
        assert possible_duplicates(manager) == []


def test_a_stranger_cannot_change_who_is_masked(case: Case, manager: Actor, keeper: Actor, helper: Actor) -> None:
    helping(case, manager, helper)
    restrict(case, keeper)
    with act_as(helper, today=TODAY), pytest.raises((NotVisible, Refused)):
        correct_person(person=case.person, version=2, actor=helper, today=TODAY, language="de")
