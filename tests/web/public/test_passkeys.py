"""Passkeys: set up, used at sign-in and to confirm, refused when anything about the answer is wrong, removed."""

import html
import json
import logging
import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import given as for_any
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from faden.domain.consent.enums import TransferKind
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from faden.kernel.audit.models import AuditEntry
from faden.kernel.identity.queries import system_actor
from faden.kernel.outbox.models import OutgoingMail
from faden.kernel.sign_in import passkeys
from faden.kernel.sign_in.models import FactorRule, Passkey
from faden.kernel.sign_in.notices import SUBJECT, Change
from tests import given
from tests.authenticator import FLAG, HERE, Authenticator
from tests.signed_in import longer_ago, signed_in
from tests.web.signed_in import today, words_of

pytestmark = pytest.mark.django_db
OVERVIEW = "/konto/zweiter-faktor/"
NEW = f"{OVERVIEW}passkey/"
STEP = "/anmelden/zweiter-faktor/"


def _question(page: Any) -> dict[str, Any]:
    found = re.search(r'data-passkey="([^"]+)"', page.text)
    assert found is not None, page.text[:2000]
    told: dict[str, Any] = json.loads(html.unescape(found[1]))
    return told


def _set_up(client: Client, device: Authenticator, name: str = "Laptop") -> Any:
    return client.post(NEW, {"name": name, "answer": device.make(_question(client.get(NEW)))})


def _half(actor: Actor) -> Client:
    client = Client()
    client.post("/anmelden/", {"email": actor.email, "password": given.PASSWORD, "weiter": "/konto/"})
    return client


@pytest.fixture
def actor() -> Actor:
    somebody = given.actor(Role.CASE_MANAGER, today=today())
    given.set_password(somebody)
    return somebody


@pytest.fixture
def device(actor: Actor) -> Authenticator:
    """One that is set up."""
    device = Authenticator()
    assert _set_up(signed_in(actor), device).status_code == 200
    return device


def test_set_up_shows_paper_once_and_tells_the_account(actor: Actor) -> None:
    client, device = signed_in(actor), Authenticator()
    answer = _set_up(client, device, "Dienstlaptop")
    assert len(re.findall(r"<li><code>([0-9A-Z-]+)</code></li>", answer.text)) == 10
    assert "Dienstlaptop" in words_of(client.get(OVERVIEW))
    second = _set_up(client, Authenticator(identifier=b"x" * 64), "Telefon")
    assert (second.status_code, second["Location"]) == (303, OVERVIEW)
    with act_as(actor, today=today()):
        mails = OutgoingMail.objects.filter(recipient=actor.email)
        assert sum(Change.PASSKEY in mail.body for mail in mails) == 2
        assert {mail.subject for mail in mails} == {SUBJECT}
        assert AuditEntry.objects.filter(act="factor.passkey_added").count() == 2


def test_the_question_asks_for_a_person_and_not_twice_for_a_device(actor: Actor, device: Authenticator) -> None:
    question = _question(signed_in(actor).get(NEW))
    assert question["rp"]["id"] == "localhost"
    assert question["authenticatorSelection"]["userVerification"] == "required"
    assert len(question["excludeCredentials"]) == 1
    assert [one["alg"] for one in question["pubKeyCredParams"]] == [-7, -8, -257]
    assert _question(_half(actor).get(STEP))["userVerification"] == "required"


def test_sign_in(actor: Actor, device: Authenticator) -> None:
    client = _half(actor)
    assert client.get("/konto/").status_code == 302, "the password alone opens nothing"
    page = client.get(STEP)
    assert "Einer Ihrer Notfallcodes" in words_of(page)
    entered = client.post(STEP, {"passkey": device.use(_question(page))})
    assert (entered.status_code, entered["Location"]) == (303, "/konto/")
    assert "Nach dem Passwort fragt die Anmeldung nach einem Passkey." in words_of(client.get("/konto/"))
    with act_as(actor, today=today()):
        assert Passkey.objects.get().used_at is not None


