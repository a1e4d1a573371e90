"""Short contact and opening: everything or nothing, and only what may be stored."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from faden.domain.cases.calculation import Criteria
from faden.domain.cases.enums import AccessPath, Constellation, ContactKind, Visibility
from faden.domain.cases.models import Case, ContactNote, CriteriaCheck
from faden.domain.people.models import HouseholdMember, Person
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.errors import Invalid, Refused
from faden.kernel.access.roles import Role
from faden.kernel.audit.models import AuditEntry
from faden.lib.identifiers import new_id
from faden.processes.open_case import GivenConsent, open_case
from faden.processes.short_contact import ShortContact, Talk, record_short_contact
from tests import given

TODAY = given.TODAY
NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
ALL_FOUR = Criteria(longer_term=True, several_actors=True, overall_plan=True, mandate=True)
CONSENT = GivenConsent(given_on=TODAY, form_version="2026-1")
pytestmark = pytest.mark.django_db


@pytest.fixture
def manager() -> Actor:
    return given.actor(Role.CASE_MANAGER)


def _contact(
    actor: Actor, person: dict[str, Any] | None = None, case: Case | None = None, **changes: Any
) -> ShortContact:
    talk: dict[str, Any] = {
        "note_id": new_id(),
        "municipality": given.municipality(),
        "access_path": AccessPath.OPEN_HOUR,
        "kind": ContactKind.VISIT,
        "minutes": 15,
        "on": TODAY,
        "text": "Fragen zum Kindergeld geklärt.",
        "life_domains": (given.life_domain(),),
        **changes,
    }
    return record_short_contact(talk=Talk(**talk), person=person, case=case, actor=actor, today=TODAY, now=NOW)


def test_an_anonymous_contact_is_a_note_without_case(manager: Actor) -> None:
    with act_as(manager, today=TODAY):
        stored = _contact(manager)
        assert stored.case is None
        assert not Case.objects.exists()
        assert ContactNote.objects.get().visibility == Visibility.AUTHOR
        assert AuditEntry.objects.filter(act="contact.recorded").count() == 1


def test_a_pseudonym_opens_a_short_intervention(manager: Actor) -> None:
    with act_as(manager, today=TODAY):
        stored = _contact(manager, person={"pseudonym": "Vogel 7"})
        assert stored.case == Case.objects.get()
        assert (stored.case.constellation, stored.case.last_contact_on) == (Constellation.SHORT, TODAY)
        assert Person.objects.get().pseudonym == "Vogel 7"
        assert set(AuditEntry.objects.values_list("act", flat=True)) == {
            "person.registered",
            "case.opened",
            "contact.recorded",
        }
        assert "Vogel" not in str(list(AuditEntry.objects.values_list("facts", flat=True)))


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"minutes": 0}, "minutes"),
        ({"minutes": 601}, "minutes"),
        ({"on": date(2026, 11, 21)}, "on"),
        ({"on": date(1999, 12, 31)}, "on"),
        ({"person": {"family_name": "R2D2"}}, "family_name"),
    ],
)
def test_a_wrong_contact_stores_nothing(manager: Actor, changes: dict[str, Any], wrong: str) -> None:
    with act_as(manager, today=TODAY):
        with pytest.raises(Invalid) as invalid:
            _contact(manager, **{"person": {"family_name": "Ali"}, **changes})
        assert set(invalid.value.errors) == {wrong}
        assert not ContactNote.objects.exists()
        assert not Case.objects.exists()


def test_the_same_form_sent_twice_stores_one_contact(manager: Actor) -> None:
    note_id = new_id()
    with act_as(manager, today=TODAY):
        first = _contact(manager, {"family_name": "Ali"}, note_id=note_id)
        again = _contact(manager, {"family_name": "Ali"}, note_id=note_id)
        assert again.note == first.note
        assert Case.objects.get() == again.case


def test_another_contact_under_the_same_identifier_is_not_lost_without_a_word(manager: Actor) -> None:
    note_id = new_id()
    with act_as(manager, today=TODAY):
        first = _contact(manager, note_id=note_id).note
        for another in ({"text": "Etwas anderes."}, {"minutes": 45}, {"on": date(2026, 11, 19)}):
            with pytest.raises(Invalid) as invalid:
                _contact(manager, note_id=note_id, **another)
            assert set(invalid.value.errors) == {""}
        assert ContactNote.objects.get().text == first.text


def test_a_contact_of_somebody_known_goes_into_their_case(manager: Actor) -> None:
    case = given.case(manager)
    with act_as(manager, today=TODAY):
        stored = _contact(manager, case=case)
        assert ContactNote.objects.get().case == case
        assert not stored.is_new_case


def test_only_counsellors_record_contacts() -> None:
    assistant = given.actor(Role.ASSISTANT)
    with act_as(assistant, today=TODAY), pytest.raises(Refused, match="nur das Case Management"):
        _contact(assistant)


def _open(actor: Actor, **changes: Any) -> Case:
    told: dict[str, Any] = {
        "person": None,
        "person_data": {"family_name": "Đorđević", "given_names": "Ana", "language": "sr"},
        "municipality": given.municipality(),
        "access_path": AccessPath.APPOINTMENT,
        "criteria": ALL_FOUR,
        "decided": Constellation.CASE_MANAGEMENT,
        "reason": "",
        "on": TODAY,
        "consent": CONSENT,
        **changes,
    }
    return open_case(actor=actor, today=TODAY, **told)


def test_a_case_is_opened_with_household_consent_and_criteria(manager: Actor) -> None:
    with act_as(manager, today=TODAY):
        case = _open(manager, household_name="Familie Đorđević")
        seen = Case.objects.get()
        assert seen == case
        assert seen.constellation == Constellation.CASE_MANAGEMENT
        assert seen.person.consents.count() == 1
        assert HouseholdMember.objects.get().person == seen.person
        assert CriteriaCheck.objects.get().recommended == "case_management"
    with act_as(given.actor(Role.CASE_MANAGER), today=TODAY):
        assert not Case.objects.exists()


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({}, {"decided"}),
        (
            {"decided": Constellation.SHORT, "reason": "Einwilligung folgt.", "household_name": "Familie"},
            {"household_name"},
        ),
        (
            {
                "decided": Constellation.SHORT,
                "reason": "Einwilligung folgt.",
                "person_data": {"family_name": "Ali", "phone": "05251 1", "arrived_on": TODAY},
            },
            {"phone", "arrived_on"},
        ),
    ],
)
def test_before_the_consent_only_a_short_intervention(manager: Actor, changes: dict[str, Any], wrong: set[str]) -> None:
    with act_as(manager, today=TODAY):
        with pytest.raises(Invalid) as invalid:
            _open(manager, consent=None, **changes)
        assert set(invalid.value.errors) == wrong
        assert not Case.objects.exists()


def test_without_consent_a_short_intervention_is_possible(manager: Actor) -> None:
    with act_as(manager, today=TODAY):
        case = _open(manager, consent=None, decided=Constellation.SHORT, reason="Die Einwilligung folgt.")
        assert case.constellation == Constellation.SHORT


def test_another_decision_than_recommended_needs_a_reason(manager: Actor) -> None:
    with act_as(manager, today=TODAY), pytest.raises(Invalid) as invalid:
        _open(manager, decided=Constellation.GUIDANCE)
    assert set(invalid.value.errors) == {"reason"}


def test_a_second_case_of_a_known_person(manager: Actor) -> None:
    person = given.case(manager).person
    with act_as(manager, today=TODAY):
        case = _open(manager, person=person, person_data={"language": "de"})
        assert case.person == person
        assert Person.objects.get(id=person.id).language == "de"
