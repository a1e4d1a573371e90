"""While the device is in the client's hands, this session reaches nothing else."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from faden.domain.cases.models import Case
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from faden.kernel.identity.models import Account
from faden.kernel.identity.queries import system_actor
from faden.kernel.sign_in.store import SessionStore
from faden.web.layout.session import BEGAN, SEEN
from tests import given
from tests.matrix.addresses import addresses
from tests.signed_in import signed_in

pytestmark = pytest.mark.django_db
HOME = "/tablet/"


@pytest.fixture
def manager() -> Actor:
    somebody = given.actor(Role.CASE_MANAGER)
    with act_as(system_actor(), today=given.TODAY):
        account = Account.objects.get(id=somebody.id)
        account.set_password(given.PASSWORD)
        account.save()
    return somebody


@pytest.fixture
def case(manager: Actor) -> Case:
    return given.case(manager, consented=True)


@pytest.fixture
def tablet(manager: Actor, case: Case) -> Client:
    """The counsellor's browser, in the client's hands."""
    given.life_domain()
    client = signed_in(manager)
    answer = client.post(f"/faelle/{case.number}/eigene-sicht/", {"language": "ar", "filled_by": "self"})
    assert (answer.status_code, answer["Location"]) == (303, HOME)
    return client


def test_every_other_address_leads_back_whatever_the_method(tablet: Client, case: Case) -> None:
    reached = []
    for address in addresses():
        path = address.shape.replace("<number>", case.number).replace("<language>", "ar")
        if path.startswith((HOME, "/stil/")):
            continue
        for method in ("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"):
            answer = tablet.generic(method, path)
            if (answer.status_code, answer.headers.get("Location")) != (303, HOME):
                reached.append((method, path, answer.status_code))
    assert reached == []


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/faelle",
        "//faelle/",
        "/tablet/../faelle/",
        "/TABLET/",
        "/%74ablet/../heute/",
        "/stil",
        "/gibt-es-nicht/",
        "/api/v1/docs",
    ],
)
def test_bent_addresses_lead_nowhere_else(tablet: Client, path: str) -> None:
    answer = tablet.get(path)
    assert answer.status_code in {303, 404}
    assert answer.headers.get("Location", HOME) == HOME
    assert "Zwickel" not in answer.text


def test_a_piece_of_a_page_is_not_given_either(tablet: Client, case: Case) -> None:
    answer = tablet.get(f"/faelle/{case.number}/", headers={"HX-Request": "true"})
    assert (answer.status_code, answer["HX-Redirect"], answer.content) == (204, HOME, b"")


def test_the_interface_does_not_answer_this_session_and_still_answers_programs(tablet: Client) -> None:
    assert tablet.get("/api/v1/cases").status_code == 303
    assert Client().get("/api/v1/cases").status_code == 401


def test_the_former_session_key_opens_nothing_any_more(manager: Actor, case: Case) -> None:
    client = signed_in(manager)
    former = client.cookies["sessionid"].value
    client.post(f"/faelle/{case.number}/eigene-sicht/", {"language": "ar", "filled_by": "self"})
    assert client.cookies["sessionid"].value != former
    assert not SessionStore().exists(former)
    other_tab = Client()
    other_tab.cookies["sessionid"] = former
    assert other_tab.get(f"/faelle/{case.number}/")["Location"].startswith("/anmelden/")


def test_without_the_cookie_there_is_the_sign_in_and_nothing_else(case: Case) -> None:
    assert Client().get(HOME)["Location"].startswith("/anmelden/")
    assert Client().get(f"/faelle/{case.number}/")["Location"].startswith("/anmelden/")


def test_an_expired_session_ends_at_the_sign_in(tablet: Client, case: Case) -> None:
    session = tablet.session
    session[SEEN] = session[BEGAN] = session[SEEN] - 3 * 60 * 60
    session.save()
    assert tablet.get(f"/faelle/{case.number}/")["Location"] == HOME
    assert tablet.get(HOME)["Location"].startswith("/anmelden/")
    assert tablet.get(f"/faelle/{case.number}/")["Location"].startswith("/anmelden/")


def test_nothing_is_kept_by_the_browser(tablet: Client, case: Case) -> None:
    for path in (HOME, "/tablet/frage/1/", "/tablet/ende/", f"/faelle/{case.number}/"):
        assert tablet.get(path)["Cache-Control"] == "no-store"


def test_the_pages_name_nobody_and_lead_nowhere(tablet: Client, case: Case) -> None:
    for path in (HOME, "/tablet/frage/1/", "/tablet/ende/"):
        page = tablet.get(path).text
        assert case.number not in page
        assert "Đorđević" not in page
        assert all(link.startswith(HOME) for link in re.findall(r'<a [^>]*href="([^"]+)"', page))


def test_only_the_password_leads_back_to_the_case(tablet: Client, case: Case) -> None:
    wrong = tablet.post("/tablet/ende/", {"password": "geraten"})
    assert wrong.status_code == 422
    assert "Das Passwort stimmt nicht." in wrong.text
    assert tablet.get("/heute/")["Location"] == HOME
    right = tablet.post("/tablet/ende/", {"password": given.PASSWORD})
    assert right["Location"] == f"/faelle/{case.number}/einschaetzung/"
    assert tablet.get(right["Location"]).status_code == 200
    assert tablet.get(HOME)["Location"] == reverse("today:today")


def test_guessing_is_slowed_down_without_locking_the_sign_in(tablet: Client, manager: Actor) -> None:
    for _ in range(5):
        tablet.post("/tablet/ende/", {"password": "geraten"})
    assert "Zu viele Versuche." in tablet.post("/tablet/ende/", {"password": given.PASSWORD}).text
    entered = Client().post("/anmelden/", {"email": manager.email, "password": given.PASSWORD})
    assert entered.status_code == 302


def test_who_is_not_handing_over_has_no_such_page(manager: Actor) -> None:
    client = signed_in(manager)
    for path in (HOME, "/tablet/frage/1/", "/tablet/danke/", "/tablet/ende/"):
        assert client.get(path)["Location"] == reverse("today:today")


def test_a_closed_account_ends_it(tablet: Client, manager: Actor) -> None:
    with act_as(system_actor(), today=given.TODAY):
        Account.objects.filter(id=manager.id).update(deactivated_on=given.TODAY)
    assert tablet.get(HOME)["Location"].startswith("/anmelden/")
