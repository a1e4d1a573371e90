"""Where somebody is signed in: what is stored of it, how long it lasts, how it ends."""

from datetime import timedelta

import pytest
from django.contrib.sessions.backends.base import UpdateError
from django.test import Client
from django.utils import timezone

from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from faden.kernel.audit.models import AuditEntry
from faden.kernel.identity.queries import account_with_roles
from faden.kernel.sign_in.models import Session
from faden.kernel.sign_in.operations import forget_expired_sessions
from faden.kernel.sign_in.store import SessionStore, digest
from faden.processes.keep_accounts import deactivate_account, reactivate_account
from faden.web.layout.session import BEGAN, CONFIRMED, SEEN
from tests import given
from tests.signed_in import longer_ago, signed_in
from tests.web.signed_in import somebody, today, words_of

pytestmark = pytest.mark.django_db
HERE = "/konto/"


def _age(client: Client, name: str, by: timedelta) -> None:
    session = client.session
    session[name] -= by.total_seconds()
    session.save()


def _key(client: Client) -> str:
    return client.cookies["sessionid"].value


def test_who_reads_the_table_cannot_go_on_with_a_session() -> None:
    _, client = somebody(Role.CASE_MANAGER)
    stored = Session.objects.get(session_key=digest(_key(client)))
    assert _key(client) not in f"{stored.session_key}{stored.session_data}{stored.device}"
    thief = Client()
    thief.cookies["sessionid"] = stored.session_key
    assert thief.get(HERE).status_code == 302


def test_the_list_shows_ones_own_browsers_and_the_current_one() -> None:
    actor, client = somebody(Role.CASE_MANAGER)
    signed_in(actor)
    somebody(Role.CASE_MANAGER)
    page = client.get(HERE).text
    assert page.count("Firefox unter Linux") == 2
    assert page.count("dieses Gerät") == 1


def test_one_session_ends_and_the_other_goes_on() -> None:
    actor, client = somebody(Role.CASE_MANAGER)
    lost = signed_in(actor)
    assert client.post(f"/konto/sitzungen/{digest(_key(lost))}/beenden/").status_code == 303
    assert lost.get(HERE).status_code == 302
    assert "Die Sitzung ist beendet." in client.get(HERE).text
    with act_as(given.actor(Role.DATA_PROTECTION, today=today()), today=today()):
        assert AuditEntry.objects.filter(actor_id=actor.id, act="session.ended").count() == 1


def test_all_others_end_at_once() -> None:
    actor, client = somebody(Role.CASE_MANAGER)
    others = [signed_in(actor) for _ in range(3)]
    _, elsewhere = somebody(Role.CASE_MANAGER)
    assert client.post("/konto/sitzungen/beenden/").status_code == 303
    assert [other.get(HERE).status_code for other in others] == [302, 302, 302]
    assert elsewhere.get(HERE).status_code == 200
    assert "3 andere Sitzungen sind beendet." in words_of(client.get(HERE))


@pytest.mark.parametrize("which", ["others", "one"])
def test_ending_ones_sessions_asks_once_more_who_it_is(which: str) -> None:
    actor = given.actor(Role.CASE_MANAGER, today=today())
    given.set_password(actor)
    client, other = signed_in(actor), signed_in(actor)
    longer_ago(client)
    address = "/konto/sitzungen/beenden/" if which == "others" else f"/konto/sitzungen/{digest(_key(other))}/beenden/"
    assert client.post(address).status_code == 403
    assert other.get(HERE).status_code == 200
    assert client.post(address, {"bestaetigung-password": given.PASSWORD}).status_code == 303
    assert (client.get(HERE).status_code, other.get(HERE).status_code) == (200, 302)


@pytest.mark.parametrize("minutes", [0, 5, 15])
def test_who_ends_the_session_that_asks_is_signed_out(minutes: int) -> None:
    actor = given.actor(Role.CASE_MANAGER, today=today())
    given.set_password(actor)
    client = signed_in(actor)
    for name in (SEEN, CONFIRMED):
        _age(client, name, timedelta(minutes=minutes))
    typed = {"bestaetigung-password": given.PASSWORD} if minutes > 10 else {}
    assert client.post(f"/konto/sitzungen/{digest(_key(client))}/beenden/", typed).status_code == 303
    assert client.get(HERE).status_code == 302
    assert not Session.objects.filter(account_id=actor.id).exists()


def test_somebody_elses_session_is_not_there() -> None:
    _, client = somebody(Role.ADMIN)
    _, other = somebody(Role.CASE_MANAGER)
    assert client.post(f"/konto/sitzungen/{digest(_key(other))}/beenden/").status_code == 404
    assert other.get(HERE).status_code == 200


def test_the_administration_signs_somebody_out_everywhere() -> None:
    _, client = somebody(Role.ADMIN)
    actor, other = somebody(Role.CASE_MANAGER)
    page = f"/verwaltung/konten/{actor.id}/"
    assert "1 laufende Sitzung" in words_of(client.get(page))
    assert client.post(f"{page}abmelden/").status_code == 303
    assert other.get(HERE).status_code == 302
    assert "zurzeit nicht angemeldet" in client.get(page).text
    lead = signed_in(given.actor(Role.LEAD, today=today()))
    assert lead.post(f"{page}abmelden/").status_code == 403


