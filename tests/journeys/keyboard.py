"""The open hour without a mouse: the keys of a contact, counted."""

from playwright.sync_api import Page


class Keyboard:
    """Counts what is pressed."""

    def __init__(self, page: Page) -> None:
        self.page, self.pressed = page, 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.pressed += 1

    def at(self) -> str:
        return str(self.page.evaluate("document.activeElement.name"))


def counsel(page: Page, language: str, what: str, then: str) -> int:
    """One complete anonymous contact; the form is open and has the focus.

    :param language: its first letters; empty when the last person spoke it too
    :param then: what the list beside the form says afterwards
    :returns: keys pressed, without the letters of ``what``
    """
    keys = begin(page, language, what)
    keys.press("Enter")
    page.get_by_text(then).wait_for()
    return keys.pressed


def begin(page: Page, language: str, what: str) -> Keyboard:
    """Up to the ten minutes; nothing is sent yet."""
    page.locator("[name=language]:focus").wait_for()
    keys = Keyboard(page)
    keys.press(*language, "Tab", "Tab")
    assert keys.at() == "domains"
    keys.press("6", "Tab")
    assert keys.at() == "text"
    page.keyboard.type(what)
    keys.press("Tab")
    assert keys.at() == "minutes"
    keys.press("1", "0")
    return keys
