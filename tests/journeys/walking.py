"""Walk through pages as a person does: by what stands on labels and buttons; and look around on every step.

``FADEN_PICTURES=1`` takes the pictures that the chapters of the manual show, at the width of a desk and of a phone.
"""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from urllib.parse import urljoin

from django.utils import timezone
from playwright.sync_api import Browser, Locator, Page

from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.web.layout import site
from tests.setup.browser import barriers
from tests.signed_in import signed_in

MANUAL = Path("docs/handbuch")
PICTURES = MANUAL / "bilder"
TAKES_PICTURES = os.environ.get("FADEN_PICTURES") == "1"
#: What is wrong with the headings in sight: more or less than one of the page, a level left out, the same words twice
#: (parts of parts may be called alike: each point of an agenda has its papers).
HEADINGS = """() => {
  const seen = [...document.querySelectorAll("h1, h2, h3, h4")].filter(one => one.checkVisibility());
  const levels = seen.map(one => Number(one.tagName[1])), words = seen.map(one => one.textContent.trim());
  const tops = words.filter((_, nth) => levels[nth] < 3);
  return [
    ...(levels.filter(level => level === 1).length === 1 ? [] : ["not one h1"]),
    ...words.filter((_, nth) => nth && levels[nth] > levels[nth - 1] + 1).map(word => `level left out: ${word}`),
    ...tops.filter((word, nth) => tops.indexOf(word) < nth).map(word => `twice: ${word}`),
  ];
}"""
DESK, PHONE = {"width": 1280, "height": 800}, {"width": 390, "height": 844}


class Walker:
    """Somebody at a browser."""

    def __init__(self, page: Page, looks: list[str]) -> None:
        self.page, self.looks = page, looks

    def sign_in(self, email: str, password: str) -> None:
        """From the door to the start page."""
        self.page.goto("/anmelden/")
        self.write("E-Mail-Adresse", email)
        self.write("Passwort", password)
        self.press("Anmelden")
        self.page.wait_for_url("**/heute/")

    def field(self, label: str) -> Locator:
        """The first field with this label (an "optional" behind it does not count)."""
        return self.page.get_by_label(re.compile(rf"^\s*{re.escape(label)}(\s+optional)?\s*$")).first

    def write(self, label: str, text: str) -> None:
        """Fill in a field."""
        self.field(label).fill(text)

    def choose(self, label: str, option: str) -> None:
        """Choose from a list by a part of what is read there."""
        field = self.field(label)
        found = field.locator("option").filter(has_text=option).last
        field.select_option(found.get_attribute("value") or "")

    def choose_any(self, label: str) -> None:
        """Choose the first real entry of a list."""
        self.field(label).select_option(index=1)

    def answer(self, question: str, answer: str) -> None:
        """Press a radio button or tick a box of a group."""
        group = self.page.get_by_role("group", name=question).or_(self.page.get_by_role("radiogroup", name=question))
        group.get_by_label(answer).first.check()

    def press(self, name: str) -> None:
        """Press a button."""
        self.page.get_by_role("main").get_by_role("button", name=name).first.click()

    def print(self, link: str) -> None:
        """Follow a link to paper: it is a PDF."""
        href = self.page.get_by_role("main").get_by_role("link", name=link).first.get_attribute("href") or ""
        answer = self.page.request.get(urljoin(self.page.url, href))
        assert answer.body()[:5] == b"%PDF-", f"{href}: {answer.status}"

    def go(self, name: str) -> None:
        """Follow a link of the page."""
        self.page.get_by_role("main").get_by_role("link", name=name).first.click()

    def told(self, text: str) -> None:
        """Wait until the page says this."""
        self.page.get_by_text(text).first.wait_for()

    def look(self, name: str) -> None:
        """Nothing stands in anybody's way here, in light and in dark, on a desk and on a phone.

        :param name: of the step; also of its pictures
        """
        self.page.wait_for_load_state()
        found = barriers(self.page)
        assert not found, f"{name}, light: {found}"
        self.page.emulate_media(color_scheme="dark", reduced_motion="reduce")
        found = barriers(self.page, only_colours=True)
        assert not found, f"{name}, dark: {found}"
        found = self.page.evaluate(HEADINGS)
        assert not found, f"{name}: {found}"
        self.page.emulate_media(color_scheme="light", reduced_motion="reduce")
        for screen, size in (("", DESK), ("-telefon", PHONE)):
            self.page.set_viewport_size(size)  # type: ignore[arg-type]
            wide = self.page.evaluate("document.documentElement.scrollWidth")
            assert wide <= size["width"], f"{name}{screen}: {wide} px wide"
            if TAKES_PICTURES and f"{name}{screen}" in shown():
                self.page.screenshot(path=PICTURES / f"{name}{screen}.jpg", type="jpeg", quality=62)
        self.page.set_viewport_size(DESK)  # type: ignore[arg-type]
        self.looks.append(name)


@cache
def shown() -> set[str]:
    """The pictures that the chapters of the manual show."""
    chapters = (chapter.read_text(encoding="utf-8") for chapter in MANUAL.glob("*.md"))
    return {name for chapter in chapters for name in re.findall(r"\(bilder/([a-z-]+)\.jpg\)", chapter)}


def _pass_of(whose: Actor) -> str:
    """The cookie of somebody who has signed in, with the name of the site in it."""
    client = signed_in(whose)
    session = client.session
    with act_as(whose, today=timezone.localdate()):
        session[site.KEY] = site.read_name()
    session.save()
    return client.cookies["sessionid"].value


@contextmanager
def walker(
    browser: Browser, base_url: str, looks: list[str], whose: Actor | None = None, expected: str = "422"
) -> Iterator[Walker]:
    """Somebody's own browser; whatever it complains about fails the journey.

    :param whose: somebody who has come in already; otherwise it stands before the door
    :param expected: a part of what it may complain about, besides forms that come back with errors
    """
    complaints: list[str] = []
    context = browser.new_context(base_url=base_url, locale="de-DE", viewport=DESK)  # type: ignore[arg-type]
    context.set_default_timeout(20_000)
    if whose:
        context.add_cookies([{"name": "sessionid", "value": _pass_of(whose), "url": base_url}])
    page = context.new_page()
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    try:
        yield Walker(page, looks)
    finally:
        context.close()
    answered = ("409", "422", expected)  # a form that comes back with a conflict or with errors is no complaint
    assert [one for one in complaints if not any(status in one for status in answered)] == []
