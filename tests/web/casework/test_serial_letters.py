"""/faelle/briefe/: choose a letter, look at each, file them all, print them at once."""

import io
import re
from typing import Any

import pypdf
import pytest
from django.test import Client

from faden.domain.cases.models import Case
from faden.domain.letters.models import Letter
from faden.domain.people.models import Person
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from faden.kernel.audit.models import AuditEntry
from tests import given
from tests.signed_in import longer_ago, signed_in
from tests.statements import statements
from tests.web.signed_in import somebody, today, words_of

pytestmark = pytest.mark.django_db
CHOOSE, WRITE, PRINT = "/faelle/briefe/", "/faelle/briefe/terminbrief/", "/faelle/briefe/drucken/"
SAID = {"value_1": "Montag, 7. Dezember, 14 Uhr", "value_2": "Kreishaus"}


def _cases(manager: Actor, *names: str) -> list[Case]:
    return [given.case(manager, family_name=name, on=today()) for name in names]


def _hidden(text: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]+)"', text)
    assert found, name
    return found[1]


def _previewed(client: Client, *numbers: str, **said: str) -> dict[str, Any]:
    """What the page carries on, once the letters have been looked at."""
    typed = {**SAID, **said, "fall": list(numbers), "round_id": _hidden(client.get(WRITE).text, "round_id")}
    shown = client.post(WRITE, typed)
    assert shown.status_code == 200
    return {**typed, "gesehen": _hidden(shown.text, "gesehen"), "ablegen": "1"}


@pytest.mark.parametrize("role", [Role.LEAD, Role.COORDINATOR, Role.PARTNER, Role.ADMIN])
def test_only_case_management_writes_to_clients(role: Role) -> None:
    _, client = somebody(role)
    assert [client.get(page).status_code for page in (CHOOSE, WRITE)] == [403, 403]
    assert client.post(WRITE, {"fall": "x"}).status_code == 403
    assert client.post(PRINT, {"letters": "x"}).status_code == 404


def test_only_letters_to_clients_are_offered() -> None:
    _, client = somebody(Role.CASE_MANAGER)
    offered = client.get(f"{CHOOSE}?phase=planning")
    assert 'href="/faelle/briefe/terminbrief/?phase=planning"' in offered.text
    assert "anschreiben" not in offered.text
    for key in ("anschreiben", "briefkopf", "nichts"):
        assert client.get(f"/faelle/briefe/{key}/").status_code == 404
    assert "Kein Fall in dieser Liste" in words_of(client.get(WRITE))


def test_each_letter_is_shown_with_what_is_missing_in_it_and_nothing_is_stored() -> None:
    manager, client = somebody(Role.CASE_MANAGER)
    one, other = _cases(manager, "Đorđević", "Müller-Lüdenscheidt-van der Großweischede")
    page = client.get(WRITE)
    assert page.text.count(" checked") == 3, "both cases, and the translation"
    shown = client.post(
        WRITE, {**SAID, "value_2": "", "fall": [one.number, other.number], "round_id": _hidden(page.text, "round_id")}
    )
    text = words_of(shown)
    assert "Guten Tag Ana Đorđević," in text
    assert "Guten Tag Ana Müller-Lüdenscheidt-van der Großweischede," in text
    assert "Vor dem Ablegen noch auszufüllen: Ort." in text
    assert "In allen Briefen leer: Mitzubringen und Bemerkung." in text
    assert "es fehlt" not in text
    assert "Genau so ablegen: 2 Briefe" in text
    with act_as(manager, today=today()):
        assert not Letter.objects.exists()
        assert AuditEntry.objects.filter(act="file.read").count() == 2


def test_what_is_missing_is_named_at_each_case() -> None:
    manager, client = somebody(Role.CASE_MANAGER)
    one, other = _cases(manager, "A", "B")
    with act_as(manager, today=today()):
        Person.objects.filter(id=one.person_id).update(birth_date=None)
        Person.objects.filter(id=other.person_id).update(birth_date="1990-04-03")
    page = "/faelle/briefe/beratungsbescheinigung/"
    typed = {"fall": [one.number, other.number], "round_id": _hidden(client.get(page).text, "round_id")}
    shown = words_of(client.post(page, typed))
    assert f"{one.number} · A, Ana · es fehlt: Geburtsdatum" in shown
    assert shown.count("es fehlt: Geburtsdatum") == 1


