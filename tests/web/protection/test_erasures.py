"""From a period that is over to a file that is gone, as the data protection officer does it."""

from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from faden.domain.cases.models import Case
from faden.domain.retention.enums import ErasureState
from faden.domain.retention.models import Erasure, LegalHold
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from faden.kernel.outbox.models import OutgoingMail
from tests import given, old_cases
from tests.signed_in import signed_in

pytestmark = pytest.mark.django_db

LIST = "/datenschutz/loeschung/"


@pytest.fixture
def manager() -> Actor:
    return given.actor(Role.CASE_MANAGER, name="Mira Beispiel")


@pytest.fixture
def officer() -> Actor:
    return given.actor(Role.DATA_PROTECTION)


@pytest.fixture
def case(manager: Actor) -> Case:
    old_cases.period()
    return old_cases.old_case(manager)


def _erasure(officer: Actor) -> Erasure:
    with act_as(officer, today=given.TODAY):
        return Erasure.objects.latest("announced_on", "id")


def test_a_file_whose_period_is_over_is_erased_step_by_step(case: Case, officer: Actor) -> None:
    client = signed_in(officer)
    page = client.get(LIST)
    assert case.number in page.text
    assert "Altmark" not in page.text
    assert client.post(LIST, {"cases": [str(case.id)]}).status_code == 303
    erasure = _erasure(officer)
    where = f"{LIST}{erasure.number}/"
    with act_as(officer, today=given.TODAY):
        mail = OutgoingMail.objects.get()
    assert erasure.number in mail.body
    assert case.number not in mail.body
    assert "Wartezeit" not in client.get(where).text  # first the archive
    assert client.post(f"{where}anbieten/", {"version": 1}).status_code == 303
    answered = client.post(f"{where}archiv/", {"version": 2, "archive": "declined"})
    assert answered.status_code == 303
    assert "Die Wartezeit läuft bis" in client.get(where).text
    assert client.get(f"{where}ausfuehren/").status_code == 403


def test_what_is_due_is_erased_and_certified(case: Case, officer: Actor) -> None:
    erasure = old_cases.erasure(officer, case, state=ErasureState.ANSWERED)
    client, where = signed_in(officer), f"{LIST}{erasure.number}/"
    assert "Die Akte kann jetzt gelöscht werden." in client.get(where).text
    asked = client.get(f"{where}ausfuehren/")
    assert "Das lässt sich nicht zurücknehmen" in asked.text
    assert client.post(f"{where}ausfuehren/", {"version": 3}).status_code == 303
    done = client.get(where)
    assert "Was wurde gelöscht?" in done.text
    assert case.number not in done.text
    paper = client.get(f"{where}protokoll.pdf")
    assert paper.content.startswith(b"%PDF")
    assert paper.headers["Content-Disposition"].startswith("attachment")


def test_nothing_is_erased_from_an_old_page(case: Case, officer: Actor) -> None:
    erasure = old_cases.erasure(officer, case, state=ErasureState.ANSWERED)
    answer = signed_in(officer).post(f"{LIST}{erasure.number}/ausfuehren/", {"version": 2})
    assert answer.status_code == 409
    assert _erasure(officer).state == ErasureState.ANSWERED


def test_whoever_is_responsible_holds_the_file(case: Case, manager: Actor, officer: Actor) -> None:
    erasure = old_cases.erasure(officer, case, state=ErasureState.ANSWERED)
    client, where = signed_in(manager), f"{LIST}{erasure.number}/"
    seen = client.get(where).text
    assert "Akte sperren" in seen
    assert case.number in seen
    assert "Probelauf" not in seen
    until = given.TODAY + timedelta(days=90)
    held = client.post(f"{where}sperren/", {"reason": "Klage läuft", "until": f"{until:%d.%m.%Y}"})
    assert held.status_code == 303
    page = signed_in(officer).get(where).text
    assert "gesperrt: Klage läuft" in page
    assert signed_in(officer).get(f"{where}ausfuehren/").status_code == 403
    with act_as(manager, today=given.TODAY):
        hold = LegalHold.objects.get()
    assert client.post(f"{where}sperren/{hold.id}/aufheben/").status_code == 303
    assert signed_in(officer).get(f"{where}ausfuehren/").status_code == 200


@pytest.mark.parametrize(
    ("field", "value", "complaint"),
    [
        ("reason", "", "wofür die Akte noch gebraucht wird"),
        ("until", "01.01.2020", "endet in der Zukunft"),
        ("until", "01.01.2090", "spätestens in zwei Jahren"),
        ("until", "irgendwann", "Datum"),
    ],
)
def test_a_hold_needs_a_reason_and_an_end(case: Case, officer: Actor, field: str, value: str, complaint: str) -> None:
    erasure = old_cases.erasure(officer, case, state=ErasureState.ANNOUNCED)
    until = given.TODAY + timedelta(days=90)
    typed = {"reason": "Klage läuft", "until": f"{until:%d.%m.%Y}", field: value}
    answer = signed_in(officer).post(f"{LIST}{erasure.number}/sperren/", typed)
    assert answer.status_code == 422
    assert complaint in answer.text


@pytest.mark.parametrize("role", [Role.CASE_MANAGER, Role.LEAD, Role.ADMIN, Role.COORDINATOR])
def test_nobody_else_sees_or_erases(case: Case, officer: Actor, role: Role) -> None:
    erasure = old_cases.erasure(officer, case, state=ErasureState.ANSWERED)
    client = signed_in(given.actor(role))
    where = f"{LIST}{erasure.number}/"
    assert client.get(LIST).status_code == 403
    assert client.get(where).status_code == 404
    for act in ("anbieten/", "sperren/"):
        assert client.post(where + act, {"version": 3}).status_code == 404
    for act in ("archiv/", "abbrechen/", "ausfuehren/"):
        assert client.post(where + act, {"version": 3}).status_code == 403


def test_nothing_chosen_and_somebody_elses_case_are_told(case: Case, officer: Actor, manager: Actor) -> None:
    client = signed_in(officer)
    assert "mindestens einen Fall" in client.post(LIST, {"csrfmiddlewaretoken": "x"}).text
    running = given.case(manager)
    assert client.post(LIST, {"cases": [str(running.id)]}).status_code == 422


def test_it_is_stopped_with_a_reason_and_proposed_again(case: Case, officer: Actor) -> None:
    erasure = old_cases.erasure(officer, case, state=ErasureState.ANNOUNCED)
    client, where = signed_in(officer), f"{LIST}{erasure.number}/"
    assert client.post(f"{where}abbrechen/", {"version": 1, "because": " "}).status_code == 422
    assert client.post(f"{where}abbrechen/", {"version": 1, "because": "Wird noch gebraucht"}).status_code == 303
    assert case.number in client.get(LIST).text
    assert "Wird noch gebraucht" in client.get(where).text


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_number_of_questions(
    manager: Actor, officer: Actor, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    old_cases.period()
    for state in (ErasureState.ANNOUNCED, ErasureState.CARRIED_OUT):
        for _ in range(count):
            old_cases.erasure(officer, old_cases.old_case(manager), state=state)
    for _ in range(count):
        old_cases.old_case(manager)
    client: Client = signed_in(officer)
    with django_assert_num_queries(14):
        assert client.get(LIST).status_code == 200
