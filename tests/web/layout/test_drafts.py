"""Drafts at a form: saved while typing, restored when it is opened again, forgotten when it is sent."""

import re
from typing import Any

import pytest
from django.test import Client

from faden.domain.cases.enums import GoalState
from faden.domain.cases.models import Case, ContactNote
from faden.domain.cases.operations.goals import agree_goal, change_goal
from faden.domain.cases.queries.plan import goals_of
from faden.kernel.access.acting import act_as
from faden.kernel.access.roles import Role
from faden.kernel.drafts.models import Draft
from faden.lib.identifiers import new_id
from tests import given
from tests.forms_found import FoundForm, filled, forms_of
from tests.signed_in import signed_in
from tests.web.signed_in import somebody, today, words_of

pytestmark = pytest.mark.django_db

SAVE = "/entwurf/"


def _typed(page: str) -> str:
    """The page after the first key: now the form names its draft."""
    return page.replace("data-draft-name=", "name=")


def _draft_of(page: str) -> str:
    found = re.search(r'name="draft_id" value="([^"]+)"', _typed(page))
    assert found
    return found[1]


def _form(page: str) -> FoundForm:
    """The form that keeps its draft."""
    (form,) = [one for one in forms_of(_typed(page)) if "draft_id" in one.fields]
    return form


def _save(client: Client, key: str, form: str, subject: str = "", **typed: Any) -> Any:
    return client.post(SAVE, {"draft_id": key, "draft_form": form, "draft_subject": subject, **typed})


def _contact_page() -> tuple[Any, Client, Case, str]:
    manager, client = somebody(Role.CASE_MANAGER)
    case = given.case(manager, on=today())
    return manager, client, case, f"/faelle/{case.number}/kontakt/"


def test_what_was_typed_stands_there_again_in_another_browser() -> None:
    manager, client, case, page = _contact_page()
    key, domain = _draft_of(client.get(page).text), given.life_domain()
    typed = {"text": "Der Antrag <b>ist</b>", "on": "gestern", "minutes": "", "life_domains": [str(domain.id)]}
    answer = _save(client, key, "contact", case.number, **typed, kind="phone", access_path="outreach")
    assert re.fullmatch(r"\d\d:\d\d\sUhr", answer.json()["saved"])
    restored = signed_in(manager).get(page)
    assert re.search(r"Entwurf von \d\d:\d\d Uhr wiederhergestellt", words_of(restored))
    assert "Der Antrag &lt;b&gt;ist&lt;/b&gt;" in restored.text
    fields = _form(restored.text).fields
    assert fields["on"].values == ["gestern"]
    assert fields["minutes"].values == []
    assert fields["life_domains"].values == [str(domain.id)]
    assert fields["kind"].values == ["phone"]
    assert _draft_of(restored.text) == key


def test_a_box_that_was_unticked_stays_unticked() -> None:
    _, client, case, page = _contact_page()
    with act_as(case.manager_id, today=today()):
        case.person.interpreter_needed = True
        case.person.save(update_fields=["interpreter_needed"])
    fresh = client.get(page).text
    assert _form(fresh).fields["interpreter"].values
    _save(client, _draft_of(fresh), "contact", case.number, text="ohne")
    assert not _form(client.get(page).text).fields["interpreter"].values


def test_nobody_else_sees_it_and_another_case_begins_anew() -> None:
    manager, client, case, page = _contact_page()
    _save(client, _draft_of(client.get(page).text), "contact", case.number, text="Geheimnis")
    other = given.case(manager, on=today())
    assert "Geheimnis" not in client.get(f"/faelle/{other.number}/kontakt/").text
    helper = given.helper(case, manager, today=today())
    assert "Geheimnis" not in signed_in(helper).get(page).text