def test_what_was_looked_at_is_filed_once_and_printed_at_once() -> None:
    manager, client = somebody(Role.CASE_MANAGER)
    one, other, left = _cases(manager, "Đorđević", "Łukaszewicz", "Ünal")
    typed = _previewed(client, one.number, other.number)
    filed = client.post(WRITE, typed)
    assert "2 Briefe sind abgelegt" in words_of(filed)
    assert "2 Briefe sind abgelegt" in words_of(client.post(WRITE, typed)), "sent twice it says the same"
    with act_as(manager, today=today()):
        letters = list(Letter.objects.order_by("case__number").select_related("document"))
        assert [letter.case_id for letter in letters] == [one.id, other.id]
        assert all(letter.document for letter in letters)
        assert not Letter.objects.filter(case=left).exists()
    printed = client.post(PRINT, {"letters": _hidden(filed.text, "letters")})
    reader = pypdf.PdfReader(io.BytesIO(printed.content))
    pages = [" ".join(page.extract_text().split()) for page in reader.pages]
    assert len(pages) == 2
    assert "Ana Đorđević" in pages[0]
    assert "Ana Łukaszewicz" in pages[1]
    assert all(f"Zeichen {case.number} Seite 1 von 1" in text for case, text in zip((one, other), pages, strict=True))
    with act_as(manager, today=today()):
        assert AuditEntry.objects.filter(act="document.read").count() == 2
    longer_ago(client)
    asked = client.post(PRINT, {"letters": _hidden(filed.text, "letters")})
    assert asked.status_code == 403, "who takes along letters of many proves first that it is still they"
    assert "Bitte bestätigen Sie, dass Sie es sind" in asked.text


def test_what_was_not_looked_at_is_not_filed() -> None:
    manager, client = somebody(Role.CASE_MANAGER)
    one, other = _cases(manager, "A", "B")
    typed = _previewed(client, one.number)
    for changed in ({"fall": [one.number, other.number]}, {"value_2": "Rathaus"}, {"gesehen": "x"}):
        again = client.post(WRITE, {**typed, **changed})
        assert "nicht mehr die, die Sie angesehen haben" in words_of(again)
    assert client.post(WRITE, {**typed, "fall": []}).status_code == 422
    assert client.post(WRITE, {**typed, "value_1": "x" * 301}).status_code == 422
    with act_as(manager, today=today()):
        assert not Letter.objects.exists()


def test_without_what_the_letter_is_for_none_is_filed_and_what_was_typed_stays() -> None:
    manager, client = somebody(Role.CASE_MANAGER)
    (case,) = _cases(manager, "A")
    answer = client.post(WRITE, _previewed(client, case.number, value_2="", value_4="Bitte klingeln."))
    assert answer.status_code == 422
    assert "Bitte füllen Sie noch aus: Ort." in words_of(answer)
    assert "nicht mehr die" not in words_of(answer)
    assert "Bitte klingeln." in answer.text
    with act_as(manager, today=today()):
        assert not Letter.objects.exists()


def test_nobody_prints_what_they_do_not_see() -> None:
    manager, client = somebody(Role.CASE_MANAGER)
    (case,) = _cases(manager, "A")
    letters = _hidden(client.post(WRITE, _previewed(client, case.number)).text, "letters")
    _, stranger = somebody(Role.CASE_MANAGER)
    for wanted in (letters, "x", "", f"{letters},x"):
        assert stranger.post(PRINT, {"letters": wanted}).status_code == 404
    helper = signed_in(given.helper(case, manager, today=today()))
    assert helper.post(PRINT, {"letters": letters}).status_code == 200


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_and_the_preview_cost_the_same_whatever_they_show(number: int) -> None:
    manager, client = somebody(Role.CASE_MANAGER)
    numbers = [case.number for case in _cases(manager, *"ABC"[:number])]
    typed = {**SAID, "fall": numbers, "round_id": _hidden(client.get(WRITE).text, "round_id")}
    with statements() as listed:
        client.get(WRITE)
    with statements() as previewed:
        client.post(WRITE, typed)
    assert (len(listed), len(previewed)) == (8, 13)


def test_who_reads_another_language_gets_the_translation_too() -> None:
    manager, client = somebody(Role.CASE_MANAGER)
    one, other = _cases(manager, "A", "B")
    with act_as(manager, today=today()):
        Person.objects.filter(id=one.person_id).update(language="uk")
    shown = client.post(WRITE, _previewed(client, one.number, other.number, translated="on"))
    printed = client.post(PRINT, {"letters": _hidden(shown.text, "letters")})
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(printed.content)).pages]
    assert len(pages) == 3
    assert "Übersetzung noch nicht geprüft" in pages[1]
    assert "Seite 2 von 2" in pages[1]
    with act_as(manager, today=today()):
        assert [bool(letter.translation) for letter in Letter.objects.order_by("case__number")] == [True, False]
