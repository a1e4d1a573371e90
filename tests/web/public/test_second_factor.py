"""The second factor: set up, asked for, lost, demanded."""

import html
import re
import time
from base64 import b32decode
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from faden.domain.consent.enums import TransferKind
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.errors import NotVisible
from faden.kernel.access.roles import Role
from faden.kernel.audit.models import AuditEntry
from faden.kernel.identity.queries import system_actor
from faden.kernel.sign_in.calculation import STEP_SECONDS, _totp
from faden.kernel.sign_in.factors import confirm_code_app
from faden.kernel.sign_in.models import CodeApp, FactorRule, RecoveryCode, Session
from faden.web.layout.session import CONFIRMED
from faden.web.public import sign_in
from tests import given
from tests.signed_in import longer_ago, signed_in
from tests.web.signed_in import today, words_of

pytestmark = pytest.mark.django_db
HERE, STEP = "/konto/zweiter-faktor/", "/anmelden/zweiter-faktor/"
ON_ITS_WAY = 2


class Phone:
    """An app with the secret that the page shows; each code it is asked for is one later than the last."""

    def __init__(self, page: str) -> None:
        shown = re.search(r"<code>([A-Z2-7 ]+)</code>", page)
        assert shown is not None
        self.secret = b32decode(shown[1].replace(" ", ""))
        self.drift = -1

    def code(self) -> str:
        # The first is as old as a code may be: it must not get older on its way.
        left = STEP_SECONDS - timezone.now().timestamp() % STEP_SECONDS
        if left < ON_ITS_WAY:
            time.sleep(left)
        at = int(timezone.now().timestamp()) + self.drift * STEP_SECONDS
        self.drift += 1
        return _totp(self.secret).generate(at).decode()


def _set_up(client: Client) -> tuple[Phone, list[str]]:
    begun = client.post(f"{HERE}app/neu/")
    assert begun["Location"] == f"{HERE}app/"
    phone = Phone(client.get(f"{HERE}app/").text)
    answer = client.post(f"{HERE}app/", {"code": phone.code()})
    assert answer.status_code == 200, answer.text
    return phone, re.findall(r"<li><code>([0-9A-Z-]+)</code></li>", answer.text)


def _password(actor: Actor) -> tuple[Client, Any]:
    client = Client()
    return client, client.post("/anmelden/", {"email": actor.email, "password": given.PASSWORD, "weiter": "/konto/"})


@pytest.fixture
def actor() -> Actor:
    somebody = given.actor(Role.CASE_MANAGER, today=today())
    given.set_password(somebody)
    return somebody


def test_set_up_then_asked_at_every_sign_in(actor: Actor) -> None:
    phone, codes = _set_up(signed_in(actor))
    assert len(codes) == 10
    client, answer = _password(actor)
    assert (answer.status_code, answer["Location"]) == (303, "/anmelden/zweiter-faktor/")
    assert client.get("/konto/").status_code == 302, "the password alone opens nothing"
    entered = client.post("/anmelden/zweiter-faktor/", {"code": f" {phone.code()} "})
    assert (entered.status_code, entered["Location"]) == (303, "/konto/")
    assert "eingerichtet" in words_of(client.get("/konto/"))


def test_what_is_stored_of_it_opens_nothing(actor: Actor) -> None:
    phone, codes = _set_up(signed_in(actor))
    with act_as(actor, today=today()):
        app = CodeApp.objects.get()
        stored = bytes(app.sealed) + " ".join(RecoveryCode.objects.values_list("hash", flat=True)).encode()
    assert phone.secret not in stored
    assert not [code for code in codes if code.replace("-", "").encode() in stored]


def test_a_code_counts_once(actor: Actor) -> None:
    client = Client()
    phone, codes = _set_up(signed_in(actor))
    code = phone.code()
    for given_code, status in ((code, 303), (code, 422), (codes[4], 303), (codes[4], 422), (codes[5].lower(), 303)):
        client, _ = _password(actor)
        assert client.post("/anmelden/zweiter-faktor/", {"code": given_code}).status_code == status, given_code
    assert "noch 8 von 10" in words_of(client.get(HERE))


