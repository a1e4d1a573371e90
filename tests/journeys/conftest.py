"""What every journey begins with."""

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
from tests.journeys.thread import Office

CASES = 20


@pytest.fixture
def office(chromium: Browser, live_server: LiveServer, request: pytest.FixtureRequest) -> Office:
    """The real site with a few invented people; with more where a journey says how many cases it wants to see."""
    today = timezone.localdate()
    load_site.load(path=Path("sites/paderborn.yaml"), actor=system_actor(), on=today)
    logins = invent(cases=getattr(request, "param", CASES), today=today, say=lambda _: None)
    return Office(chromium, live_server.url, logins, german.day(today), german.day(today + timedelta(days=90)))
