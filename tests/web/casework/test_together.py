"""/faelle/uebergeben/ and /faelle/ruhend/: preview, choice, result."""

from datetime import timedelta
from typing import Any

import pytest

from faden.domain.cases.models import Case, ClosingRule, Handover
from faden.domain.consultations.operations import bring_in
from faden.domain.consultations.queries import running_advices
from faden.kernel.access.acting import act_as
from faden.kernel.access.roles import Role
from faden.lib import german
from tests import given
from tests.domain.cases.acts import goal
from tests.signed_in import signed_in
from tests.statements import statements
from tests.web.signed_in import somebody, today, words_of

pytestmark = pytest.mark.django_db
HAND_OVER, QUIET = "/faelle/uebergeben/", "/faelle/ruhend/"


@pytest.mark.parametrize("role", [Role.LEAD, Role.COORDINATOR, Role.PARTNER, Role.ADMIN])
@pytest.mark.parametrize("page", [HAND_OVER, QUIET])
def test_only_case_management(role: Role, page: str) -> None:
    _, client = somebody(role)
    assert client.get(page).status_code == 403
    assert client.post(page, {"fall": "x"}).status_code == 403


def test_nothing_to_do_says_so() -> None:
    _, client = somebody(Role.CASE_MANAGER)
    assert "Kein Fall dafür" in words_of(client.get(QUIET))


def test_the_cases_of_a_list_are_proposed_to_a_colleague() -> None:
    manager, client = somebody(Role.CASE_MANAGER)
    colleague, _ = somebody(Role.CASE_MANAGER)
    one, other, left = (given.case(manager, family_name=name, on=today()) for name in "ABC")
    with act_as(manager, today=today()):
        Case.objects.filter(id__in=[one.id, other.id]).update(phase="planning")
    page = client.get(f"{HAND_OVER}?phase=planning")
    assert page.text.count(" checked") == 2
    assert left.number not in page.text
    typed = {"successor": str(colleague.id), "earliest_on": german.day(today()), "reason": "Elternzeit"}
    wrong = client.post(f"{HAND_OVER}?phase=planning", {**typed, "reason": "", "fall": one.number})
    assert wrong.status_code == 422
    assert wrong.text.count(" checked") == 1, "what was ticked stays ticked"
    assert client.post(f"{HAND_OVER}?phase=planning", typed).status_code == 422, "nothing ticked"
    done = client.post(f"{HAND_OVER}?phase=planning", {**typed, "fall": [one.number, left.number, "26-999999"]})
    assert done.headers["Location"] == "/faelle/?phase=planning"
    with act_as(manager, today=today()):
        assert [handover.case_id for handover in Handover.objects.all()] == [one.id]
    assert "Ausgelassen: Eine Übergabe ist schon vorgeschlagen." in words_of(client.get(HAND_OVER))


def test_a_helper_sees_that_they_cannot() -> None:
    manager, _ = somebody(Role.CASE_MANAGER)
    case = given.case(manager, on=today())
    helper = signed_in(given.helper(case, manager, today=today()))
    assert "Ausgelassen: Nur die fallführende Person darf den Fall übergeben." in words_of(helper.get(HAND_OVER))


def test_quiet_cases_are_closed_with_the_same_words() -> None:
    manager, client = somebody(Role.CASE_MANAGER)
    quiet = given.case(manager, family_name="Still", on=today() - timedelta(days=400))
    given.case(manager, family_name="Neu", on=today())
    with act_as(manager, today=today()):
        ClosingRule.objects.get_or_create(
            constellation="guidance", valid_from=today() - timedelta(days=500), defaults={"months": 6, "source": "Test"}
        )
    page = client.get(QUIET)
    assert "Still" in page.text
    assert "Neu, Ana" not in page.text
    assert client.post(QUIET, {"fall": quiet.number, "evaluation": ""}).status_code == 422
    done = client.post(QUIET, {"fall": quiet.number, "evaluation": "Kein Kontakt mehr."})
    assert done.headers["Location"] == "/faelle/"
    with act_as(manager, today=today()):
        assert not Case.objects.get(id=quiet.id).is_open


def test_what_advice_is_sought_on_is_told_before_closing_several() -> None:
    manager, client = somebody(Role.CASE_MANAGER)
    began = today() - timedelta(days=400)
    told, unfit, _ = (given.case(manager, family_name=name, on=began, consented=True) for name in "ABC")
    with act_as(manager, today=today()):
        ClosingRule.objects.get_or_create(
            constellation="guidance", valid_from=today() - timedelta(days=500), defaults={"months": 6, "source": "Test"}
        )
        goal(unfit, manager, words="Ich möchte arbeiten", on=began)
    with statements() as before:
        assert "Fallberatung" not in words_of(client.get(QUIET))
    asked: dict[str, Any] = {"question": "Wer hilft weiter?", "until": today() + timedelta(days=7), "today": today()}
    with act_as(manager, today=today()):
        for case in (told, unfit):
            bring_in(case=case, actor=manager, **asked)
    with statements() as after:
        page = words_of(client.get(QUIET))
    words = "Eine laufende Fallberatung endet damit. Nach einer Wiedereröffnung können Sie den Fall neu einbringen."
    assert page.count(words) == 1, "of the case that would be closed, not of the one left out"
    assert len(before) == len(after)
    client.post(QUIET, {"fall": told.number, "evaluation": "Kein Kontakt mehr."})
    with act_as(manager, today=today()):
        assert running_advices([told.id, unfit.id], today()).keys() == {unfit.id}


@pytest.mark.parametrize("number", [1, 3])
def test_the_preview_costs_the_same_whatever_it_shows(number: int) -> None:
    manager, client = somebody(Role.CASE_MANAGER)
    for one in range(number):
        given.case(manager, family_name=f"N{one}", on=today())
    with statements() as seen:
        client.get(HAND_OVER)
    assert len(seen) == 8
