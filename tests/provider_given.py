"""A house's own provider that is there: the process, the site's word about it, and somebody who signs in at it."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from subprocess import DEVNULL, PIPE, Popen
from typing import Any
from urllib.parse import quote, urlsplit

import requests
from django.test import Client

from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from faden.kernel.identity.queries import system_actor
from faden.kernel.sign_in.models import IdentityProvider
from tests.web.signed_in import today

AWAY, BACK = "/anmelden/anbieter/", "/anmelden/anbieter/zurueck/"
SUBJECT, STRONG = "s-4711", "urn:example:two-factors"
SECRET = "shared-with-the-provider"


@contextmanager
def running_provider() -> Iterator[str]:
    """Its address while it runs."""
    with Popen(
        [sys.executable, "-W", "ignore", "-m", "tests.provider_process"], stdout=PIPE, stderr=DEVNULL
    ) as process:
        assert process.stdout is not None
        yield f"http://localhost:{int(process.stdout.readline())}"
        process.terminate()


def configured(issuer: str) -> IdentityProvider:
    """The site names it, demands two factors of it, and three of its groups have a role."""
    with act_as(system_actor(), today=today()):
        return IdentityProvider.objects.create(
            key="haus",
            name="Kreis-Anmeldung",
            issuer=issuer,
            client_id="faden",
            acr=[STRONG],
            algorithms=["RS256"],
            roles_claim="groups",
            roles={"kim-fallarbeit": Role.CASE_MANAGER, "kim-leitung": Role.LEAD, "abh": Role.RESIDENCE_OFFICER},
            source="Test",
        )


def says(provider: IdentityProvider, actor: Actor, subject: str = SUBJECT, **claims: Any) -> None:
    """What the provider will say about who signs in under this subject."""
    said = {"email": actor.email, "email_verified": True, "name": actor.name, "acr": STRONG, "groups": []} | claims
    requests.put(f"{provider.issuer}/users/{quote(subject)}", json=said, timeout=10).raise_for_status()


def go(client: Client, wanted: str = "/konto/", subject: str = SUBJECT) -> str:
    """Through the provider's own form; where it sends the browser."""
    address = client.get(AWAY, {"weiter": wanted})["Location"]
    answer = requests.post(address, data={"sub": subject}, allow_redirects=False, timeout=10)
    back = urlsplit(answer.headers["Location"])
    assert back.path == BACK
    return f"{back.path}?{back.query}"
