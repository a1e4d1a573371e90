"""The thread, step by step: counselled, reported, bundled, decided, told back, counted."""

from dataclasses import dataclass, field

from playwright.sync_api import Browser

from faden.demo.staff import Login
from tests.journeys.walking import Walker, walker

GIVEN, FAMILY = "Testa", "Quittenbaum"
GAP = "Es fehlen Sprachkurse am Vormittag mit Kinderbetreuung. Eltern kleiner Kinder warten länger als ein halbes Jahr."
THEME = "Vormittagskurse mit Kinderbetreuung"


@dataclass
class Office:
    """Where the journey happens and who goes on it."""

    browser: Browser
    address: str
    logins: list[Login]
    today: str
    later: str
    looks: list[str] = field(default_factory=list)
    case: str = ""

    def login(self, role: str) -> Login:
        """The one who is shown to visitors."""
        return next(login for login in self.logins if role in login.roles)


def walk(office: Office) -> None:
    """All of it, with four people."""
    with walker(office.browser, office.address, office.looks) as manager:
        enter(office, manager, "case_manager")
        counsel_anonymously(office, manager)
        open_a_case(office, manager)
        counsel(office, manager)
        plan(office, manager)
        refer(office, manager)
        report_a_gap(office, manager)
    with walker(office.browser, office.address, office.looks) as assistant:
        enter(office, assistant, "assistant")
        plan_the_meeting(office, assistant)
        with walker(office.browser, office.address, office.looks) as coordinator:
            enter(office, coordinator, "coordinator")
            bundle(office, coordinator)
        invite(office, assistant)
        decide(office, assistant)
    with walker(office.browser, office.address, office.looks) as manager:
        enter(office, manager, "case_manager")
        read_what_came_of_it(office, manager)
    with walker(office.browser, office.address, office.looks) as lead:
        enter(office, lead, "lead")
        read_the_report(office, lead)


def enter(office: Office, who: Walker, role: str) -> None:
    """Sign in."""
    login = office.login(role)
    who.sign_in(login.email, login.password)


def counsel_anonymously(office: Office, who: Walker) -> None:
    """The day begins; somebody comes to the open hour and gives no name."""
    who.look("heute")
    who.page.goto("/suche/")
    who.write("Name, Pseudonym oder Fallnummer", FAMILY)
    who.press("Suchen")
    who.look("suche")
    who.page.goto("/kontakt/neu/")
    who.write("Minuten", "15")
    who.choose_any("Kommune")
    who.page.get_by_label("Sprache", exact=True).last.check()
    who.look("kurzkontakt")
    who.press("Speichern")
    who.told("Anonymer Kontakt gespeichert")


def open_a_case(office: Office, who: Walker) -> None:
    """Somebody stays: the four questions, the consent on paper."""
    who.page.goto("/faelle/neu/")
    who.write("Vornamen", GIVEN)
    who.write("Familienname", FAMILY)
    who.write("Geburtsdatum", "14.3.1991")
    who.print("Deutsch")
    consent_and_decide(office, who)
    who.choose_any("Kommune")
    who.look("fall-eroeffnen")
    who.press("Fall eröffnen")
    who.told("ist eröffnet")
    office.case = who.page.url.rstrip("/").rsplit("/", 1)[1]
    who.look("fall")


def consent_and_decide(office: Office, who: Walker) -> None:
    """What is asked of whoever is to be accompanied closely: the signed consent, four questions, the decision."""
    who.write("Unterschrieben am", office.today)
    for question in (
        "Besteht längerfristiger Unterstützungsbedarf?",
        "Beeinflussen mehrere Akteure",
        "Ist eine Gesamtplanung nötig?",
        "Hat die Klientin oder der Klient einen Auftrag",
    ):
        who.answer(question, "Ja")
    who.told("Empfehlung: Case Management")
    who.answer("Entscheidung", "Case Management")


