"""/kontakt/neu/: anonymous, by pseudonym, by name; nothing typed is lost, nobody is stored twice."""

import re
from typing import Any

import pytest

from faden.domain.cases.models import Case, ContactNote
from faden.domain.people.operations import correct_person
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from faden.lib import german
from faden.lib.identifiers import new_id
from tests import given
from tests.statements import statements
from tests.web.signed_in import somebody, today, words_of

pytestmark = pytest.mark.django_db
PAGE = "/kontakt/neu/"


def _typed(**changes: Any) -> dict[str, Any]:
    return {
        "note_id": str(new_id()),
        "domains": [str(given.life_domain().id)],
        "minutes": "15",
        "on": german.day(today()),
        "kind": "visit",
        "access_path": "open_hour",
        "municipality": str(given.municipality().id),
        "text": "Antrag erklärt.",
        **changes,
    }


def _stored(actor: Actor) -> tuple[int, int]:
    with act_as(actor, today=today()):
        return Case.objects.count(), ContactNote.objects.count()


def _known(manager: Actor, family_name: str) -> str:
    case = given.case(manager, family_name="Vorher", on=today())
    with act_as(manager, today=today()):
        correct_person(person=case.person, version=1, actor=manager, today=today(), family_name=family_name)
    return case.number


@pytest.mark.parametrize("role", [Role.LEAD, Role.COORDINATOR, Role.PARTNER, Role.ADMIN])
def test_only_case_management_records_contacts(role: Role) -> None:
    _, client = somebody(role)
    assert client.get(PAGE).status_code == 403
    assert client.post(PAGE, _typed()).status_code == 403


def test_an_anonymous_contact_needs_no_name_and_says_what_was_stored() -> None:
    manager, client = somebody(Role.CASE_MANAGER)
    answer = client.post(PAGE, _typed(), follow=True)
    assert answer.redirect_chain == [(PAGE, 303)]
    assert "Anonymer Kontakt gespeichert" in words_of(answer)
    assert _stored(manager) == (0, 1)
    assert "anonym, 15" in words_of(answer)


def test_a_pseudonym_opens_a_short_intervention() -> None:
    manager, client = somebody(Role.CASE_MANAGER)
    answer = client.post(PAGE, _typed(pseudonym="Vogel 7", language="ar", interpreter="on"), follow=True)
    assert "Neue Kurzintervention" in words_of(answer)
    assert "Vogel" not in answer.text
    assert _stored(manager) == (1, 1)


def test_the_next_form_keeps_the_place_and_begins_anew() -> None:
    _, client = somebody(Role.CASE_MANAGER)
    client.post(PAGE, _typed(family_name="Ali", access_path="outreach"))
    answer = client.get(PAGE)
    assert re.search(rf'<option value="{given.municipality().id}" selected>', answer.text)
    assert re.search(r'<option value="outreach" selected>', answer.text)
    assert "Ali" not in answer.text


def test_similar_people_come_first_and_nothing_typed_is_lost() -> None:
    manager, client = somebody(Role.CASE_MANAGER)
    number = _known(manager, "Đorđević")
    typed = _typed(family_name="Djordjevic", given_names="Ana")
    asked = client.post(PAGE, typed)
    assert asked.status_code == 200
    assert "Ist das eine dieser Personen?" in asked.text
    assert f"Fall {number}" in asked.text
    assert 'value="Djordjevic"' in asked.text
    assert "Antrag erklärt." in asked.text
    assert _stored(manager) == (1, 0)
    looked_at = re.search(r'name="looked_at" value="([^"]+)"', asked.text)
    assert looked_at
    client.post(PAGE, {**typed, "looked_at": looked_at[1]})
    assert _stored(manager) == (2, 1)


def test_another_name_is_looked_up_again() -> None:
    manager, client = somebody(Role.CASE_MANAGER)
    _known(manager, "Đorđević")
    typed = _typed(family_name="Djordjevic", given_names="Ana", looked_at="Ana|Jemand||")
    assert "Ist das eine dieser Personen?" in client.post(PAGE, typed).text


def test_a_known_person_gets_the_contact_into_the_case() -> None:
    manager, client = somebody(Role.CASE_MANAGER)
    number = _known(manager, "Đorđević")
    answer = client.post(PAGE, _typed(family_name="Djordjevic", case=number), follow=True)
    assert f"Kontakt zu Fall {number} gespeichert" in words_of(answer)
    assert _stored(manager) == (1, 1)


