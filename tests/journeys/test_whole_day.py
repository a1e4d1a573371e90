"""A case manager's whole day: what waits in the morning is done by the evening, most of it from the keyboard."""

import re

import pytest
from django.utils import timezone

from faden.domain.cases.models import Case, ContactNote
from faden.kernel.access.acting import act_as
from tests.journeys.keyboard import begin, counsel
from tests.journeys.morning import ANSWER, TASK, Morning, lay_out
from tests.journeys.thread import Office, enter
from tests.journeys.walking import Walker, walker

#: From the form's opening to "gespeichert", without the letters of what was done: language (2 letters), interpreter
#: passed, topic by its digit, text passed through, two digits of minutes, Enter.
KEYS = 10


@pytest.mark.django_db(transaction=True)
def test_the_whole_day_of_a_case_manager(office: Office) -> None:
    today = timezone.localdate()
    day = lay_out(office, today)
    with walker(office.browser, office.address, office.looks) as who:
        enter(office, who, "case_manager")
        begin_in_place(who)
        hold_the_open_hour(who, day)
        read_the_answer(who, day)
        talk_with_the_family(office, who, day)
        confer(office, who, day)
        let_a_quiet_case_go(who, day)
        take_a_case_over(who, day)
        go_home(who)
    with act_as(day.manager, today=today):
        said = ContactNote.objects.filter(author_id=day.manager.id, written_at__date=today).order_by("written_at")
        assert [(one.text, one.minutes, one.case_id) for one in said] == [
            ("Antrag erklärt", 10, None),
            ("Brief gelesen", 10, None),
            ("Termin vereinbart", 10, day.known.id),
            ("Der Kurs passt in die Woche der Familie.", 40, day.family.id),
        ]
        assert Case.objects.get(id=day.offered.id).manager_id == day.manager.id
        assert Case.objects.get(id=day.quiet.id).closed_on == today
    assert len(office.looks) == len(set(office.looks)) >= 16


def begin_in_place(who: Walker) -> None:
    """A task is done with one press, taken back and put off, without leaving the page."""
    who.look("tag-am-morgen")
    page = who.page
    page.evaluate("window.stays = true")
    page.get_by_role("button", name=re.compile(f"Erledigt.*{TASK}")).click()
    page.get_by_role("heading", name="Heute erledigt").wait_for()
    page.locator("[data-focus]:focus").wait_for()
    assert page.locator("#ansage").inner_text() == "Die Aufgabe ist erledigt."
    page.get_by_role("button", name=re.compile(f"Doch nicht.*{TASK}")).click()
    page.get_by_role("button", name=re.compile(f"Morgen.*{TASK}")).click()
    page.get_by_text("Die Aufgabe ist verschoben auf").first.wait_for()
    assert page.evaluate("window.stays")
    who.look("tag-in-arbeit")


def hold_the_open_hour(who: Walker, day: Morning) -> None:
    """Two give no name; the third one is known, though nobody spells her name alike."""
    page = who.page
    page.goto("/heute/")
    page.keyboard.press("n")
    page.wait_for_url("**/kontakt/neu/")
    assert counsel(page, "ar", "Antrag erklärt", "1 Kontakt, 10") == KEYS
    assert counsel(page, "", "Brief gelesen", "2 Kontakte, 20") == KEYS - 2
    keys = begin(page, "uk", "Termin vereinbart")
    keys.press("Tab")
    assert keys.at() == "given_names"
    page.keyboard.type("Switlana")
    keys.press("Tab")
    page.keyboard.type("Krawtschuk")
    keys.press("Enter")
    who.told("Ist das eine dieser Personen?")
    page.locator("[data-focus]:focus").wait_for()
    who.look("kurzkontakt-bekannt")
    take = page.get_by_role("button", name="Kontakt hier festhalten").first
    assert take.get_attribute("value") == day.known.number
    page.locator("[data-focus]").focus()
    while take.evaluate("button => button !== document.activeElement"):
        keys.press("Tab")
        assert keys.pressed < KEYS * 3, "the keyboard does not come to the button"
    keys.press("Enter")
    who.told("3 Kontakte, 30")
    who.look("kurzkontakt-drei")


def read_the_answer(who: Walker, day: Morning) -> None:
    """What came back stands on the day's page, with the way to it."""
    who.page.goto("/heute/")
    who.go(f"Jobcenter: Fall {day.family.number}")
    who.told(ANSWER)
    who.look("verweis-beantwortet")


