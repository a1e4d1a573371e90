"""Correction and objection without a mouse: taken up, laid before data protection, decided, told, answered."""

from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlsplit

from django.utils import timezone

from faden.domain.cases.enums import ContactKind, Visibility
from faden.domain.cases.models import Case
from faden.domain.cases.operations.notes import write_note
from faden.domain.cases.operations.passing_on import pass_on
from faden.domain.consent.enums import TransferKind
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from tests import given
from tests.journeys.morning import actor_in
from tests.journeys.tabbing import Keys, at_the_keyboard
from tests.journeys.thread import Office
from tests.journeys.walking import Walker

RIGHT = "Sie sucht einen Kurs am Abend."


def test_correction_and_objection_without_a_mouse(office: Office) -> None:
    today = timezone.localdate()
    manager, officer = (actor_in(office, role, today) for role in ("case_manager", "data_protection"))
    case = _case(manager, today)
    with at_the_keyboard(office, manager) as (who, keys):
        number = _take_up_a_correction(who, keys, case)
        _object(who, keys, case)
    with at_the_keyboard(office, officer) as (who, keys):
        _decide(who, keys, number)
    with at_the_keyboard(office, manager) as (who, _):
        who.page.goto(f"/faelle/{case.number}/")
        who.told("Bestritten")
        who.told(RIGHT)
        who.look("fall-bestritten")
        who.page.goto(f"/faelle/{case.number}/rechte/")
        who.look("rechte-im-fall")


def _take_up_a_correction(who: Walker, keys: Keys, case: Case) -> str:
    """A note is wrong; whoever leads the case sees it otherwise and lays it before data protection."""
    _open_the_form(who, keys, case, "Berichtigung")
    keys.to("subject")
    for _ in range(2):
        who.page.keyboard.press("ArrowDown")
    keys.to("note")
    who.page.keyboard.press("ArrowDown")
    keys.write("says", "Sie will keinen Kurs.")
    keys.write("should_say", RIGHT)
    who.look("berichtigung-aufnehmen")
    number = _enter(who, keys)
    who.look("berichtigung")
    keys.skip()
    keys.press("Dem Datenschutz vorlegen", leads="/vorlegen/")
    keys.skip()
    keys.write("proposal", "Im Gespräch hat sie es so gesagt.")
    keys.press("Vorlegen", leads=f"/rechte/{number}/")
    who.told("Es entscheidet der Datenschutz.")
    return number


def _object(who: Walker, keys: Keys, case: Case) -> None:
    """Nothing is to be passed on any more; who had got something is told."""
    _open_the_form(who, keys, case, "Widerspruch")
    keys.to("against")
    who.page.keyboard.press("ArrowDown")
    keys.to("release")
    who.page.keyboard.press("ArrowDown")
    who.look("widerspruch-aufnehmen")
    number = _enter(who, keys)
    keys.skip()
    keys.press("Entsprechen", leads="/entsprechen/")
    keys.skip()
    who.look("widerspruch-entsprechen")
    keys.press("Entsprechen", leads=f"/rechte/{number}/")
    who.told("Jobcenter Musterstadt, vom")
    who.look("widerspruch-empfaenger")
    keys.skip()
    keys.to("Als mitgeteilt eintragen")
    who.page.keyboard.press("Enter")
    who.page.wait_for_url("**/empfaenger/**")
    who.look("empfaenger-mitteilen")
    keys.skip()
    keys.to("told_how")
    who.page.keyboard.press("ArrowDown")
    keys.press("Festhalten", leads=f"/rechte/{number}/")
    who.told("mitgeteilt am")
    keys.skip()
    keys.press("Antwort schreiben", leads="/antwort/")
    who.look("rechte-antworten")
    keys.skip()
    keys.press("Antwort ablegen", leads="/dokumente/")
    who.told("Die Antwort liegt unter Dokumente.")


def _open_the_form(who: Walker, keys: Keys, case: Case, what: str) -> None:
    """From the list of the case; the first way in and the first asker are chosen."""
    who.page.goto(f"/faelle/{case.number}/rechte/")
    keys.skip()
    keys.press(f"{what} aufnehmen", leads=f"/rechte/{what.lower()}/")
    keys.skip()
    for radios in ("received_by", "asker"):
        keys.to(radios)
        who.page.keyboard.press("Space")


def _enter(who: Walker, keys: Keys) -> str:
    """Send the form; the number that the request got."""
    keys.to("Eintragen")
    who.page.keyboard.press("Enter")
    who.told("Das Anliegen ist eingetragen")
    return urlsplit(who.page.url).path.rstrip("/").rsplit("/", 1)[1]


def _decide(who: Walker, keys: Keys, number: str) -> None:
    """Data protection cannot find out who is right, and answers."""
    who.page.goto("/datenschutz/rechte/")
    who.look("rechte")
    keys.skip()
    keys.press("Berichtigung: eine Gesprächsnotiz", leads=f"/datenschutz/rechte/{number}/")
    who.look("rechte-anliegen")
    keys.skip()
    keys.press("Entscheiden", leads="/entscheiden/")
    keys.skip()
    keys.to("act")
    who.page.keyboard.press("ArrowDown")
    keys.write("because", "Was im Gespräch gesagt wurde, lässt sich nicht mehr klären.")
    who.look("rechte-entscheiden")
    keys.press("Entscheidung festhalten", leads=f"/rechte/{number}/")
    keys.skip()
    keys.press("Antwort schreiben", leads="/antwort/")
    keys.skip()
    keys.press("Antwort in die Akte legen", leads=f"/rechte/{number}/")
    who.told("Die Antwort liegt in der Akte.")


def _case(manager: Actor, today: date) -> Case:
    """Counselled, with a note, a release, and something passed on with it."""
    since = today - timedelta(days=60)
    case = given.case(manager, family_name="Quittenbaum", given_names="Testa", on=since, consented=True)
    centre = given.organisation("Jobcenter Musterstadt")
    now = datetime(since.year, since.month, since.day, 10, tzinfo=UTC)
    with act_as(manager, today=today):
        write_note(
            case=case, on=since + timedelta(days=3), kind=ContactKind.VISIT, minutes=40, actor=manager, today=today,
            text="Frau Quittenbaum hat Arbeit gefunden. Sie will keinen Kurs.", now=now, visibility=Visibility.CIRCLE,
        )  # fmt: skip
        given.release(case, centre, manager, given_on=since)
        pass_on(
            case=case, kind=TransferKind.TALK, contained="Name, Anliegen", organisation=centre, actor=manager, on=today
        )
    return case
