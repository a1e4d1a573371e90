"""A passkey in a real browser: Chromium's virtual authenticator in place of finger and screen lock."""

from playwright.sync_api import Page

from faden.kernel.sign_in.store import SessionStore
from faden.web.layout.session import CONFIRMED
from tests.journeys.thread import Office
from tests.journeys.walking import Walker, walker

HERE = "/konto/zweiter-faktor/"


class Device:
    """Made by the browser itself: keeps resident keys, verifies its user, and says yes by itself."""

    def __init__(self, page: Page) -> None:
        self.tool = page.context.new_cdp_session(page)
        self.tool.send("WebAuthn.enable")
        options = {
            "protocol": "ctap2",
            "transport": "internal",
            "hasResidentKey": True,
            "hasUserVerification": True,
            "isUserVerified": True,
            "automaticPresenceSimulation": True,
        }
        self.id = self.tool.send("WebAuthn.addVirtualAuthenticator", {"options": options})["authenticatorId"]

    def verifies(self, *, is_verified: bool) -> None:
        """Whether the person is recognized by it."""
        told = {"authenticatorId": self.id, "isUserVerified": is_verified}
        self.tool.send("WebAuthn.setUserVerified", told)


def test_passkey_from_set_up_to_confirmation(office: Office) -> None:
    """Set up, signed in with, refused to a stranger at the device, used to confirm, removed."""
    login = office.login("case_manager")
    # WebAuthn knows no addresses in figures: passkeys are for a name.
    address = office.address.replace("127.0.0.1", "localhost")
    with walker(office.browser, address, office.looks, expected="403") as who:
        device = Device(who.page)
        who.sign_in(login.email, login.password)
        _set_up(who)
        who.page.goto(HERE)
        who.look("passkey-uebersicht")
        _sign_out(who)

        _password(who, login.email, login.password)
        who.look("passkey-anmelden")
        device.verifies(is_verified=False)
        who.press("Mit Passkey anmelden")
        who.page.get_by_text("Das wurde abgebrochen, oder es hat zu lange gedauert.").wait_for()
        device.verifies(is_verified=True)
        who.press("Mit Passkey anmelden")
        who.page.wait_for_url("**/heute/")

        _longer_ago(who.page)
        who.page.goto(f"{HERE}passkey/")
        who.look("passkey-bestaetigen")
        who.press("Mit Passkey bestätigen")
        who.page.wait_for_url(f"**{HERE}passkey/")
        who.press("Passkey einrichten")
        who.page.get_by_text("Auf diesem Gerät ist schon ein Passkey für Ihr Konto eingerichtet.").wait_for()
        who.page.goto(HERE)
        who.press("Entfernen")
        who.page.get_by_text("Das ist Ihr einziger zweiter Faktor.").wait_for()


def test_without_a_script_the_page_names_the_other_ways(office: Office) -> None:
    """The noscript sentence, and an answer in words when the button is pressed all the same."""
    context = office.browser.new_context(base_url=office.address, java_script_enabled=False)
    page = context.new_page()
    login = office.login("case_manager")
    page.goto("/anmelden/")
    page.get_by_label("E-Mail-Adresse").fill(login.email)
    page.get_by_label("Passwort").fill(login.password)
    page.get_by_role("main").get_by_role("button", name="Anmelden").click()
    page.goto(f"{HERE}passkey/")
    assert "Für einen Passkey braucht diese Seite JavaScript." in page.inner_text("main")
    page.get_by_role("button", name="Passkey einrichten").click()
    assert "Ohne JavaScript geht es mit einer Authenticator-App." in page.inner_text("main")
    context.close()


def _set_up(who: Walker) -> None:
    who.page.goto(HERE)
    who.go("Passkey einrichten")
    who.look("passkey")
    who.write("Wie soll er heißen?", "Dienstlaptop")
    who.press("Passkey einrichten")
    who.page.get_by_role("heading", name="Ihre Notfallcodes").wait_for()


def _sign_out(who: Walker) -> None:
    who.page.context.clear_cookies()


def _longer_ago(page: Page) -> None:
    """Whoever sits there proved an hour ago that it is they."""
    key = next(one["value"] for one in page.context.cookies() if one["name"] == "sessionid")
    held = SessionStore(key)
    held[CONFIRMED] -= 3600
    held.save()


def _password(who: Walker, email: str, password: str) -> None:
    who.page.goto("/anmelden/")
    who.write("E-Mail-Adresse", email)
    who.write("Passwort", password)
    who.press("Anmelden")
    who.page.wait_for_url("**/anmelden/zweiter-faktor/")