@pytest.mark.parametrize("typed", ["", "000000", "12345", "x" * 40, "9-AAAAA-AAAAAA", "٣٣٣٣٣٣", "\0"])
def test_what_is_no_code_is_said_at_the_field(actor: Actor, typed: str) -> None:
    _set_up(signed_in(actor))
    client, _ = _password(actor)
    answer = client.post("/anmelden/zweiter-faktor/", {"code": typed})
    assert answer.status_code == 422
    assert client.get("/konto/").status_code == 302


def test_guessing_codes_is_slowed_down(actor: Actor) -> None:
    phone, _ = _set_up(signed_in(actor))
    client, _ = _password(actor)
    for _ in range(5):
        client.post("/anmelden/zweiter-faktor/", {"code": "000000"})
    answer = client.post("/anmelden/zweiter-faktor/", {"code": phone.code()})
    assert "Zu viele Versuche." in answer.text
    assert client.get("/konto/").status_code == 302


def test_half_a_sign_in_is_none_after_ten_minutes_or_a_new_password(actor: Actor) -> None:
    phone, _ = _set_up(signed_in(actor))
    client, _ = _password(actor)
    session = client.session
    session["half"] = [*session["half"][:3], session["half"][3] - 601]
    session.save()
    late = client.post("/anmelden/zweiter-faktor/", {"code": phone.code()})
    assert late["Location"] == "/anmelden/"
    client, _ = _password(actor)
    given.set_password(actor)
    asked, answered = client.get(STEP), client.post(STEP, {"code": phone.code()})
    assert asked["Location"] == answered["Location"] == "/anmelden/", "also the question is not shown any more"
    assert client.get("/konto/").status_code == 302
    assert Client().get("/anmelden/zweiter-faktor/")["Location"] == "/anmelden/"


@pytest.mark.parametrize("how", ["others", "everywhere", "reset", "blocked"])
def test_half_a_sign_in_ends_with_the_sessions(actor: Actor, how: str) -> None:
    phone, _ = _set_up(signed_in(actor))
    half, _ = _password(actor)
    assert half.get(STEP).status_code == 200
    admin, of_account = signed_in(given.actor(Role.ADMIN, today=today())), f"/verwaltung/konten/{actor.id}"
    acts = {
        "others": lambda: signed_in(actor).post("/konto/sitzungen/beenden/"),
        "everywhere": lambda: admin.post(f"{of_account}/abmelden/"),
        "reset": lambda: admin.post(f"{of_account}/zweiter-faktor/"),
        "blocked": lambda: admin.post(f"{of_account}/sperren/"),
    }
    assert acts[how]().status_code == 303
    assert half.get(STEP)["Location"] == "/anmelden/"
    assert half.post(STEP, {"code": phone.code()})["Location"] == "/anmelden/"
    assert half.get("/konto/").status_code == 302


