"""A first case from the search to the first measure, by nothing but what stands on the pages; counted."""

from playwright.sync_api import Frame

from tests.journeys.thread import Office, consent_and_decide, enter
from tests.journeys.walking import Walker, walker

NAME = "Quittenbaum"
MOST_PAGES, MOST_CLICKS = 12, 24


class Counted(Walker):
    """A walker whose pages and clicks are counted; typing is not a click, choosing from a list is one."""

    def __init__(self, who: Walker) -> None:
        super().__init__(who.page, who.looks)
        self.pages = self.clicks = 0
        who.page.on("framenavigated", self._arrived)

    def _arrived(self, frame: Frame) -> None:
        self.pages += frame == self.page.main_frame

    def choose(self, label: str, option: str) -> None:
        self.clicks += 1
        super().choose(label, option)

    def answer(self, question: str, answer: str) -> None:
        self.clicks += 1
        super().answer(question, answer)

    def press(self, name: str) -> None:
        self.clicks += 1
        super().press(name)

    def go(self, name: str) -> None:
        self.clicks += 1
        super().go(name)


def test_a_first_case_takes_few_pages_and_clicks(office: Office) -> None:
    with walker(office.browser, office.address, office.looks) as somebody:
        enter(office, somebody, "case_manager")
        who = Counted(somebody)
        search(who)
        open_case(office, who)
        assess_three_domains(who)
        plan(office, who)
    print(f"A first case: {who.pages} pages, {who.clicks} clicks")  # noqa: T201 - shown by -s, for the notes
    assert 0 < who.pages <= MOST_PAGES
    assert 0 < who.clicks <= MOST_CLICKS


def search(who: Counted) -> None:
    """The field on top of every page; nobody of this name is known."""
    who.page.get_by_role("searchbox").first.fill(f"Testa {NAME}")
    who.page.keyboard.press("Enter")
    who.told("Niemand gefunden")
    who.look("erster-fall-suche")


def open_case(office: Office, who: Counted) -> None:
    """What was searched for is filled in; consent, four questions, a decision."""
    who.press("Fall eröffnen")
    who.page.wait_for_url("**/faelle/neu/")
    assert who.field("Familienname").input_value() == NAME
    who.write("Geburtsdatum", "14.3.1991")
    consent_and_decide(office, who)
    who.choose("Kommune", "Büren")
    who.look("erster-fall-eroeffnen")
    who.press("Fall eröffnen")
    who.told("ist eröffnet")
    who.look("erster-fall")


def assess_three_domains(who: Counted) -> None:
    """Both views on three domains."""
    acts = who.page.get_by_role("group", name="Was Sie in diesem Fall tun können")
    acts.get_by_role("link", name="Einschätzung").click()
    who.clicks += 1
    who.page.wait_for_url("**/einschaetzung/neu/")
    for view in ("Fachliche Sicht", "Eigene Sicht"):
        for nth in range(3):
            who.page.get_by_role("group", name=view).nth(nth).get_by_role("radio").nth(3).check()
            who.clicks += 1
    who.look("erster-fall-einschaetzung")
    who.press("Einschätzung festhalten")
    who.told("Die Einschätzung ist festgehalten")


def plan(office: Office, who: Counted) -> None:
    """A goal, and a measure from the goal's own link."""
    who.page.get_by_role("main").get_by_role("link", name="Plan", exact=True).first.click()
    who.clicks += 1
    who.page.wait_for_url("**/plan/")
    who.go("Ziel vereinbaren")
    who.write("Ziel in den Worten der Klientin oder des Klienten", "Ich möchte Deutsch lernen.")
    who.choose("Handlungsfeld", "Sprache")
    who.look("erster-fall-ziel")
    who.press("Ziel vereinbaren")
    who.page.wait_for_url("**/plan/")
    who.go("Maßnahme planen")
    who.write("Schritt", "Anmeldung zum Integrationskurs")
    who.write("Bis wann", office.later)
    who.look("erster-fall-massnahme")
    who.press("Maßnahme planen")
    who.told("Anmeldung zum Integrationskurs")
    who.look("erster-fall-plan")
