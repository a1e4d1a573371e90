"""/suche/: terms by POST, own people in full, others masked, handed on by POST."""

import pytest

from faden.domain.people.operations import correct_person
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from faden.kernel.audit.models import AuditEntry
from tests import given
from tests.web.signed_in import somebody, today, words_of

pytestmark = pytest.mark.django_db


def _named(manager: Actor, family_name: str) -> str:
    """A person with search keys; returns the case number."""
    case = given.case(manager, family_name="Vorher", on=today())
    with act_as(manager, today=today()):
        correct_person(person=case.person, version=1, actor=manager, today=today(), family_name=family_name)
    return case.number


@pytest.mark.parametrize("role", [role for role in Role if role not in {Role.CASE_MANAGER, Role.SYSTEM}])
def test_only_case_management_searches_people(role: Role) -> None:
    _, client = somebody(role)
    answer = client.get("/suche/")
    assert answer.status_code == 403
    assert "nur das Case Management" in words_of(answer)


def test_a_get_shows_the_empty_form_whatever_the_address_says() -> None:
    manager, client = somebody(Role.CASE_MANAGER)
    _named(manager, "Đorđević")
    answer = client.get("/suche/?text=Dordevic")
    assert answer.status_code == 200
    assert "Đorđević" not in answer.text


def test_an_own_person_leads_to_the_case() -> None:
    manager, client = somebody(Role.CASE_MANAGER)
    number = _named(manager, "Đorđević")
    answer = client.post("/suche/", {"text": "Djordjevic"})
    assert f'href="/faelle/{number}/"' in answer.text
    assert "no-store" in answer.headers["Cache-Control"]


def test_either_order_of_the_names_is_usual() -> None:
    manager, client = somebody(Role.CASE_MANAGER)
    _named(manager, "Đorđević")
    for typed in ("Ana Dordevitsch", "Dordevitsch, Ana", "Dordevitsch Ana"):
        words = words_of(client.post("/suche/", {"text": typed}))
        assert "Klingt ähnlich" in words
        assert "andere Reihenfolge" not in words


def test_somebody_elses_person_is_masked_and_never_an_error() -> None:
    colleague, _ = somebody(Role.CASE_MANAGER)
    number = _named(colleague, "Đorđević")
    _, client = somebody(Role.CASE_MANAGER)
    answer = client.post("/suche/", {"text": "Đorđević"})
    assert answer.status_code == 200
    assert f"wird bereits beraten – zuständig: {colleague.name}" in words_of(answer)
    assert number not in answer.text
    assert "Ana" not in answer.text


@pytest.mark.parametrize(
    ("typed", "born"),
    [
        ({"text": "Đorđević, Ana", "born_on": "3.4.1987"}, "3.4.1987"),
        ({"text": "Ana Đorđević 3.4.1987"}, "03.04.1987"),
    ],
)
def test_what_was_typed_is_handed_on(typed: dict[str, str], born: str) -> None:
    _, client = somebody(Role.CASE_MANAGER)
    answer = client.post("/suche/", typed)
    assert "Niemand gefunden" in answer.text
    for name, value in (("family_name", "Đorđević"), ("given_names", "Ana"), ("birth_date", born)):
        assert f'<input type="hidden" name="{name}" value="{value}">' in answer.text
    taken = client.post("/kontakt/neu/", {"family_name": "Đorđević", "birth_date": born, "uebernehmen": "1"})
    assert taken.status_code == 200
    assert 'value="Đorđević"' in taken.text
    assert f'value="{born}"' in taken.text


@pytest.mark.parametrize(
    "typed",
    [
        {"text": ""},
        {"text": "   "},
        {"text": "x" * 10_000},
        {"text": "Ana\x00"},
        {"text": "Ana", "born_on": "31.2.2020"},
        {"text": "Ana 99.99.9999"},
        {"born_on": "gestern abend"},
        {"text": "%"},
    ],
)
def test_what_cannot_be_searched_is_said(typed: dict[str, str]) -> None:
    _, client = somebody(Role.CASE_MANAGER)
    answer = client.post("/suche/", typed)
    assert answer.status_code == 422
    assert "Bitte prüfen Sie" in answer.text


@pytest.mark.parametrize(
    "text", ["\U0001f600", "<script>alert(1)</script>", "' OR 1=1 --", "علي", "Ñ" * 200, "26-000000"]
)
def test_hostile_and_odd_terms_are_answered(text: str) -> None:
    _, client = somebody(Role.CASE_MANAGER)
    answer = client.post("/suche/", {"text": text})
    assert answer.status_code in {200, 422}
    assert "<script>alert" not in answer.text


def test_the_trace_says_that_was_searched_and_not_for_whom() -> None:
    manager, client = somebody(Role.CASE_MANAGER)
    client.post("/suche/", {"text": "Đorđević"})
    with act_as(manager, today=today()):
        entry = AuditEntry.objects.get(act="people.searched")
    assert entry.facts == {
        "known": 0,
        "masked": 0,
        "shielded": False,
        "by_name": True,
        "by_birth_date": False,
    }