def talk_with_the_family(office: Office, who: Walker, day: Morning) -> None:
    """A note with those who were there; the next appointment; what is to be done until then."""
    file = f"/faelle/{day.family.number}/"
    who.page.goto(file)
    who.page.keyboard.press("n")
    who.page.locator("[name=text]:focus").wait_for()
    who.page.keyboard.type("Der Kurs passt in die Woche der Familie.")
    who.write("Minuten", "40")
    who.page.get_by_text("Wer war dabei, Anlagen").click()
    who.answer("Aus dem Haushalt", "Mila Quittenbaum")
    who.choose("Von einer Organisation", "Jobcenter")
    who.write("Wer noch", "eine Nachbarin, die dolmetscht")
    who.look("kontakt-beteiligte")
    who.press("Kontakt festhalten")
    who.told("Der Kurs passt in die Woche der Familie.")
    who.page.get_by_role("link", name="Termin", exact=True).click()
    who.write("Worum geht es?", "Anmeldung zum Kurs")
    who.write("Tag", office.later)
    who.write("Beginn", "9:30")
    who.look("termin-neu")
    who.press("Termin anlegen")
    who.told("Der Termin steht im Kalender.")
    who.page.get_by_role("link", name="Aufgabe", exact=True).click()
    who.write("Was ist zu tun?", "Anmeldebogen besorgen")
    who.write("Bis wann?", office.later)
    who.look("aufgabe-neu")
    who.press("Aufgabe notieren")
    who.told("Anmeldebogen besorgen")
    who.look("fall-am-mittag")
    who.page.goto("/termine/")
    who.look("termine")


def confer(office: Office, who: Walker, day: Morning) -> None:
    """Around one table: planned, an organisation asked on its release, held, written down, agreed, handed out."""
    who.page.goto(f"/faelle/{day.family.number}/fallkonferenz/")
    who.write("Anlass", "Der Kurs beginnt, und die Betreuung ist offen")
    who.write("Welche Frage soll die Runde beantworten?", "Wer betreut Mila am Vormittag?")
    who.write("Tag", office.today)
    who.write("Beginn", "14:00")
    who.write("Ende", "15:00")
    who.write("Ort", "Rathaus, Zimmer 12")
    who.look("fallkonferenz-planen")
    who.press("Weiter")
    who.page.get_by_role("link", name="Organisation", exact=True).click()
    who.choose("Organisation", "Jobcenter")
    who.answer("Was darf die Organisation erfahren?", "mit Angaben zur Person")
    who.write("Dienstliche E-Mail-Adresse", "kurs@faden.invalid")
    who.press("Auf die Liste setzen")
    who.told("Die Organisation steht auf der Liste.")
    who.look("fallkonferenz")
    who.go("Niederschrift schreiben")
    for came in who.page.get_by_role("radio", name="dabei", exact=True).all():
        came.check()
    who.write("Gemeinsame Sicht der Dinge", "Alle sehen: Es hängt an der Betreuung am Vormittag.")
    who.look("niederschrift")
    who.press("Niederschrift speichern")
    who.page.get_by_role("link", name="Vereinbarung", exact=True).click()
    who.write("Was wird vereinbart?", "Betreuung am Vormittag anfragen")
    who.choose("Wer macht das?", "Jobcenter")
    who.write("Bis wann", office.later)
    who.press("Vereinbarung festhalten")
    who.told("Betreuung am Vormittag anfragen")
    who.look("fallkonferenz-gehalten")


def let_a_quiet_case_go(who: Walker, day: Morning) -> None:
    """Proposed, not done by itself: one press, and it is closed."""
    who.page.goto("/heute/")
    who.go("Alle durchsehen")
    who.told(day.quiet.number)
    who.look("stille-faelle")
    acts = who.page.get_by_role("group", name=f"Fall {day.quiet.number}")
    acts.get_by_role("button", name="Abschließen: kein Kontakt mehr").click()
    who.told(f"Der Fall {day.quiet.number} ist abgeschlossen.")


def take_a_case_over(who: Walker, day: Morning) -> None:
    """Read what is offered, then take it."""
    who.page.goto("/heute/")
    who.go(f"Fall {day.offered.number} von Mara Ohlenbusch")
    who.told("Am Dienstag ist ein Gespräch in der Schule verabredet.")
    who.look("uebergabe")
    who.press("Fall übernehmen")
    who.told(f"Sie führen jetzt den Fall {day.offered.number}.")


def go_home(who: Walker) -> None:
    """What was done today stands there; then the door."""
    who.page.goto("/heute/")
    who.told("anonymer Kontakt")
    who.look("tag-am-abend")
    who.page.locator("header summary").click()
    who.page.get_by_role("button", name="Abmelden").click()
    who.page.wait_for_url("**/anmelden/**")
    who.page.goto("/heute/")
    who.page.wait_for_url("**/anmelden/**")