def counsel(office: Office, who: Walker) -> None:
    """A note, and how the needs are seen."""
    who.page.goto(f"/faelle/{office.case}/kontakt/")
    who.write("Minuten", "25")
    who.page.get_by_role("textbox", name="Notiz").fill("Erstes Gespräch über Sprache und Arbeit.")
    who.look("kontakt")
    who.press("Kontakt festhalten")
    who.told("Erstes Gespräch über Sprache und Arbeit.")
    who.page.goto(f"/faelle/{office.case}/einschaetzung/neu/")
    for view in ("Fachliche Sicht", "Eigene Sicht"):
        who.page.get_by_role("group", name=view).first.get_by_text("3").first.click()
    who.look("einschaetzung")
    who.press("Einschätzung festhalten")
    who.told("Die Einschätzung ist festgehalten")


def plan(office: Office, who: Walker) -> None:
    """A goal in the client's words, a step to it, and what stands in its way."""
    who.page.goto(f"/faelle/{office.case}/plan/ziel/")
    who.write("Ziel in den Worten der Klientin oder des Klienten", "Ich möchte Deutsch lernen und arbeiten.")
    who.choose("Handlungsfeld", "Sprache")
    who.look("ziel")
    who.press("Ziel vereinbaren")
    who.page.goto(f"/faelle/{office.case}/plan/massnahme/")
    who.write("Schritt", "Anmeldung zum Integrationskurs")
    who.answer("Wer übernimmt das?", "Case Management")
    who.choose("Gehört zum Ziel", "Deutsch lernen")
    who.write("Bis wann", office.later)
    who.look("massnahme")
    who.press("Maßnahme planen")
    who.page.goto(f"/faelle/{office.case}/plan/")
    who.page.locator('a[href$="/stand/"]').first.click()
    who.answer("Wie geht es weiter?", "Es muss gewartet werden")
    who.choose_any("Hürde")
    who.look("massnahme-wartet")
    who.press("Stand festhalten")
    who.page.goto(f"/faelle/{office.case}/plan/")
    who.look("plan")


def refer(office: Office, who: Walker) -> None:
    """Hand a concern over; first the client's release."""
    who.page.goto(f"/faelle/{office.case}/verweis/")
    who.choose_any("An welche Organisation?")
    organisation = who.field("An welche Organisation?").locator("option:checked").inner_text().strip()
    who.choose_any("Handlungsfeld")
    who.write("Anliegen", "Bitte um Beratung zu einem Kurs mit Kinderbetreuung.")
    who.look("verweis")
    who.press("Weiter zur Vorschau")
    preview = who.page.url
    who.page.goto(f"/faelle/{office.case}/einwilligung/")
    who.answer("Was wurde unterschrieben?", "Entbindung")
    who.choose("Gegenüber welcher Stelle?", organisation)
    who.write("Unterschrieben am", office.today)
    who.look("einwilligung")
    who.press("Eintragen")
    who.page.goto(preview)
    who.press("Genau so senden")
    who.told("Der Verweis ist gesendet")


def report_a_gap(office: Office, who: Walker) -> None:
    """What stands in many people's way is reported without any of them."""
    who.page.goto(f"/faelle/{office.case}/")
    who.go("Lücke melden")
    who.page.get_by_label("Was geschieht, und was fehlt?").fill(f"Frau {FAMILY} findet keinen Kurs.")
    who.choose_any("Was ist das Problem?")
    who.choose("Wer kann es vermutlich lösen?", "Kreis")
    who.answer("Wie groß ist es?", "betrifft viele")
    who.choose("Handlungsfeld", "Sprache")
    who.press("Lücke melden")
    who.look("luecke-pruefen")
    who.page.get_by_label("Was geschieht, und was fehlt?").fill(GAP)
    who.press("Lücke melden")
    who.told("ist angekommen")
    who.look("meldung")