def test_sessions_do_not_come_back_with_an_account_that_was_blocked() -> None:
    admin = given.actor(Role.ADMIN, today=today())
    actor, client = somebody(Role.CASE_MANAGER)
    with act_as(admin, today=today()):
        account = deactivate_account(account=account_with_roles(actor.id), on=today(), actor=admin, now=timezone.now())
        reactivate_account(account=account, actor=admin)
    assert client.get(HERE).status_code == 302


def test_a_request_under_way_does_not_bring_an_ended_session_back() -> None:
    _, client = somebody(Role.CASE_MANAGER)
    under_way = SessionStore(_key(client))
    under_way["typed"] = "x"
    Session.objects.filter(session_key=digest(_key(client))).delete()
    with pytest.raises(UpdateError):
        under_way.save()
    assert client.get(HERE).status_code == 302


@pytest.mark.parametrize(
    ("which", "minutes", "status"),
    [(SEEN, 29, 200), (SEEN, 31, 302), (BEGAN, 9 * 60 + 59, 200), (BEGAN, 10 * 60 + 1, 302)],
)
def test_thirty_minutes_idle_and_ten_hours_at_most(which: str, minutes: int, status: int) -> None:
    _, client = somebody(Role.CASE_MANAGER)
    _age(client, which, timedelta(minutes=minutes))
    assert client.get(HERE).status_code == status


def test_rows_of_sessions_that_are_over_are_removed() -> None:
    _, running = somebody(Role.CASE_MANAGER)
    _, over = somebody(Role.CASE_MANAGER)
    Session.objects.filter(session_key=digest(_key(over))).update(expire_date=timezone.now() - timedelta(seconds=1))
    assert forget_expired_sessions(now=timezone.now()) == 1
    assert SessionStore().exists(_key(running))


class TestFresh:
    """Before what reaches far, somebody proves once more that it is still they."""

    @pytest.fixture
    def admin(self) -> tuple[Actor, Client]:
        actor = given.actor(Role.ADMIN, today=today())
        given.set_password(actor)
        client = signed_in(actor)
        _age(client, CONFIRMED, timedelta(minutes=11))
        return actor, client

    def test_a_page_leads_over_the_question_and_back(self, admin: tuple[Actor, Client]) -> None:
        actor, client = admin
        wanted = f"/verwaltung/konten/{actor.id}/rolle/"
        asked = client.get(wanted)
        assert (asked.status_code, asked["Location"]) == (302, f"/bestaetigen/?weiter={wanted.replace('/', '%2F')}")
        before = _key(client)
        answer = client.post("/bestaetigen/", {"weiter": wanted, "bestaetigung-password": given.PASSWORD})
        assert (answer.status_code, answer["Location"]) == (303, wanted)
        assert client.get(wanted).status_code == 200
        assert _key(client) != before
        assert not SessionStore().exists(before)

    def test_what_was_typed_goes_on_with_the_answer(self, admin: tuple[Actor, Client]) -> None:
        actor, client = admin
        typed = {"role": "lead", "since": "01.11.2026"}
        address = f"/verwaltung/konten/{actor.id}/rolle/"
        asked = client.post(address, typed)
        assert asked.status_code == 403
        assert '<input type="hidden" name="since" value="01.11.2026">' in asked.text
        wrong = client.post(address, {**typed, "bestaetigung-password": "falsch"})
        assert wrong.status_code == 403
        assert "Das Passwort stimmt nicht." in wrong.text
        assert '<input type="hidden" name="role" value="lead">' in wrong.text
        assert "falsch" not in wrong.text
        assert client.post(address, {**typed, "bestaetigung-password": given.PASSWORD}).status_code == 303
        assert "KIM-Leitung" in client.get(f"/verwaltung/konten/{actor.id}/").text

    def test_guessing_is_slowed_down_without_locking_the_sign_in(self, admin: tuple[Actor, Client]) -> None:
        actor, client = admin
        for _ in range(5):
            client.post("/bestaetigen/", {"bestaetigung-password": "falsch"})
        slowed = client.post("/bestaetigen/", {"bestaetigung-password": given.PASSWORD})
        assert "Zu viele Versuche." in slowed.text
        signs_in = Client().post("/anmelden/", {"email": actor.email, "password": given.PASSWORD})
        assert signs_in.status_code == 302

    def test_ten_minutes_are_fresh(self) -> None:
        _, client = somebody(Role.ADMIN)
        _age(client, CONFIRMED, timedelta(minutes=9))
        assert client.get("/verwaltung/konten/").status_code == 200
        assert client.get("/faelle/export/csv/").status_code != 302

    @pytest.mark.parametrize("target", ["https://anderswo.example/", "//anderswo.example", "javascript:alert(1)"])
    def test_it_leads_nowhere_else(self, admin: tuple[Actor, Client], target: str) -> None:
        _, client = admin
        answer = client.post("/bestaetigen/", {"weiter": target, "bestaetigung-password": given.PASSWORD})
        assert answer["Location"] == "/"

    def test_htmx_is_told_to_change_the_page(self, admin: tuple[Actor, Client]) -> None:
        actor, client = admin
        asked = client.get(f"/verwaltung/konten/{actor.id}/rolle/", headers={"HX-Request": "true"})
        assert asked.status_code == 204
        assert asked["HX-Redirect"].startswith("/bestaetigen/?weiter=")
