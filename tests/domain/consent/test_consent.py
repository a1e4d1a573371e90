"""Declarations: dated, scoped, revocable; and what waits for them."""

from datetime import date, timedelta

import pytest

from faden.domain.consent.enums import ConsentKind
from faden.domain.consent.models import Consent
from faden.domain.consent.operations import record_consent, withdraw_consent
from faden.domain.consent.queries import check_consent, consents_of, missing_before_help, valid_consents
from faden.domain.consent.rules import fields_needing_consent, may_work_beyond_short
from faden.domain.organisations.models import Organisation
from faden.domain.people.models import Person
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.errors import Invalid, NotVisible, Refused
from faden.kernel.access.roles import Role
from tests import given

TODAY = given.TODAY
DAY = timedelta(days=1)
PROCESSING, RELEASE = ConsentKind.DATA_PROCESSING, ConsentKind.RELEASE


@pytest.mark.parametrize(
    ("kind", "given_on", "valid_until", "withdrawn_on", "allowed"),
    [
        (PROCESSING, TODAY, None, None, True),
        (PROCESSING, TODAY - DAY, TODAY, None, True),
        (PROCESSING, TODAY + DAY, None, None, False),
        (PROCESSING, TODAY - 2 * DAY, TODAY - DAY, None, False),
        (PROCESSING, TODAY - DAY, None, TODAY, False),
        (PROCESSING, TODAY - DAY, None, TODAY + DAY, True),
        (RELEASE, TODAY, None, None, False),
    ],
)
def test_longer_work_waits_for_a_valid_consent(
    kind: ConsentKind, given_on: date, valid_until: date | None, withdrawn_on: date | None, *, allowed: bool
) -> None:
    consent = Consent(
        kind=kind, given_on=given_on, valid_from=given_on, valid_until=valid_until, withdrawn_on=withdrawn_on
    )
    assert may_work_beyond_short.allows([consent], TODAY) == allowed


def test_only_what_a_short_contact_needs_is_stored_without_consent() -> None:
    assert fields_needing_consent(["family_name", "language", "neighbourhood", "arrived_on", "reason"]) == (
        "arrived_on",
        "neighbourhood",
    )


@pytest.fixture
def manager() -> Actor:
    return given.actor(Role.CASE_MANAGER)


@pytest.fixture
def person(manager: Actor) -> Person:
    return given.case(manager).person


def _record(person: Person, actor: Actor, **changes: object) -> Consent:
    told: dict[str, object] = {"kind": PROCESSING, "form_version": "2026-1", "given_on": TODAY, **changes}
    return record_consent(person=person, actor=actor, today=TODAY, **told)  # type: ignore[arg-type]


@pytest.mark.django_db
def test_a_recorded_consent_holds_until_it_is_withdrawn(manager: Actor, person: Person) -> None:
    with act_as(manager, today=TODAY):
        with pytest.raises(Refused, match="Einwilligung in die Datenverarbeitung fehlt"):
            check_consent(person, TODAY)
        consent = _record(person, manager, given_on=TODAY - DAY)
        assert _record(person, manager, given_on=TODAY - DAY) == consent, "two clicks are one declaration"
        check_consent(person, TODAY)
        withdraw_consent(consent=consent, on=TODAY, actor=manager, today=TODAY)
        assert valid_consents(person, TODAY) == []
        assert valid_consents(person, TODAY - DAY) == [consent]
        assert consents_of(person) == [consent]
        with pytest.raises(Refused, match="schon seit dem"):
            withdraw_consent(consent=consent, on=TODAY, actor=manager, today=TODAY)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"given_on": TODAY + DAY}, "given_on"),
        ({"form_version": "  "}, "form_version"),
        ({"valid_until": TODAY - DAY}, "valid_until"),
        ({"kind": RELEASE}, "organisation"),
        ({"valid_from": TODAY - DAY}, "valid_from"),
        ({"valid_from": TODAY + 2 * DAY, "valid_until": TODAY + DAY}, "valid_until"),
    ],
)
def test_a_wrong_declaration_is_said_at_its_field(
    manager: Actor, person: Person, changes: dict[str, object], wrong: str
) -> None:
    with act_as(manager, today=TODAY), pytest.raises(Invalid) as invalid:
        _record(person, manager, **changes)
    assert set(invalid.value.errors) == {wrong}


@pytest.mark.django_db
def test_what_is_missing_is_named_by_organisation(manager: Actor, person: Person) -> None:
    with act_as(manager, today=TODAY):
        centre = Organisation.objects.create(key="jobcenter", name="Jobcenter", kind="jobcenter", source="Test")
        assert [one.label for one in missing_before_help([], [centre], on=TODAY)] == [
            "Einwilligung in die Datenverarbeitung",
            "Schweigepflichtentbindung gegenüber Jobcenter",
        ]
        _record(person, manager)
        _record(person, manager, kind=RELEASE, organisation=centre)
        assert missing_before_help(valid_consents(person, TODAY), [centre], on=TODAY) == ()


@pytest.mark.django_db
def test_strangers_neither_see_nor_withdraw(manager: Actor, person: Person) -> None:
    stranger = given.actor(Role.CASE_MANAGER)
    with act_as(manager, today=TODAY):
        consent = _record(person, manager)
    with act_as(stranger, today=TODAY):
        assert consents_of(person) == []
        with pytest.raises(NotVisible):
            withdraw_consent(consent=consent, on=TODAY, actor=stranger, today=TODAY)


@pytest.mark.django_db
def test_a_lead_does_not_record_consents(person: Person) -> None:
    lead = given.actor(Role.LEAD)
    with act_as(lead, today=TODAY), pytest.raises(Refused):
        _record(person, lead)
