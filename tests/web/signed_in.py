"""A browser in which somebody is signed in."""

import html
import re
from datetime import date

from django.test import Client
from django.utils import timezone

from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from tests import given
from tests.signed_in import signed_in


def today() -> date:
    """The day the pages live on."""
    return timezone.localdate()


def client_of(somebody: Actor) -> Client:
    """The browser of this person."""
    return signed_in(somebody)


def somebody(*roles: Role) -> tuple[Actor, Client]:
    """A new colleague with these roles, and their browser."""
    actor = given.actor(*roles, today=today())
    return actor, client_of(actor)


def words_of(answer: object) -> str:
    """The words of a page, one space between them."""
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", answer.text)))  # type: ignore[attr-defined]