def test_sent_it_is_forgotten_in_the_same_transaction() -> None:
    manager, client, case, page = _contact_page()
    fresh = client.get(page).text
    key = _draft_of(fresh)
    _save(client, key, "contact", case.number, text="Der Antrag")
    sent = filled(_form(client.get(page).text), today().strftime("%d.%m.%Y"))
    wrong = client.post(page, {**sent, "minutes": "viele"})
    assert wrong.status_code == 422
    assert _draft_of(wrong.text) == key
    assert "wiederhergestellt" in client.get(page).text
    assert client.post(page, {**sent, "minutes": "20"}).status_code == 303
    with act_as(manager, today=today()):
        assert ContactNote.objects.get().text == "Der Antrag"
        assert [draft.values for draft in Draft.objects.all()] == [{}]
    late = _save(client, key, "contact", case.number, text="Der Antrag i")
    assert late.json() == {"saved": ""}
    assert "wiederhergestellt" not in client.get(page).text


def test_discarded_it_is_gone_and_the_form_begins_anew() -> None:
    _, client, case, page = _contact_page()
    key = _draft_of(client.get(page).text)
    _save(client, key, "contact", case.number, text="Unsinn")
    answer = client.post(f"/entwurf/{key}/verwerfen/", {"weiter": page})
    assert answer.headers["Location"] == page
    assert "Unsinn" not in client.get(page).text
    elsewhere = client.post(f"/entwurf/{key}/verwerfen/", {"weiter": "https://elsewhere.invalid/"})
    assert elsewhere.headers["Location"] == "/"


def test_a_strangers_draft_is_not_discarded() -> None:
    _, client, case, page = _contact_page()
    key = _draft_of(client.get(page).text)
    _save(client, key, "contact", case.number, text="Bleibt")
    _, stranger = somebody(Role.CASE_MANAGER)
    stranger.post(f"/entwurf/{key}/verwerfen/", {"weiter": "/"})
    assert "Bleibt" in client.get(page).text


def test_an_edit_that_slept_as_a_draft_still_sees_the_conflict() -> None:
    """The version the edit started from comes back with the words: neither text is lost."""
    manager, client = somebody(Role.CASE_MANAGER)
    case = given.case(manager, on=today(), consented=True)
    on: dict[str, Any] = {"on": today(), "actor": manager, "today": today()}
    with act_as(manager, today=today()):
        agree_goal(case=case, words="Arbeit finden", life_domain=given.life_domain(), **on)
        (goal,) = goals_of(case)
    page = f"/faelle/{case.number}/plan/ziel/{goal.id}/"
    fresh = client.get(page).text
    typed = {"version": "1", "words": "Meine Worte", "state": "open", "on": "heute"}
    _save(client, _draft_of(fresh), "goal_change", str(goal.id), **typed)
    with act_as(manager, today=today()):
        change_goal(goal=goal, version=1, words="Andere Worte", state=GoalState.OPEN, **on)
    answer = client.post(page, filled(_form(client.get(page).text), "heute"))
    assert answer.status_code == 409
    assert "Meine Worte" in answer.text
    assert "Andere Worte" in answer.text
    assert f"/entwurf/{_draft_of(fresh)}/verwerfen/" in answer.text


@pytest.mark.parametrize("key", ["", "x", "\0", "0" * 500])
def test_a_bent_identifier_is_refused_in_words(key: str) -> None:
    _, client = somebody(Role.CASE_MANAGER)
    assert _save(client, key, "contact").status_code == 422


def test_what_postgresql_cannot_store_is_left_out() -> None:
    _, client, case, page = _contact_page()
    key = _draft_of(client.get(page).text)
    assert _save(client, key, "contact", f"{case.number}\0", **{"text": "a\0b", "\0": "x"}).status_code == 200
    assert "ab" in client.get(page).text


def test_strangers_save_nothing() -> None:
    assert _save(Client(), str(new_id()), "contact", text="x").status_code == 403


def test_a_form_nobody_has_typed_into_names_no_draft() -> None:
    _, client, _, page = _contact_page()
    shown = client.get(page).text
    assert 'data-draft-name="draft_id"' in shown
    assert 'name="draft_id"' not in shown.replace('data-draft-name="draft_id"', "")
