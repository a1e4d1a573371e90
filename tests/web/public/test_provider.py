"""Signing in with the house's own provider: a real one on the loopback interface, and everything that may be wrong."""

import logging
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.utils import timezone

from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from faden.kernel.audit.models import AuditEntry
from faden.kernel.identity.models import Account, RoleAssignment
from faden.kernel.identity.queries import system_actor
from faden.kernel.outbox.models import OutgoingMail
from faden.kernel.sign_in.models import CodeApp, ExternalIdentity, IdentityProvider
from tests import given
from tests.provider_given import AWAY, BACK, SECRET, configured, go, running_provider, says
from tests.web.signed_in import today, words_of

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    with running_provider() as address:
        yield address


@pytest.fixture(autouse=True)
def _secret(settings: Any) -> None:
    settings.OIDC_SECRET = SECRET


@pytest.fixture
def provider(issuer: str) -> IdentityProvider:
    return configured(issuer)


@pytest.fixture
def actor() -> Actor:
    somebody = given.actor(Role.ASSISTANT, today=today())
    given.set_password(somebody)
    return somebody


def _roles(actor: Actor) -> set[str]:
    with act_as(actor, today=today()):
        running = RoleAssignment.objects.filter(account_id=actor.id, until__isnull=True)
        return set(running.values_list("role", flat=True))


def test_the_button_stands_only_where_there_is_a_provider(actor: Actor) -> None:
    assert "Kreis-Anmeldung" not in Client().get("/anmelden/").text
    assert Client().get(AWAY)["Location"] == "/anmelden/"
    assert Client().get(BACK)["Location"] == "/anmelden/"


def test_sign_in_links_once_and_goes_where_somebody_wanted(actor: Actor, provider: IdentityProvider) -> None:
    assert "Mit Kreis-Anmeldung anmelden" in words_of(Client().get("/anmelden/"))
    says(provider, actor)
    client = Client()
    answer = client.get(go(client))
    assert (answer.status_code, answer["Location"]) == (303, "/konto/")
    assert actor.name in words_of(client.get("/konto/"))
    says(provider, actor, email="anders@faden.invalid")
    again = Client()
    assert again.get(go(again)).status_code == 303, "known by issuer and subject, not by the address"
    with act_as(actor, today=today()):
        assert ExternalIdentity.objects.count() == 1
    with act_as(system_actor(), today=today()):
        assert OutgoingMail.objects.filter(recipient=actor.email).count() == 1
        assert AuditEntry.objects.filter(act="identity.linked").count() == 1