def test_paper_replaces_it(actor: Actor) -> None:
    answer = _set_up(signed_in(actor), Authenticator())
    codes = re.findall(r"<li><code>([0-9A-Z-]+)</code></li>", answer.text)
    assert _half(actor).post(STEP, {"code": codes[3]}).status_code == 303
    assert _half(actor).post(STEP, {"code": "", "passkey": ""}).status_code == 422


@pytest.mark.parametrize(
    "wrong",
    [
        {"flags": FLAG.USER_PRESENT},
        {"flags": FLAG.USER_VERIFIED},
        {"origin": "https://localhost"},
        {"origin": "http://localhost.evil.example"},
        {"origin": "http://evil.example"},
        {"crosses": True},
    ],
    ids=str,
)
def test_a_wrong_answer_opens_nothing(actor: Actor, device: Authenticator, wrong: dict[str, Any]) -> None:
    client = _half(actor)
    answer = client.post(STEP, {"passkey": device.use(_question(client.get(STEP)), **wrong)})
    assert answer.status_code == 422
    assert "Der Passkey wurde nicht angenommen." in words_of(answer)
    assert client.get("/konto/").status_code == 302


@pytest.mark.parametrize("wrong", [{"flags": FLAG.USER_PRESENT}, {"origin": "http://evil.example"}], ids=str)
def test_a_wrong_answer_sets_nothing_up(actor: Actor, wrong: dict[str, Any]) -> None:
    client = signed_in(actor)
    answer = client.post(NEW, {"name": "x", "answer": Authenticator().make(_question(client.get(NEW)), **wrong)})
    assert (answer.status_code, passkeys.FAILED in words_of(answer)) == (422, True)
    with act_as(actor, today=today()):
        assert not Passkey.objects.exists()


def test_another_key_another_site_another_persons_device(actor: Actor, device: Authenticator) -> None:
    other = given.actor(Role.CASE_MANAGER, today=today())
    given.set_password(other)
    theirs = Authenticator(identifier=b"theirs, not yours")
    _set_up(signed_in(other), theirs)
    elsewhere = Authenticator(host="faden.example")
    elsewhere.key = device.key
    for wrong in (Authenticator(), theirs, elsewhere):
        client = _half(actor)
        assert client.post(STEP, {"passkey": wrong.use(_question(client.get(STEP)))}).status_code == 422


def test_nobody_takes_over_a_passkey_that_is_known(actor: Actor, device: Authenticator) -> None:
    client = signed_in(given.actor(Role.LEAD, today=today()))
    assert passkeys.FAILED in words_of(_set_up(client, device))


def test_an_answer_counts_once_in_the_session_that_was_asked_for_what_it_was_asked(
    actor: Actor, device: Authenticator
) -> None:
    first, second = _half(actor), _half(actor)
    question = _question(first.get(STEP))
    answer = device.use(question)
    assert second.post(STEP, {"passkey": answer}).status_code == 422, "asked in another session"
    kept = first.session["passkey_asked"]
    assert first.post(STEP, {"passkey": answer}).status_code == 303
    again = _half(actor)
    again.get(STEP)
    session = again.session
    session["passkey_asked"] = kept
    session.save()
    assert again.post(STEP, {"passkey": answer}).status_code == 422, "answered before, even if the session forgot"
    client = signed_in(actor)
    made = Authenticator(identifier=b"second").make(_question(client.get(NEW)))
    longer_ago(client)
    client.get("/bestaetigen/")
    assert client.post("/bestaetigen/", {"bestaetigung-passkey": made}).status_code == 422
    late = _half(actor)
    question = _question(late.get(STEP))
    session = late.session
    session["passkey_asked"] = [[kind, kept, at - 601] for kind, kept, at in session["passkey_asked"]]
    session.save()
    assert late.post(STEP, {"passkey": device.use(question)}).status_code == 422, "asked too long ago"


