"""Two browsers change the same thing: the second one sees both texts, and neither is lost."""

from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from faden.domain.cases.enums import ContactKind
from faden.domain.cases.operations.goals import agree_goal
from faden.domain.cases.operations.notes import write_note
from faden.kernel.access.acting import act_as
from faden.kernel.access.roles import Role
from tests import given
from tests.journeys.walking import Walker, walker

TALK = "Gespräch über Sprache und Arbeit."


@pytest.mark.django_db(transaction=True)
def test_two_browsers_never_lose_a_word(chromium: Browser, live_server: LiveServer) -> None:
    today = timezone.localdate()
    manager = given.actor(Role.CASE_MANAGER, today=today)
    case = given.case(manager, on=today, consented=True)
    everyday: dict[str, Any] = {"case": case, "on": today, "actor": manager, "today": today}
    with act_as(manager, today=today):
        said = write_note(text=f"Erstes {TALK}", kind=ContactKind.VISIT, minutes=20, now=timezone.now(), **everyday)
        goal = agree_goal(life_domain=given.life_domain(), words="Ich möchte Deutsch lernen.", **everyday)
    file = f"/faelle/{case.number}"
    note = f"{file}/kontakt/{said.id}/"
    looks: list[str] = []
    with (
        walker(chromium, live_server.url, looks, manager) as first,
        walker(chromium, live_server.url, looks, manager) as second,
    ):
        meet((first, second), note, "Notiz", save="Berichtigung speichern")
        second.page.goto(note)
        former = second.page.get_by_role("main").inner_text()
        assert TALK in former
        assert "Fenster" in former
        meet((first, second), f"{file}/plan/ziel/{goal.id}/", "Ziel in den Worten der Klientin oder des Klienten")
        meet((first, second), f"{file}/person/{case.person_id}/bearbeiten/", "Familienname")
    assert len(looks) == 3


def meet(both: tuple[Walker, Walker], page: str, label: str, save: str = "Speichern") -> None:
    """Both open the page, both change the same field, one after the other saves."""
    first, second = both
    theirs, ours = "Erstes Fenster", "Zweites Fenster"
    for who in both:
        who.page.goto(page)
    first.write(label, theirs)
    first.press(save)
    first.page.wait_for_load_state()
    second.write(label, ours)
    second.press(save)
    second.told("(jetzt gespeichert)")
    second.told(theirs)
    assert second.page.get_by_label("(Ihre Fassung)").first.input_value() == ours
    second.look(f"konflikt-{label.split(maxsplit=1)[0].lower()}")
    second.press("Meine Fassung speichern")
    second.page.wait_for_load_state()
    second.page.goto(page)
    assert second.field(label).input_value() == ours
