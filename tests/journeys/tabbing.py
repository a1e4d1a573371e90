"""Walk through pages with the tab key alone."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Page

from faden.kernel.access.actor import Actor
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
        """Past the frame, by the first link of the page; what follows on a form begins there by itself."""
        if urlsplit(self.page.url).fragment == "inhalt":
            return
        self.page.keyboard.press("Tab")
        first = self.page.evaluate(FOCUSED)["words"]
        assert first == "Zum Inhalt springen", f"the first link of the page is {first}"
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


@contextmanager
def at_the_keyboard(office: Office, whose: Actor) -> Iterator[tuple[Walker, Keys]]:
    """Somebody's own browser, without a mouse."""
    with walker(office.browser, office.address, office.looks, whose) as who:
        yield who, Keys(who.page)