def test_several_pages_may_ask_side_by_side(actor: Actor, device: Authenticator) -> None:
    client = _half(actor)
    questions = [_question(client.get(STEP)) for _ in range(5)]
    assert client.post(STEP, {"passkey": device.use(questions[0])}).status_code == 422, "one too many"
    assert client.post(STEP, {"passkey": device.use(questions[3])}).status_code == 303


def test_a_counter_that_goes_back_is_a_copy(
    actor: Actor, device: Authenticator, caplog: pytest.LogCaptureFixture
) -> None:
    device.counter = 7
    client = _half(actor)
    assert client.post(STEP, {"passkey": device.use(_question(client.get(STEP)))}).status_code == 303
    for counter in (7, 3, 0):
        device.counter = counter
        client = _half(actor)
        with caplog.at_level(logging.WARNING, "faden.security"):
            assert client.post(STEP, {"passkey": device.use(_question(client.get(STEP)))}).status_code == 422
    assert "may have been copied" in caplog.text
    with act_as(actor, today=today()):
        assert AuditEntry.objects.filter(act="factor.passkey_doubted").count() == 3


def test_synced_passkeys_do_not_count(actor: Actor, device: Authenticator) -> None:
    for _ in range(2):
        device.counter = 0
        client = _half(actor)
        assert client.post(STEP, {"passkey": device.use(_question(client.get(STEP)))}).status_code == 303


def test_guessing_is_slowed_down(actor: Actor, device: Authenticator) -> None:
    client = _half(actor)
    for _ in range(5):
        client.post(STEP, {"passkey": "{}"})
    answer = client.post(STEP, {"passkey": device.use(_question(client.get(STEP)))})
    assert "Zu viele Versuche." in answer.text


def test_it_confirms_before_far_reaching_acts(actor: Actor, device: Authenticator) -> None:
    given.legal_basis(TransferKind.EXPORT)
    client = signed_in(actor)
    longer_ago(client)
    asked = client.get(client.get("/faelle/export/csv/")["Location"])
    assert "Mit Passkey bestätigen" in words_of(asked)
    wrong = client.post("/bestaetigen/", {"weiter": "/faelle/export/csv/", "bestaetigung-passkey": "{}"})
    assert wrong.status_code == 422
    given_back = {"weiter": "/faelle/export/csv/", "bestaetigung-passkey": device.use(_question(wrong))}
    assert client.post("/bestaetigen/", given_back)["Location"] == "/faelle/export/csv/"
    assert client.get("/faelle/export/csv/").status_code == 200


def test_it_confirms_in_place_of_the_act_with_everything_typed(actor: Actor, device: Authenticator) -> None:
    client = signed_in(actor)
    longer_ago(client)
    typed = {"name": "Auswertung", "scopes": "figures:read", "days": "30"}
    asked = client.post("/konto/", typed)
    assert (asked.status_code, 'value="Auswertung"' in asked.text) == (403, True)
    done = client.post("/konto/", {**typed, "bestaetigung-passkey": device.use(_question(asked))})
    assert "Ihr neuer Schlüssel" in words_of(done)


def test_set_up_and_removal_ask_first(actor: Actor, device: Authenticator) -> None:
    client = signed_in(actor)
    longer_ago(client)
    assert client.get(NEW)["Location"].startswith("/bestaetigen/")
    with act_as(actor, today=today()):
        key = Passkey.objects.get().id
    assert client.post(f"{NEW}{key}/entfernen/").status_code == 403
    assert "Mit Passkey bestätigen" in words_of(client.get("/bestaetigen/"))


def test_the_last_one_stays_and_strangers_remove_none(actor: Actor, device: Authenticator) -> None:
    client = signed_in(actor)
    with act_as(actor, today=today()):
        first = Passkey.objects.get().id
    refused = client.post(f"{NEW}{first}/entfernen/")
    assert (refused.status_code, "einziger zweiter Faktor" in words_of(refused)) == (403, True)
    _set_up(client, Authenticator(identifier=b"second"), "Telefon")
    assert signed_in(given.actor(Role.LEAD, today=today())).post(f"{NEW}{first}/entfernen/").status_code == 404
    assert signed_in(given.actor(Role.ADMIN, today=today())).post(f"{NEW}{first}/entfernen/").status_code == 404
    assert client.post(f"{NEW}{first}/entfernen/").status_code == 303
    half = _half(actor)
    assert half.post(STEP, {"passkey": device.use(_question(half.get(STEP)))}).status_code == 422
    with act_as(actor, today=today()):
        assert AuditEntry.objects.filter(act="factor.passkey_removed").count() == 1
        assert OutgoingMail.objects.filter(body__contains=Change.PASSKEY_REMOVED).count() == 1


