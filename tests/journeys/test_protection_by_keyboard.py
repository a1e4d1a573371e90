"""Without a mouse to the last page: let a helper in, open a file in an emergency, sign on the device."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlsplit

from django.utils import timezone
from playwright.sync_api import Page

from faden.domain.cases.models import Case
from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from tests import given
from tests.journeys.morning import actor_in
from tests.journeys.thread import Office
from tests.journeys.walking import Walker, walker

#: More than any of these pages has to walk through.
MOST = 60
#: What has the focus: its name, its words, whether it can be seen where the page stands now.
FOCUSED = """() => {
  const one = document.activeElement, box = one.getBoundingClientRect(), style = getComputedStyle(one);
  return {
    words: `${one.name || ""} ${one.innerText || ""}`.trim(),
    shown: box.top >= 0 && box.bottom <= innerHeight && style.outlineStyle !== "none",
  };
}"""


class Keys:
    """Goes on with the tab key until something has the focus."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def skip(self) -> None:
        """Past the frame, by the first link of the page."""
        self.page.keyboard.press("Tab")
        self.page.keyboard.press("Enter")

    def to(self, words: str) -> None:
        """On to what is called so; the focus never leaves the sight."""
        at: dict[str, Any] = {"words": "nothing"}
        for _ in range(MOST):
            self.page.keyboard.press("Tab")
            at = self.page.evaluate(FOCUSED)
            if words in at["words"]:
                assert at["shown"], f"{words}: cannot be seen"
                return
        raise AssertionError(f"{words}: not reached; now at {at['words']}")

    def write(self, field: str, text: str) -> None:
        """Fill in a field."""
        self.to(field)
        self.page.keyboard.type(text)

    def press(self, words: str, *, leads: str) -> None:
        """Press a button or follow a link."""
        self.to(words)
        self.page.keyboard.press("Enter")
        self.page.wait_for_url(lambda url: urlsplit(url).path.endswith(leads))


def test_helper_emergency_and_signature_without_a_mouse(office: Office) -> None:
    today = timezone.localdate()
    manager = actor_in(office, "case_manager", today)
    mine, theirs = _cases(manager, today)
    with _at(office, manager) as (who, keys):
        who.page.goto(f"/faelle/{mine.number}/kreis/")
        keys.skip()
        keys.press("hinzuziehen", leads="/hinzuziehen/")
        keys.skip()
        keys.to("account")
        who.page.keyboard.press("ArrowDown")
        keys.write("reason", "Begleitung zum Amt")
        keys.to("scope")
        who.page.keyboard.press("Space")
        keys.press("Zugang einrichten", leads="/kreis/")
        who.told("Der Zugang ist eingerichtet.")

        who.page.goto("/faelle/notfall/")
        keys.skip()
        keys.write("number", theirs.number)
        keys.write("reason", "Die Klientin steht ohne Unterkunft vor der Tür.")
        keys.to("scope")
        who.page.keyboard.press("ArrowDown")
        keys.press("Akte im Notfall", leads=f"/faelle/{theirs.number}/")

        who.page.goto(f"/faelle/{mine.number}/formular/")
        keys.skip()
        keys.to("kind")
        for _ in range(2):
            who.page.keyboard.press("ArrowDown")
        keys.press("Auf diesem Gerät", leads="/tablet/unterschrift/")
        who.look("erklaerung-unterschreiben")
        keys.write("typed", "Testa Quittenbaum")
        who.page.keyboard.press("Enter")
        who.page.wait_for_url("**/tablet/danke/")


@contextmanager
def _at(office: Office, whose: Actor) -> Iterator[tuple[Walker, Keys]]:
    with walker(office.browser, office.address, office.looks, whose) as who:
        yield who, Keys(who.page)


def _cases(manager: Actor, today: date) -> tuple[Case, Case]:
    """One of the manager's own, and one of a colleague whom they do not help."""
    since = today - timedelta(days=60)
    colleague = given.actor(Role.CASE_MANAGER, name="Mara Ohlenbusch", today=today)
    mine = given.case(manager, family_name="Quittenbaum", given_names="Testa", on=since, consented=True)
    return mine, given.case(colleague, family_name="Lindenzweig", on=since, consented=True)