def test_the_question_carries_pkce_state_and_nonce(provider: IdentityProvider) -> None:
    client = Client()
    asked = parse_qs(urlsplit(client.get(AWAY)["Location"]).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["response_type"] == ["code"]
    assert asked["redirect_uri"] == [f"http://testserver{BACK}"]
    assert min(len(asked[one][0]) for one in ("code_challenge", "nonce", "state")) >= 30
    assert client.session["provider"]["verifier"] not in str(asked)


@pytest.mark.parametrize(
    ("claims", "reason"),
    [
        ({"nonce": "another"}, "nonce"),
        ({"aud": "somebody-else"}, "for somebody else"),
        ({"aud": ["faden", "somebody-else"]}, "for somebody else"),
        ({"azp": "somebody-else"}, "for somebody else"),
        ({"iss": "http://localhost:1"}, "another issuer"),
        ({"exp": 1}, "not of this time"),
        ({"exp": "never"}, "not of this time"),
        ({"iat": 4_000_000_000}, "not of this time"),
        ({"acr": "urn:example:password"}, "acr"),
        ({"acr": None}, "acr"),
        ({"email_verified": False}, "without a verified address"),
        ({"email_verified": "true"}, "without a verified address"),
        ({"email": "nobody@faden.invalid"}, "no account has this address"),
        ({"groups": ["abh", "kim-fallarbeit"]}, "never in one hand"),
    ],
    ids=str,
)
def test_what_does_not_hold_opens_nothing(
    actor: Actor, provider: IdentityProvider, claims: dict[str, Any], reason: str, caplog: pytest.LogCaptureFixture
) -> None:
    says(provider, actor, **claims)
    client = Client()
    back = go(client)
    with caplog.at_level(logging.INFO, "faden.security"):
        answer = client.get(back)
    assert (answer.status_code, "Kreis-Anmeldung" in words_of(answer)) == (403, True)
    assert reason in caplog.text.replace("made for somebody", "for somebody")
    assert "eyJ" not in caplog.text, "no token in the log"
    assert parse_qs(urlsplit(back).query)["code"][0] not in caplog.text
    assert client.get("/konto/").status_code == 302
    with act_as(system_actor(), today=today()):
        assert not ExternalIdentity.objects.exists()
        assert not AuditEntry.objects.filter(act__in=["role.given", "identity.linked"]).exists()
    assert _roles(actor) == {Role.ASSISTANT}


def test_a_signature_that_is_not_allowed_opens_nothing(actor: Actor, provider: IdentityProvider) -> None:
    with act_as(system_actor(), today=today()):
        IdentityProvider.objects.update(algorithms=["ES256", "HS256", "none"])
    says(provider, actor)
    client = Client()
    assert client.get(go(client)).status_code == 403


def test_state_counts_once_and_only_in_the_browser_that_was_sent(actor: Actor, provider: IdentityProvider) -> None:
    says(provider, actor)
    client, other = Client(), Client()
    back = go(client)
    assert other.get(back).status_code == 403, "a stranger's browser"
    other.get(AWAY)
    assert other.get(back).status_code == 403, "one that was sent away with another state"
    assert client.get(back).status_code == 303
    client.post("/abmelden/")
    assert client.get(back).status_code == 403, "replayed"


def test_without_the_verifier_there_is_no_token(actor: Actor, provider: IdentityProvider) -> None:
    says(provider, actor)
    client = Client()
    back = go(client)
    session = client.session
    session["provider"] = {**session["provider"], "verifier": "x" * 64}
    session.save()
    assert client.get(back).status_code == 403


def test_an_answer_of_another_issuer_or_a_refusal_is_none(actor: Actor, provider: IdentityProvider) -> None:
    says(provider, actor)
    client = Client()
    assert client.get(f"{go(client)}&iss=https%3A%2F%2Fevil.example").status_code == 403
    state = parse_qs(urlsplit(client.get(AWAY)["Location"]).query)["state"][0]
    assert client.get(BACK, {"error": "access_denied", "state": state}).status_code == 403


def test_a_provider_that_is_away_or_says_it_is_another(actor: Actor, provider: IdentityProvider) -> None:
    for issuer in ("http://localhost:1", f"{provider.issuer}/", "http://faden.invalid"):
        with act_as(system_actor(), today=today()):
            IdentityProvider.objects.update(issuer=issuer)
        answer = Client().get(AWAY)
        assert (answer.status_code, "kam nicht zustande" in words_of(answer)) == (403, True)


def test_roles_come_and_go_with_the_claim_and_leave_the_others_alone(actor: Actor, provider: IdentityProvider) -> None:
    for groups, roles in (
        (["kim-fallarbeit", "unbekannt"], {Role.ASSISTANT, Role.CASE_MANAGER}),
        (["kim-fallarbeit", "kim-leitung"], {Role.ASSISTANT, Role.CASE_MANAGER, Role.LEAD}),
        (["kim-leitung"], {Role.ASSISTANT, Role.LEAD}),
        ([], {Role.ASSISTANT}),
        (["kim-fallarbeit"], {Role.ASSISTANT, Role.CASE_MANAGER}),
    ):
        says(provider, actor, groups=groups)
        client = Client()
        assert client.get(go(client)).status_code == 303
        assert _roles(actor) == roles
    with act_as(system_actor(), today=today()):
        acts = AuditEntry.objects.filter(act__startswith="role.")
        assert sorted(acts.values_list("act", flat=True)) == ["role.ended"] * 2 + ["role.given"] * 3


def test_a_blocked_account_stays_blocked(actor: Actor, provider: IdentityProvider) -> None:
    says(provider, actor)
    client = Client()
    assert client.get(go(client)).status_code == 303
    with act_as(system_actor(), today=today()):
        Account.objects.filter(id=actor.id).update(deactivated_on=today())
    assert client.get("/konto/").status_code == 302
    again = Client()
    assert again.get(go(again)).status_code == 403


def test_another_subject_does_not_take_over_an_account(actor: Actor, provider: IdentityProvider) -> None:
    says(provider, actor)
    client = Client()
    client.get(go(client))
    says(provider, actor, subject="s-0815")
    thief = Client()
    assert thief.get(go(thief, subject="s-0815")).status_code == 403


def test_a_new_account_only_where_the_site_says_so_and_a_role_follows(provider: IdentityProvider) -> None:
    new = Actor(id=system_actor().id, name="Neue Kollegin", email="neu@faden.invalid")
    for opens, groups, status in ((False, ["kim-fallarbeit"], 403), (True, [], 403), (True, ["kim-fallarbeit"], 303)):
        with act_as(system_actor(), today=today()):
            IdentityProvider.objects.update(opens_accounts=opens)
        says(provider, new, groups=groups)
        client = Client()
        assert client.get(go(client)).status_code == status, (opens, groups)
    with act_as(system_actor(), today=today()):
        assert not Account.objects.get(email=new.email).has_usable_password()


def test_where_the_strength_is_not_asked_our_own_factor_is(actor: Actor, provider: IdentityProvider) -> None:
    with act_as(system_actor(), today=today()):
        IdentityProvider.objects.update(acr=[])
    with act_as(actor, today=today()):
        now = timezone.now()
        CodeApp.objects.create(account_id=actor.id, sealed=b"x", created_at=now, confirmed_at=now)
    says(provider, actor, acr=None)
    client = Client()
    assert client.get(go(client))["Location"] == "/anmelden/zweiter-faktor/"
