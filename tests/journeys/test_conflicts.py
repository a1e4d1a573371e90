"""Two browsers change the same thing: the second one sees both texts, and neither is lost."""

from tests.journeys.thread import Office, counsel, enter, open_a_case, plan
from tests.journeys.walking import Walker, walker


def test_two_browsers_never_lose_a_word(office: Office) -> None:
    with walker(office.browser, office.address, office.looks) as first:
        enter(office, first, "case_manager")
        open_a_case(office, first)
        counsel(office, first)
        plan(office, first)
        with walker(office.browser, office.address, office.looks) as second:
            enter(office, second, "case_manager")
            case = f"/faelle/{office.case}/"
            note = link(first, case, "/kontakt/")
            meet((first, second), note, "Notiz", save="Berichtigung speichern")
            second.page.goto(note)
            former = second.page.get_by_role("main").inner_text()
            assert "Gespräch über Sprache und Arbeit." in former
            assert "Fenster" in former
            goal = link(first, f"{case}plan/", "/plan/ziel/")
            words = "Ziel in den Worten der Klientin oder des Klienten"
            meet((first, second), goal, words)
            person = link(first, f"{case}person/", "/bearbeiten/")
            meet((first, second), person, "Familienname")


def link(who: Walker, page: str, part: str) -> str:
    """The first address on a page that leads to one thing of a kind, not to a new one."""
    who.page.goto(page)
    found = who.page.locator(f'main a[href*="{part}"]').evaluate_all("links => links.map(l => l.getAttribute('href'))")
    return str(next(href for href in found if href.endswith("bearbeiten/") or not href.endswith(part)))


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
