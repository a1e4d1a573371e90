"""Somebody at a page: a colleague with a browser, on the day the pages live on, and the words they read."""

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


def somebody(*roles: Role) -> tuple[Actor, Client]:
    """A new colleague with these roles, and their browser."""
    actor = given.actor(*roles, today=today())
    return actor, signed_in(actor)


def words_of(answer: object) -> str:
    """The words of a page, one space between them."""
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", answer.text)))  # type: ignore[attr-defined]
