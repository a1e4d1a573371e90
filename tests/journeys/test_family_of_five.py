"""A family of five, from the first form to the axis on which everybody's steps stand; in the end without a mouse."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from faden.domain.cases.calculation import DomainView
from faden.domain.cases.enums import Responsible
from faden.domain.cases.models import Case
from faden.domain.cases.operations.assessing import assess
from faden.domain.cases.operations.goals import agree_goal
from faden.domain.cases.operations.measures import plan_measure
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.lib.weekly_times import parse
from tests import given
from tests.journeys.morning import actor_in
from tests.journeys.thread import Office, consent_and_decide
from tests.journeys.walking import Walker, walker

FAMILY = "Quittenbaum"
#: Who lives with Oksana: given names, relation, age in years.
OTHERS = (("Taras", "Partner:in", 41), ("Danylo", "Kind", 15), ("Sofiia", "Kind", 9), ("Mykola", "Kind", 3))
AXIS = "Was läuft in der Familie wann?"
#: A small desk, everything at twice its size: tables and the axis are wider than the window.
TWICE_THE_SIZE: Any = {"width": 640, "height": 450}
#: The keyboard's way: what has the focus, and whether it can be seen.
FOCUSED = """() => {
  const at = document.activeElement, box = at.getBoundingClientRect();
  const style = getComputedStyle(at), shown = getComputedStyle(at.closest('td, th') || at);
  const marked = [style, shown].some(one => one.outlineStyle !== 'none' || one.boxShadow !== 'none');
  return { main: !!at.closest('main'), marked, inside: box.bottom > 0 && box.top < innerHeight,
    words: (at.getAttribute('aria-label') || at.textContent).trim().replace(/\\s+/g, ' ') };
}"""


@pytest.mark.django_db(transaction=True)
def test_a_family_of_five(office: Office) -> None:
    today = timezone.localdate()
    manager = actor_in(office, "case_manager", today)
    with walker(office.browser, office.address, office.looks, manager) as who:
        open_the_case(office, who, today)
        add_the_others(office, who, today)
        open_a_case_for_the_father(office, who)
        look_at_needs_and_plan(office, who, manager, today)
        live_with_a_clash(office, who)
        let_the_eldest_move_out(office, who)
        read_by_keyboard(office, who)
    assert len(office.looks) == 7


def born(age: int, today: date) -> str:
    """A birth date of somebody of that age."""
    return f"1.1.{today.year - age}"


def open_the_case(office: Office, who: Walker, today: date) -> None:
    """The mother comes; the household begins with her."""
    who.page.goto("/faelle/neu/")
    who.write("Vornamen", "Oksana")
    who.write("Familienname", FAMILY)
    who.write("Geburtsdatum", born(39, today))
    who.choose("Sprache", "Ukrainisch")
    who.write("Haushalt", f"Familie {FAMILY}")
    decide(office, who)
    office.case = who.page.url.rstrip("/").rsplit("/", 1)[1]


def decide(office: Office, who: Walker) -> None:
    """With case management; in Delbrück."""
    consent_and_decide(office, who)
    who.choose("Kommune", "Delbrück")
    who.press("Fall eröffnen")
    who.told("ist eröffnet")


def add_the_others(office: Office, who: Walker, today: date) -> None:
    """One form each."""
    for names, relation, age in OTHERS:
        who.page.goto(f"/faelle/{office.case}/familie/neu/")
        who.write("Vornamen", names)
        who.write("Familienname", FAMILY)
        who.write("Geburtsdatum", born(age, today))
        who.choose("Beziehung zur Bezugsperson", relation)
        if names == "Mykola":
            who.look("familie-ergaenzen")
        who.press("Zum Haushalt hinzufügen")
        who.told("Die Person gehört jetzt zum Haushalt.")
    who.look("haushalt")


def open_a_case_for_the_father(office: Office, who: Walker) -> None:
    """From his line in the household; what is known of him is there."""
    line = who.page.get_by_role("row").filter(has_text=f"Taras {FAMILY}")
    line.get_by_role("button", name="Fall eröffnen").click()
    who.told(f"Taras {FAMILY}")
    decide(office, who)


def look_at_needs_and_plan(office: Office, who: Walker, manager: Actor, today: date) -> None:
    """Needs, a goal and steps of each parent; the course of one falls into the course of the other."""
    plan_for(manager, f"Oksana {FAMILY}", "Ich möchte als Pflegerin arbeiten.", "Sprachkurs B1", today)
    plan_for(manager, f"Taras {FAMILY}", "Ich möchte den Führerschein machen.", "Fahrschule", today)
    who.page.goto(f"/faelle/{office.case}/familie/")
    who.told("zu besprechen")
    who.look("familie")


def plan_for(manager: Actor, name: str, words: str, title: str, today: date) -> None:
    """What the pages of assessment, goal and measure would store."""
    given_names, family_name = name.split()
    with act_as(manager, today=today):
        case = Case.objects.get(person__given_names=given_names, person__family_name=family_name)
        everyday: dict[str, Any] = {"case": case, "on": today, "actor": manager, "today": today}
        domains = [given.life_domain("Sprache"), given.life_domain("Arbeit und Ausbildung")]
        assess(views=[DomainView(one.id, need, need) for one, need in zip(domains, (3, 2), strict=True)], **everyday)
        goal = agree_goal(life_domain=domains[0], words=words, **everyday)
        plan_measure(
            title=title,
            responsible=Responsible.CLIENT,
            goal=goal,
            starts_on=today,
            ends_on=today + timedelta(days=90),
            slots=parse("Mo, Mi 8:30–12:30"),
            **everyday,
        )


def live_with_a_clash(office: Office, who: Walker) -> None:
    """Said why, it is put aside; it can be taken back."""
    open_clashes = who.page.get_by_role("link", name="Annehmen")
    before = open_clashes.count()
    open_clashes.first.click()
    who.write("Warum kann die Familie damit leben?", "Die Großmutter kommt montags und mittwochs.")
    who.look("engpass")
    who.press("Annehmen")
    who.told("Der Engpass ist angenommen.")
    assert who.page.get_by_role("link", name="Annehmen").count() == before - 1
    who.page.get_by_text("Angenommene Engpässe (1)").click()
    who.told("Die Großmutter kommt montags und mittwochs.")
    who.look("engpass-angenommen")


def let_the_eldest_move_out(office: Office, who: Walker) -> None:
    """Without a case of his own nobody here reads his name any more: his new home is his."""
    who.page.get_by_role("link", name=f"Auszug: Danylo {FAMILY}").click()
    who.look("auszug")
    who.press("Umzug eintragen")
    who.told("Der Umzug ist eingetragen.")
    household = who.page.get_by_role("table", name="Haushalt", exact=True)
    assert household.get_by_role("row").count() == 1 + 4
    who.page.get_by_text("Früher im Haushalt (1)").click()
    who.told("jemand, den Sie nicht mehr begleiten")
    who.look("familie-zu-viert")


def read_by_keyboard(office: Office, who: Walker) -> None:
    """Every link, every table and the axis are on the way; what is drawn stands in the table, too."""
    page = who.page
    page.set_viewport_size(TWICE_THE_SIZE)
    page.goto(f"/faelle/{office.case}/familie/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "inhalt"
    way = []
    while (at := _next(page))["main"]:
        assert at["marked"], f"not to be seen: {at['words']}"
        assert at["inside"], f"off the screen: {at['words']}"
        way.append(at["words"])
        assert len(way) < 60, "a trap"
    for part in (
        "Familie ergänzen",
        "Haushalt",
        "Bedarf, Ziele und Schritte der Familie",
        "Was läuft in der Familie wann?",
    ):
        assert part in way, f"{part} is not on the way: {way}"
    assert way.index("Was läuft in der Familie wann?") < way.index("Schritte der Familie")
    steps = page.get_by_role("table", name="Schritte der Familie", exact=True).get_by_role("row").all_inner_texts()[1:]
    drawn = page.locator(".time-axis__drawing .time-axis__label").all_text_contents()
    assert sorted(drawn) == sorted(step.split("\t")[0].strip() for step in steps) == ["Fahrschule", "Sprachkurs B1"]
    words = page.get_by_role("img", name=AXIS).get_attribute("aria-label") or ""
    assert f"Oksana {FAMILY} 1" in words


def _next(page: Any) -> dict[str, Any]:
    page.keyboard.press("Tab")
    found: dict[str, Any] = page.evaluate(FOCUSED)
    return found
