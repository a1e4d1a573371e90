"""A young man comes from the „UmA-Hilfe“: the hand-over talk, the first months at work, the end of the help."""

from datetime import timedelta

from django.utils import timezone

from faden.lib import german
from tests.journeys.thread import Office, enter
from tests.journeys.walking import Walker, walker

GIVEN, FAMILY = "Amir", "Quittenbaum"


def test_the_track_of_a_young_man_who_came_alone(office: Office) -> None:
    with walker(office.browser, office.address, office.looks) as manager:
        enter(office, manager, "case_manager")
        open_a_case(office, manager)
        begin(office, manager)
        hand_over(office, manager)
        begin_to_work(office, manager)
        check_again(office, manager)
        put_the_rest_to_an_end(office, manager)
        close(office, manager)
    assert len(office.looks) == 9


def open_a_case(office: Office, who: Walker) -> None:
    """He has signed; nobody else accompanies him yet."""
    who.page.goto("/faelle/neu/")
    who.write("Vornamen", GIVEN)
    who.write("Familienname", FAMILY)
    who.write("Geburtsdatum", "14.3.2008")
    who.write("Unterschrieben am", office.today)
    who.answer("Besteht längerfristiger Unterstützungsbedarf?", "Ja")
    for question in (
        "Beeinflussen mehrere Akteure",
        "Ist eine Gesamtplanung nötig?",
        "Hat die Klientin oder der Klient einen Auftrag",
    ):
        who.answer(question, "Ja")
    who.told("Empfehlung: Case Management")
    who.answer("Entscheidung", "Case Management")
    who.choose_any("Kommune")
    who.press("Fall eröffnen")
    who.told("ist eröffnet")
    office.case = who.page.url.rstrip("/").rsplit("/", 1)[1]


def begin(office: Office, who: Walker) -> None:
    """What is known makes due dates; what is not, waits."""
    who.go("Begleitwege")
    who.told("Noch kein Begleitweg")
    who.look("begleitwege-leer")
    who.go("Beginnen")
    who.choose("Wohnform", "Wohngruppe")
    who.look("begleitweg-beginnen")
    who.press("Begleitweg beginnen")
    who.told("Der Begleitweg hat begonnen.")
    who.told("sobald bekannt: Beginn der Arbeit oder Ausbildung")


def hand_over(office: Office, who: Walker) -> None:
    """The talk with the „UmA-Hilfe“: the paper is printed, the answer is asked with the step."""
    who.print("Dein Fahrplan (PDF)")
    who.go("Übergabegespräch mit der")
    who.press("Festhalten")
    who.told("Diese Angabe braucht der Schritt.")
    who.look("begleitweg-schritt")
    who.write("Schwerpunkte laut Übergabegespräch", "Arbeit zuerst, dann die eigene Wohnung.")
    who.press("Festhalten")
    who.told("Der Schritt ist festgehalten.")
    who.told(f"erledigt am {office.today}")


def begin_to_work(office: Office, who: Walker) -> None:
    """He has found work: the six months of accompaniment get their days."""
    who.go("Angaben ändern")
    yesterday = timezone.localdate() - timedelta(days=1)
    who.write("Beginn der Arbeit oder Ausbildung", german.day(yesterday))
    who.write("Betrieb", "Bäckerei am Markt")
    who.look("begleitweg-angaben")
    who.press("Angaben speichern")
    who.told("Die Angaben sind gespeichert.")
    # A step is not due before its track has begun.
    who.page.get_by_role("row").filter(has_text="Erster Arbeitstag").get_by_text(office.today).wait_for()
    who.look("begleitwege")
    who.page.goto(f"/faelle/{office.case}/")
    who.told("Erster Arbeitstag")
    who.page.goto("/heute/")
    who.told("Erster Arbeitstag")


def check_again(office: Office, who: Walker) -> None:
    """He manages better: the four questions once more."""
    who.page.goto(f"/faelle/{office.case}/")
    who.page.get_by_role("link", name="Case Management · Erstberatung").click()
    who.look("begleitung")
    who.go("Kriterien prüfen")
    who.answer("Beeinflussen mehrere Akteure", "Nein")
    who.told("Empfehlung: Prozessbegleitung")
    who.answer("Entscheidung", "Prozessbegleitung")
    who.look("kriterien-pruefen")
    who.press("Prüfung festhalten")
    who.told("Die Prüfung ist festgehalten.")


def put_the_rest_to_an_end(office: Office, who: Walker) -> None:
    """The track rests for a while, and goes on."""
    who.page.goto(f"/faelle/{office.case}/begleitwege/")
    who.go("Stand ändern")
    who.answer("Wie geht es weiter?", "Er ruht")
    who.write("Grund", "Berufsschule bis zum Sommer")
    who.look("begleitweg-ruht")
    who.press("Stand festhalten")
    who.told("ruht")
    who.go("Stand ändern")
    who.answer("Wie geht es weiter?", "Er geht weiter")
    who.write("Grund", "Zurück im Betrieb")
    who.press("Stand festhalten")
    who.told("Der Stand des Begleitwegs ist festgehalten.")


def close(office: Office, who: Walker) -> None:
    """The page says what happens to the track; afterwards it has ended."""
    who.page.goto(f"/faelle/{office.case}/abschluss/")
    who.told("wird beendet; offene Schritte entfallen")
    who.answer("Abschlussgrund", "im Einvernehmen beendet")
    who.page.get_by_role("textbox", name="Auswertung").fill("Er kommt allein zurecht.")
    who.look("abschluss")
    who.press("Fall abschließen")
    who.told("Der Fall ist abgeschlossen.")
    who.page.goto(f"/faelle/{office.case}/begleitwege/")
    who.told("beendet")