def test_names_tell_them_apart(actor: Actor, device: Authenticator) -> None:
    client = signed_in(actor)
    again = _set_up(client, Authenticator(identifier=b"second"), "Laptop")
    assert (again.status_code, passkeys.TAKEN_NAME in words_of(again)) == (422, True)
    nameless = _set_up(client, Authenticator(identifier=b"second"), " ")
    assert (nameless.status_code, "Bitte einen Namen eingeben." in words_of(nameless)) == (422, True)
    empty = client.post(NEW, {"name": "Telefon"})
    assert "Ohne JavaScript geht es mit einer Authenticator-App." in words_of(empty)


def test_ten_are_enough(actor: Actor) -> None:
    client = signed_in(actor)
    for number in range(passkeys.MOST):
        assert _set_up(client, Authenticator(identifier=f"key {number}".encode()), f"Nr. {number}").status_code < 400
    assert passkeys.TOO_MANY in words_of(_set_up(client, Authenticator(), "Nr. 11"))


def test_it_fulfils_what_the_site_demands(actor: Actor) -> None:
    with act_as(system_actor(), today=today()):
        FactorRule.objects.create(
            role=Role.CASE_MANAGER, grace_days=0, valid_from=today() - timedelta(days=400), source="Test"
        )
    client = _half(actor)
    assert client.get("/heute/")["Location"] == OVERVIEW
    assert _set_up(client, Authenticator()).status_code == 200
    assert client.get("/heute/").status_code == 200


def test_the_administration_takes_it_away_with_everything_else(actor: Actor, device: Authenticator) -> None:
    admin = signed_in(given.actor(Role.ADMIN, today=today()))
    assert admin.post(f"/verwaltung/konten/{actor.id}/zweiter-faktor/").status_code == 303
    with act_as(actor, today=today()):
        assert not Passkey.objects.exists()
    assert _half(actor).get("/konto/").status_code == 200


def test_behind_tls_only_our_own_address_is_ours(settings: Any) -> None:
    settings.BEHIND_TLS, settings.PASSKEY_HOST = True, "faden.kreis.example"
    settings.CSRF_TRUSTED_ORIGINS = ["https://faden.kreis.example:8443", "https://anders.kreis.example"]
    ours = ["https://faden.kreis.example", "https://faden.kreis.example:8443"]
    foreign = [
        "http://faden.kreis.example", "https://anders.kreis.example", "https://faden.kreis.example.evil.example",
        "https://faden.kreis.example:8444", "https://kreis.example", "null", "",
    ]  # fmt: skip
    assert [one for one in ours + foreign if passkeys.is_own_origin(one)] == ours
    settings.BEHIND_TLS = False
    assert not passkeys.is_own_origin(HERE)


PARTS = st.sampled_from(["id", "rawId", "response", "clientDataJSON", "attestationObject", "signature", "type"])
SHAPES = st.recursive(
    st.none() | st.integers() | st.text(max_size=8),
    lambda one: st.lists(one) | st.dictionaries(PARTS, one),
    max_leaves=9,
)


@for_any(answer=st.one_of(st.text(max_size=40), SHAPES.map(json.dumps)))
@hypothesis_settings(max_examples=200)
def test_what_is_no_answer_is_none(answer: str) -> None:
    now, actor = timezone.now(), system_actor()
    assert passkeys.challenge_answered(answer) != b"x" * 32
    with act_as(actor, today=today()):
        assert not passkeys.takes_passkey(answer=answer, challenge=b"x" * 32, actor=actor, now=now)
