"""A browser in which somebody is signed in."""

import html
import re
from datetime import date

from django.test import Client
from django.utils import timezone

from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from faden.web.layout import session
from tests import given


def today() -> date:
    """The day the pages live on."""
    return timezone.localdate()


def client_of(somebody: Actor) -> Client:
    """The browser of this person."""
    client = Client()
    now = timezone.now().timestamp()
    kept = client.session
    secret = given.account_of(somebody).get_session_auth_hash()
    kept.update({session.ACCOUNT: str(somebody.id), session.HASH: secret, session.BEGAN: now, session.SEEN: now})
    kept.save()
    return client


def somebody(*roles: Role) -> tuple[Actor, Client]:
    """A new colleague with these roles, and their browser."""
    actor = given.actor(*roles, today=today())
    return actor, client_of(actor)


def words_of(answer: object) -> str:
    """The words of a page, one space between them."""
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", answer.text)))  # type: ignore[attr-defined]
