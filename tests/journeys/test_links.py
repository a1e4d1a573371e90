"""Whoever is shown a link may follow it: every link of every page, as everybody."""

import re
from collections import Counter, deque
from html import unescape
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from django.test import Client
from django.utils import timezone

from faden.demo.invent import invent
from faden.demo.staff import Login
from faden.kernel.identity.queries import system_actor
from faden.processes import load_site

pytestmark = pytest.mark.django_db(transaction=True)

LINK = re.compile(r'<a\b[^>]*\bhref="([^"]+)"')
#: What differs between two addresses of the same page.
NAMES = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|\b(?:[LT]-)?\d\d-\d{4,6}\b|=[^&]*")
#: Pages that show what error pages look like.
SAMPLES = "/ui/seiten/"
#: Pages of one kind looked at, as each person; and of one page with all its questions (filters, orders, periods).
OF_A_KIND = 2
OF_A_PAGE = 20


@pytest.mark.parametrize("site", ["paderborn", "warendorf"])
def test_no_link_leads_nowhere(site: str) -> None:
    today = timezone.localdate()
    load_site.load(path=Path("sites") / f"{site}.yaml", actor=system_actor(), on=today)
    logins = invent(cases=12, today=today, say=lambda _: None)
    shown = {login.roles[0]: login for login in reversed(logins)}
    assert [line for login in shown.values() for line in dead_links(login)] == []


def dead_links(login: Login) -> list[str]:
    """Follow links from the start page; what is not answered, with the page it stood on."""
    client = Client(raise_request_exception=False)
    client.post("/anmelden/", {"email": login.email, "password": login.password})
    waiting, seen, kinds, pages = deque([("/heute/", "/")]), {"/heute/"}, Counter[str](), Counter[str]()
    dead = []
    while waiting:
        path, found_on = waiting.popleft()
        answer = client.get(path)
        if answer.status_code not in (200, 302, 303):
            dead.append(f"{login.roles[0]}: {path} ({answer.status_code}) on {found_on}")
        if answer.status_code != 200 or not answer.headers["Content-Type"].startswith("text/html"):
            continue
        for href in LINK.findall(answer.text):
            target = urlsplit(urljoin(path, unescape(href)))
            address = f"{target.path}?{target.query}" if target.query else target.path
            kind, page = NAMES.sub("*", address), NAMES.sub("*", target.path)
            if (
                target.scheme
                or target.netloc
                or target.path.startswith(SAMPLES)
                or address in seen
                or kinds[kind] >= OF_A_KIND
                or pages[page] >= OF_A_PAGE
            ):
                continue
            seen.add(address)
            kinds[kind] += 1
            pages[page] += 1
            waiting.append((address, path))
    assert len(seen) > 5, "nobody is shown so little"
    return dead