def test_a_known_person_without_a_running_case_is_not_stored_again() -> None:
    manager, client = somebody(Role.CASE_MANAGER)
    case = given.case(manager, family_name="Vorher", on=today())
    with act_as(manager, today=today()):
        correct_person(person=case.person, version=1, actor=manager, today=today(), family_name="Đorđević")
        Case.objects.update(closed_on=today())
    typed = _typed(family_name="Djordjevic", given_names="Ana")
    asked = client.post(PAGE, typed)
    assert f'name="person" value="{case.person_id}"' in asked.text
    assert client.post(PAGE, {**typed, "person": str(case.person_id)}).status_code == 303
    with act_as(manager, today=today()):
        assert [one.person_id for one in Case.objects.all()] == [case.person_id] * 2
    _, stranger = somebody(Role.CASE_MANAGER)
    assert stranger.post(PAGE, {**typed, "person": str(case.person_id)}).status_code == 404


def test_a_foreign_case_number_is_not_there() -> None:
    colleague, _ = somebody(Role.CASE_MANAGER)
    number = _known(colleague, "Đorđević")
    _, client = somebody(Role.CASE_MANAGER)
    for wanted in (number, "26-999999", "x" * 10_000, "\x00"):
        assert client.post(PAGE, _typed(case=wanted)).status_code == 404


def test_the_languages_of_ones_own_contacts_stand_first() -> None:
    _, client = somebody(Role.CASE_MANAGER)
    first = client.get(PAGE).text
    assert "Häufig bei Ihnen" not in first
    assert first.index("Albanisch") < first.index("Arabisch")
    for language in ("uk", "ar", "ar"):
        assert client.post(PAGE, _typed(language=language)).status_code == 303
    page = client.get(PAGE).text
    often, everything = page.split('<optgroup label="Häufig bei Ihnen">')[1].split('<optgroup label="Alle Sprachen">')
    assert re.findall(r'value="(\w+)"', often) == ["ar", "uk"]
    assert 'value="ar" selected' in often, "the language of the last contact, where the letters begin"
    assert 'value="ar"' in everything
    assert "selected" not in everything.split("</select>")[0]


def test_what_the_form_calls_itself_cannot_be_somebody_elses() -> None:
    manager, client = somebody(Role.CASE_MANAGER)
    assert client.post(PAGE, _typed()).status_code == 303
    with act_as(manager, today=today()):
        written = ContactNote.objects.get()
    answer = somebody(Role.CASE_MANAGER)[1].post(PAGE, _typed(note_id=str(written.id)))
    assert answer.status_code == 422
    assert "Bitte laden Sie die Seite neu" in words_of(answer)


def test_sent_twice_it_is_stored_once() -> None:
    manager, client = somebody(Role.CASE_MANAGER)
    typed = _typed(pseudonym="Vogel 7")
    for _ in range(2):
        client.post(PAGE, {**typed, "looked_at": "||Vogel 7|"})
    assert _stored(manager) == (1, 1)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"minutes": ""}, "minutes"),
        ({"minutes": "0"}, "minutes"),
        ({"minutes": "viele"}, "minutes"),
        ({"minutes": "9" * 400}, "minutes"),
        ({"on": "1.1.2099"}, "on"),
        ({"on": "31.02.2026"}, "on"),
        ({"domains": []}, "domains"),
        ({"domains": ["00000000-0000-7000-8000-000000000009"]}, "domains"),
        ({"municipality": "x"}, "municipality"),
        ({"family_name": "x" * 10_000}, "family_name"),
        ({"family_name": "R2D2"}, "family_name"),
        ({"given_names": "Ana"}, "family_name"),
        ({"birth_date": "3.4.87"}, "pseudonym"),
        ({"pseudonym": "x" * 81}, "pseudonym"),
        ({"language": "klingonisch"}, "language"),
        ({"text": "x" * 4001}, "text"),
        ({"text": "Ana\x00"}, "text"),
        ({"note_id": "x"}, "note_id"),
        ({"kind": ""}, "kind"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_stores_nothing(changes: dict[str, Any], field: str) -> None:
    manager, client = somebody(Role.CASE_MANAGER)
    answer = client.post(PAGE, _typed(**changes))
    assert answer.status_code == 422
    assert field == "note_id" or f'id="id_{field}-error"' in answer.text
    assert _stored(manager) == (0, 0)


def test_the_empty_form_costs_a_handful_of_statements() -> None:
    _, client = somebody(Role.CASE_MANAGER)
    with statements() as sent:
        client.get(PAGE)
    assert len(sent) == 9
