"""A browser in which somebody is signed in, without the page for it."""

from django.test import Client
from django.utils import timezone

from faden.kernel.access.actor import Actor
from faden.web.layout.session import ACCOUNT, BEGAN, CONFIRMED, DEVICE, HASH, SEEN
from tests.given import account_of


def signed_in(somebody: Actor) -> Client:
    """A client with a running session of this person."""
    client = Client()
    session = client.session
    now = timezone.now().timestamp()
    session[ACCOUNT] = str(somebody.id)
    session[HASH] = account_of(somebody).get_session_auth_hash()
    session[BEGAN] = session[SEEN] = session[CONFIRMED] = now
    session[DEVICE] = "Firefox unter Linux"
    session.save()
    return client


def longer_ago(client: Client) -> None:
    """Whoever sits there proved longer than ten minutes ago that it is they."""
    session = client.session
    session[CONFIRMED] -= 3600
    session.save()