def plan_the_meeting(office: Office, who: Walker) -> None:
    """The steering group meets today."""
    who.page.goto("/sitzungen/neu/")
    who.choose("Gremium", "Lenkungsgruppe")
    who.write("Tag", office.today)
    who.write("Beginn", "16:00")
    who.write("Ende", "18:00")
    who.write("Ort", "Kreishaus, Sitzungssaal 2")
    who.look("sitzung-planen")
    who.press("Sitzung planen")
    who.go("Zur Sitzung")
    who.page.get_by_role("heading", name="Lenkungsgruppe", level=1).wait_for()


def bundle(office: Office, who: Walker) -> None:
    """Two reports tell of the same: a theme, brought before the steering group."""
    who.page.goto("/luecken/")
    who.look("luecken")
    rows = who.page.get_by_role("main").get_by_role("row")
    rows.filter(has_text=GAP[:30]).first.get_by_role("checkbox").check()
    rows.filter(has_text="Sprach").get_by_role("checkbox").last.check()
    who.press("Neues Thema daraus")
    who.write("Thema", THEME)
    who.page.get_by_label("Worum geht es?").fill("Eltern kleiner Kinder finden vormittags keinen Kurs.")
    who.choose("Handlungsfeld", "Sprache")
    who.choose("Lösbar durch", "Kreis")
    who.look("thema-anlegen")
    who.press("Thema anlegen")
    who.page.get_by_role("heading", name=THEME, level=1).wait_for()
    who.go("Vor ein Gremium bringen")
    who.choose("Sitzung", office.today)
    who.page.get_by_label("Beschlussvorschlag").fill("Zwei Vormittagskurse mit Kinderbetreuung einrichten.")
    who.look("thema-vor-gremium")
    who.press("Auf die Tagesordnung setzen")
    who.page.goto("/themen/")
    who.go(THEME)
    who.look("thema")


def invite(office: Office, who: Walker) -> None:
    """The invitation goes out, or lies in the outbox."""
    who.page.reload()
    who.told(THEME)
    who.look("sitzung")
    meeting = who.page.url
    who.page.goto(f"{meeting}einladen/")
    who.look("einladen")
    who.page.get_by_role("main").locator("form button").last.click()
    who.page.goto("/postausgang/")
    who.look("postausgang")
    who.page.goto(meeting)


def decide(office: Office, who: Walker) -> None:
    """Who came, what was decided, who does it."""
    meeting = who.page.url
    who.page.goto(f"{meeting}anwesenheit/?alle=1")
    who.look("anwesenheit")
    who.press("Anwesenheit speichern")
    who.page.goto(meeting)
    who.go("Beschluss festhalten")
    who.write("Beschluss", "Das Kreis-Jugendamt richtet zwei Vormittagskurse mit Kinderbetreuung ein.")
    for answer, votes in (("Dafür", "12"), ("Dagegen", "1"), ("Enthalten", "2")):
        who.write(answer, votes)
    who.write("Was ist zu tun?", "Kurse mit den Trägern vereinbaren")
    who.write("Verantwortliche Stelle", "KIM-Koordination")
    who.write("Bis wann", office.later)
    who.look("beschluss")
    who.press("Beschluss festhalten")
    who.told("angenommen")
    who.look("sitzung-beschlossen")


def read_what_came_of_it(office: Office, who: Walker) -> None:
    """The one who reported finds the decision."""
    who.told(THEME)
    who.look("heute-neues")
    who.page.goto("/luecken/meine/")
    who.look("meine-meldungen")
    who.page.goto("/themen/?stand=alle")
    who.go(THEME)
    who.told("Das Kreis-Jugendamt richtet zwei Vormittagskurse")
    who.look("thema-beschlossen")


def read_the_report(office: Office, who: Walker) -> None:
    """The report of the period, on the screen and on paper."""
    who.page.goto("/berichte/sachstand/")
    who.look("sachstandsbericht")
    who.print("PDF")
    who.page.goto("/heute/")
    who.look("heute-leitung")