def test_half_a_sign_in_that_is_ended_while_it_proves_itself_does_not_begin(
    actor: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    _set_up(signed_in(actor))
    half, _ = _password(actor)
    monkeypatch.setattr(sign_in, "check_factor", lambda **_: bool(Session.objects.filter(account_id=actor.id).delete()))
    assert half.post(STEP, {"code": "123456"})["Location"] == "/anmelden/"
    assert half.get("/konto/").status_code == 302
    assert not Session.objects.filter(account_id=actor.id).exists()


def test_half_a_sign_in_is_not_listed_as_a_session(actor: Actor) -> None:
    _set_up(signed_in(actor))
    half, _ = _password(actor)
    assert half.get(STEP).status_code == 200
    assert signed_in(actor).get("/konto/").text.count("Firefox unter Linux") == 2


def test_another_device_takes_over_only_with_its_first_code(actor: Actor) -> None:
    client = signed_in(actor)
    old, _ = _set_up(client)
    client.post(f"{HERE}app/neu/")
    fresh = Phone(client.get(f"{HERE}app/").text)
    assert client.post(f"{HERE}app/", {"code": "000000"}).status_code == 422
    entering, _ = _password(actor)
    assert entering.post("/anmelden/zweiter-faktor/", {"code": old.code()}).status_code == 303
    answer = client.post(f"{HERE}app/", {"code": fresh.code()})
    assert "Ihre Notfallcodes gelten weiter." in answer.text
    entering, _ = _password(actor)
    assert entering.post("/anmelden/zweiter-faktor/", {"code": old.code()}).status_code == 422
    assert entering.post("/anmelden/zweiter-faktor/", {"code": fresh.code()}).status_code == 303


def test_new_paper_replaces_the_old(actor: Actor) -> None:
    client = signed_in(actor)
    _, old = _set_up(client)
    new = re.findall(r"<li><code>([0-9A-Z-]+)</code></li>", client.post(f"{HERE}codes/").text)
    assert len({*old, *new}) == 20
    entering, _ = _password(actor)
    assert entering.post("/anmelden/zweiter-faktor/", {"code": old[0]}).status_code == 422
    assert entering.post("/anmelden/zweiter-faktor/", {"code": new[0]}).status_code == 303


def test_without_a_factor_there_are_no_codes_and_no_app_to_confirm(actor: Actor) -> None:
    client = signed_in(actor)
    assert client.post(f"{HERE}codes/").status_code == 404
    assert client.get(f"{HERE}app/").status_code == 404


def test_who_has_a_factor_is_asked_for_it_before_far_reaching_acts(actor: Actor) -> None:
    given.legal_basis(TransferKind.EXPORT)
    client = signed_in(actor)
    phone, _ = _set_up(client)
    longer_ago(client)
    asked = client.get(client.get("/faelle/export/csv/")["Location"])
    assert "Code aus Ihrer Authenticator-App" in words_of(asked)
    answer = client.post("/bestaetigen/", {"weiter": "/faelle/export/csv/", "bestaetigung-password": given.PASSWORD})
    assert answer.status_code == 422
    answer = client.post("/bestaetigen/", {"weiter": "/faelle/export/csv/", "bestaetigung-code": phone.code()})
    assert answer["Location"] == "/faelle/export/csv/"
    assert client.get("/faelle/export/csv/").status_code == 200


def test_a_code_shown_to_a_page_that_refuses_makes_nothing_fresh(actor: Actor) -> None:
    client = signed_in(actor)
    _, codes = _set_up(client)
    longer_ago(client)
    before = client.session[CONFIRMED]
    refused = client.post(f"/verwaltung/konten/{actor.id}/rolle/", {"bestaetigung-code": codes[0]})
    assert "Konten und Rollen verwaltet die Administration." in refused.text
    assert client.session[CONFIRMED] == before
    with act_as(actor, today=today()):
        assert not RecoveryCode.objects.filter(used_at__isnull=False).exists()
    assert client.get("/faelle/export/csv/")["Location"].startswith("/bestaetigen/")
    assert client.post("/bestaetigen/", {"weiter": "/faelle/", "bestaetigung-code": codes[0]}).status_code == 303
    assert client.session[CONFIRMED] > before
    with act_as(actor, today=today()):
        assert RecoveryCode.objects.filter(used_at__isnull=False).count() == 1


def test_a_set_up_that_was_left_lying_is_picked_up_by_nobody(actor: Actor) -> None:
    client = signed_in(actor)
    client.post(f"{HERE}app/neu/")
    phone = Phone(client.get(f"{HERE}app/").text)
    with act_as(actor, today=today()):
        CodeApp.objects.update(created_at=timezone.now() - timedelta(minutes=10, seconds=1))
    answer = client.post(f"{HERE}app/", {"code": phone.code()})
    assert answer["Location"] == HERE
    assert "länger als zehn Minuten" in words_of(client.get(HERE))
    with act_as(actor, today=today()):
        assert not CodeApp.objects.filter(confirmed_at__isnull=False).exists()
        with pytest.raises(NotVisible):
            confirm_code_app(code=phone.code(), actor=actor, now=timezone.now())


def test_the_secret_is_shown_only_to_who_has_just_proved_it(actor: Actor) -> None:
    client = signed_in(actor)
    client.post(f"{HERE}app/neu/")
    longer_ago(client)
    assert client.get(f"{HERE}app/")["Location"].startswith("/bestaetigen/")
    asked = client.post(f"{HERE}app/", {"code": "000000"})
    assert (asked.status_code, "Ihr Passwort" in asked.text) == (403, True)


class TestReset:
    """The device is lost."""

    def test_the_administration_takes_it_away_and_all_sessions_with_it(self, actor: Actor) -> None:
        client = signed_in(actor)
        _set_up(client)
        admin = signed_in(given.actor(Role.ADMIN, today=today()))
        page = f"/verwaltung/konten/{actor.id}/"
        assert "mit zweitem Faktor" in words_of(admin.get(page))
        assert admin.post(f"{page}zweiter-faktor/").status_code == 303
        assert "ohne zweiten Faktor" in words_of(admin.get(page))
        assert client.get("/konto/").status_code == 302
        entering, answer = _password(actor)
        assert entering.get(answer["Location"]).status_code == 200
        with act_as(given.actor(Role.DATA_PROTECTION, today=today()), today=today()):
            acts = set(AuditEntry.objects.filter(act__startswith="factor.").values_list("act", flat=True))
        assert acts == {"factor.app_set_up", "factor.codes_issued", "factor.reset"}

    def test_nobody_resets_their_own_and_nobody_else_may(self, actor: Actor) -> None:
        admin = given.actor(Role.ADMIN, today=today())
        assert signed_in(admin).post(f"/verwaltung/konten/{admin.id}/zweiter-faktor/").status_code == 403
        lead = signed_in(given.actor(Role.LEAD, today=today()))
        assert lead.post(f"/verwaltung/konten/{actor.id}/zweiter-faktor/").status_code == 403


class TestDemanded:
    """The site asks for it, role by role."""

    @staticmethod
    def _rule(days: int) -> None:
        with act_as(system_actor(), today=today()):
            FactorRule.objects.create(
                role=Role.CASE_MANAGER, grace_days=days, valid_from=today() - timedelta(days=400), source="Test"
            )

    def test_in_time_it_is_a_calm_hint(self, actor: Actor) -> None:
        self._rule(10)
        client, _ = _password(actor)
        assert "brauchen Sie zum Anmelden einen zweiten Faktor" in words_of(client.get("/heute/"))
        assert "ein zweiter Faktor ab dem" in words_of(client.get("/konto/"))
        _set_up(client)
        assert "zweiten Faktor" not in words_of(client.get("/heute/"))

    def test_afterwards_only_the_set_up_opens(self, actor: Actor) -> None:
        self._rule(0)
        client, _ = _password(actor)
        for address in ("/heute/", "/faelle/", "/konto/", "/suche/"):
            assert client.get(address)["Location"] == HERE, address
        typed = client.post("/konto/", {"name": "x"}, headers={"HX-Request": "true"})
        assert typed["HX-Redirect"] == HERE
        assert "Bitte richten Sie jetzt einen zweiten Faktor ein" in html.unescape(client.get(HERE).text)
        _set_up(client)
        assert client.get("/heute/").status_code == 200

    def test_who_has_no_such_role_is_not_asked(self) -> None:
        self._rule(0)
        member = given.actor(Role.MEMBER, today=today())
        given.set_password(member)
        client, _ = _password(member)
        assert client.get("/heute/").status_code == 200
