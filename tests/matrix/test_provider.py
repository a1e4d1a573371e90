"""The addresses of the house's own provider where a site has one: the big table knows them without one only.

Whoever is signed in is sent on and stays who they are; a stranger is sent to the provider, and comes in by nothing
but the answer to the question of this very browser.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.identity.models import RoleAssignment
from faden.kernel.identity.queries import account_with_roles, system_actor
from faden.kernel.sign_in.models import ExternalIdentity, IdentityProvider
from faden.processes.keep_accounts import deactivate_account
from tests import given
from tests.matrix import table
from tests.matrix.asking import Asking
from tests.matrix.world import NOBODY, World
from tests.provider_given import AWAY, BACK, SECRET, configured, go, running_provider, says
from tests.web.signed_in import today, words_of

pytestmark = pytest.mark.django_db(transaction=True)
SIGNED_IN = [name for name in table.COLUMNS if name != NOBODY]
FORGED = f"{BACK}?code=erfunden&state=erfunden"


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    with running_provider() as address:
        yield address


@pytest.fixture
def asking(settings: Any) -> Asking:
    settings.OIDC_SECRET = SECRET
    return Asking(World(timezone.localdate(), timezone.now()))


@pytest.fixture
def provider(asking: Asking, issuer: str) -> IdentityProvider:
    return configured(issuer)


def _is(client: Client) -> str:
    """The page of one's own account, or where somebody is sent who is nobody."""
    answer = client.get("/konto/")
    return words_of(answer) if answer.status_code == 200 else str(answer["Location"])


def _roles(actor: Actor) -> list[Any]:
    with act_as(system_actor(), today=today()):
        held = RoleAssignment.objects.filter(account_id=actor.id, until__isnull=True)
        return sorted(held.values_list("role", "scope_id"))


def test_everybody_gets_what_a_site_with_a_provider_says(asking: Asking, provider: IdentityProvider) -> None:
    found = {
        (method, path, name): asking.ask(name, method, path).status_code
        for path in (AWAY, BACK, FORGED)
        for method in ("GET", "POST", "PUT", "PATCH", "DELETE")
        for name in table.COLUMNS
    }
    expected = {
        (method, path, name): 405 if method != "GET" else 303 if name != NOBODY else 302 if path == AWAY else 403
        for method, path, name in found
    }
    assert len(found) == 3 * 5 * len(table.COLUMNS)
    assert {cell: status for cell, status in found.items() if status != expected[cell]} == {}
    for name in SIGNED_IN:
        for path in (AWAY, BACK, FORGED):
            assert asking.ask(name, "GET", path)["Location"] == "/anmelden/", name
    assert asking.ask(NOBODY, "GET", AWAY)["Location"].startswith(f"{provider.issuer}/")


def test_who_is_signed_in_does_not_become_who_the_provider_says(asking: Asking, provider: IdentityProvider) -> None:
    """Somebody else's way back in one's own browser: neither the session nor the account is linked by it."""
    thief = asking.world.actors["admin"]
    says(provider, thief)
    for name in SIGNED_IN:
        way_back = go(Client())
        client, actor = asking.client(name), asking.world.actors[name]
        assert client.get(way_back)["Location"] == "/anmelden/"
        assert actor.email in _is(client), name
    with act_as(system_actor(), today=today()):
        assert not ExternalIdentity.objects.exists()


def test_everybody_comes_in_as_who_they_are_and_with_the_roles_they_had(
    asking: Asking, provider: IdentityProvider
) -> None:
    for name in SIGNED_IN:
        actor = asking.world.actors[name]
        before = _roles(actor)
        says(provider, actor, subject=name)
        client = Client()
        way_back = go(client, subject=name)
        assert Client().get(way_back).status_code == 403, "in another browser"
        answer = client.get(way_back)
        assert (answer.status_code, answer["Location"]) == (303, "/konto/"), name
        assert actor.email in _is(client)
        assert _roles(actor) == before, name
        assert client.get(way_back)["Location"] == "/anmelden/", "once"


def test_a_role_by_the_claim_never_joins_the_authority_and_casework(asking: Asking, provider: IdentityProvider) -> None:
    """Whatever the provider says, nobody who works for the residence authority comes to casework, nor back."""
    for name, group in (("resid", "kim-fallarbeit"), ("manag", "abh")):
        actor = asking.world.actors[name]
        before = _roles(actor)
        says(provider, actor, subject=name, groups=[group])
        client = Client()
        assert client.get(go(client, subject=name)).status_code == 403, name
        assert _is(client).startswith("/anmelden/")
        assert _roles(actor) == before


def test_a_stranger_of_the_house_and_a_closed_account_stay_outside(asking: Asking, provider: IdentityProvider) -> None:
    stranger = Actor(id=system_actor().id, name="Wer ist das", email="niemand@faden.invalid")
    admin, closed = asking.world.actors["admin"], asking.world.actors["helpr"]
    with act_as(admin, today=today()):
        deactivate_account(account=account_with_roles(closed.id), on=today(), actor=admin, now=timezone.now())
    told = set()
    for number, actor in enumerate((stranger, closed)):
        says(provider, actor, subject=f"fremd-{number}", groups=["kim-leitung"])
        client = Client()
        answer = client.get(go(client, subject=f"fremd-{number}"))
        assert answer.status_code == 403
        assert _is(client).startswith("/anmelden/")
        told.add(words_of(answer))
    assert len(told) == 1, "that an account is closed is not told either"


def test_a_person_without_any_role_sees_nothing_by_coming_in(asking: Asking, provider: IdentityProvider) -> None:
    somebody = given.actor(today=today())
    says(provider, somebody, subject="ohne-rolle")
    client = Client()
    assert client.get(go(client, subject="ohne-rolle")).status_code == 303
    for address in ("/faelle/", "/luecken/", "/verwaltung/konten/", "/datenschutz/protokoll/"):
        assert client.get(address).status_code == 403, address
