"""One thread through every room, with four people, in one run."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from faden.demo.invent import invent
from faden.kernel.identity.queries import system_actor
from faden.lib import german
from faden.processes import load_site
from tests.journeys.thread import Office, walk

CASES = 20
#: An anonymous contact of the open hour, from the start page to "gespeichert", without a mouse.
MOST_KEYS = 15


@pytest.fixture
def office(chromium: Browser, live_server: LiveServer) -> Office:
    """The real site with a few invented people."""
    today = timezone.localdate()
    load_site.load(path=Path("sites/paderborn.yaml"), actor=system_actor(), on=today)
    logins = invent(cases=CASES, today=today, say=lambda _: None)
    return Office(chromium, live_server.url, logins, german.day(today), german.day(today + timedelta(days=90)))


def test_from_the_open_hour_to_the_decision_and_back(office: Office) -> None:
    walk(office)
    assert len(office.looks) > 25
    assert 0 < office.keystrokes <= MOST_KEYS
