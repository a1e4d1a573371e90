"""/heute/: for every role, and at a fixed price."""

import html
import re
from datetime import timedelta

import pytest
from django.test import Client

from faden.domain.cases.enums import Constellation, MeasureState, Responsible
from faden.domain.cases.models import Case, ClosingRule, Measure
from faden.domain.consent.enums import ConsentKind
from faden.domain.consent.operations import record_consent
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from faden.kernel.identity.queries import system_actor
from faden.web.today.lines import Column, Line, Part
from faden.web.today.urgency import by_urgency
from tests import given
from tests.signed_in import signed_in
from tests.statements import statements
from tests.web.signed_in import somebody, today, words_of

pytestmark = pytest.mark.django_db


def _measure(case: Case, actor: Actor, title: str, days: int) -> None:
    with act_as(actor, today=today()):
        Measure.objects.create(
            case=case,
            title=title,
            responsible=Responsible.CASE_MANAGER,
            state=MeasureState.PLANNED,
            created_on=today() - timedelta(days=60),
            due_on=today() + timedelta(days=days),
        )


@pytest.mark.parametrize(
    ("role", "part"),
    [
        (Role.CASE_MANAGER, "Schritte mit Frist"),
        (Role.COORDINATOR, "Neue Meldungen"),
        (Role.LEAD, "Nächste Lenkungsgruppe"),
        (Role.ASSISTANT, "Einzuladen"),
        (Role.PARTNER, "Erhaltene Verweise"),
        (Role.MEMBER, "Neue Beschlüsse"),
        (Role.RESIDENCE_OFFICER, "Aus meinen Meldungen"),
        (Role.DATA_PROTECTION, "Zugriffe in den letzten sieben Tagen"),
        (Role.ADMIN, "Konten"),
    ],
)
def test_each_role_has_its_parts(role: Role, part: str) -> None:
    _, client = somebody(role)
    answer = client.get("/heute/")
    assert answer.status_code == 200
    assert part in words_of(answer)


@pytest.mark.parametrize("role", [role for role in Role if role != Role.SYSTEM])
def test_every_link_of_the_page_leads_where_its_reader_may_go(role: Role) -> None:
    reader, client = somebody(role)
    if role == Role.CASE_MANAGER:
        _measure(given.case(reader, on=today() - timedelta(days=300)), reader, "Antrag", -1)
    page = client.get("/heute/").text
    links = set(re.findall(r'class="todo__\w+"(?:><a)? href="([^"]+)"', page))
    assert links
    assert {link: client.get(html.unescape(link)).status_code for link in links} == dict.fromkeys(links, 200)


def test_the_root_leads_here_and_strangers_to_the_sign_in() -> None:
    assert Client().get("/").headers["Location"] == "/heute/"
    assert Client().get("/heute/").headers["Location"].startswith("/anmelden/")


def test_without_a_role_the_page_says_whom_to_ask() -> None:
    _, client = somebody()
    assert "keine Rolle zugewiesen" in words_of(client.get("/heute/"))


def test_several_roles_see_each_part_once() -> None:
    _, client = somebody(Role.COORDINATOR, Role.MEMBER, Role.LEAD)
    assert words_of(client.get("/heute/")).count("Meine Aufträge") == 1


def test_due_steps_say_how_late_they_are_and_later_ones_wait() -> None:
    manager, client = somebody(Role.CASE_MANAGER)
    case = given.case(manager, on=today() - timedelta(days=90))
    for title, days in (("Antrag", -3), ("Termin", 0), ("Kurs", 7), ("Später", 8)):
        _measure(case, manager, title, days)
    text = words_of(client.get("/heute/"))
    assert "Überfällig Antrag: Ana Đorđević Schritt · Frist war am" in text
    assert "Heute fällig Termin: Ana Đorđević Schritt" in text
    assert "In den nächsten sieben Tagen Kurs: Ana Đorđević" in text
    assert "Später" not in text


def test_whoever_has_a_lot_sees_the_most_urgent_first_and_opens_the_rest_in_place() -> None:
    manager, client = somebody(Role.CASE_MANAGER)
    case = given.case(manager, on=today() - timedelta(days=90))
    for days in range(1, 20):
        _measure(case, manager, f"Antrag {days}", -days)
    page = client.get("/heute/")
    text = words_of(page)
    assert "Überfällig 19 Antrag 19: " in text
    assert re.search(r"Antrag 15: .* weitere 14 : Überfällig Antrag 14: .* Antrag 1: ", text)
    opens = page.text.index('<details class="todo__rest"')
    assert page.text.index("Antrag 15:") < opens < page.text.index("Antrag 14:") < page.text.index("Antrag 1:")
    assert "Alle überfälligen Fälle" in text


def test_what_is_a_sample_of_a_longer_list_is_neither_counted_nor_folded() -> None:
    lines = tuple(Line(f"Meldung {number}") for number in range(5))
    sample = Part(
        Column.TO_DO, "Neue Meldungen", "finding", lines, "", "Alle 7 neuen Meldungen", "/meldungen/", asked=5
    )
    mine = Part(Column.TO_DO, "Aufgaben", "check", (Line("Antrag", on=today()),), "", "Alle Aufgaben", "/aufgaben/")
    again = Part(Column.TO_DO, "Leer", "check", (), "", "Alle 7 neuen Meldungen", "/meldungen/")
    due, kept = by_urgency([sample, mine, again], today())
    assert due.title == "Heute fällig"
    assert due.links == (("Alle Aufgaben", "/aufgaben/"),), "what stands below its own lines is not linked twice"
    assert (kept.shown, kept.rest, kept.is_sample) == (lines, (), True)


def test_six_lines_are_shown_rather_than_folded() -> None:
    manager, client = somebody(Role.CASE_MANAGER)
    case = given.case(manager, on=today() - timedelta(days=90))
    for days in range(1, 7):
        _measure(case, manager, f"Antrag {days}", -days)
    assert "todo__rest" not in client.get("/heute/").text


def test_a_kind_is_explained_only_while_there_is_nothing_to_do() -> None:
    manager, client = somebody(Role.CASE_MANAGER)
    assert "Überfällige Aufgaben und was in den nächsten sieben Tagen" in words_of(client.get("/heute/"))
    _measure(given.case(manager, on=today(), consented=True), manager, "Antrag", -1)
    text = words_of(client.get("/heute/"))
    assert "Überfällige Aufgaben und was in den nächsten sieben Tagen" not in text
    assert "Alle Aufgaben" in text


def test_a_missing_consent_is_shown_until_it_is_there() -> None:
    manager, client = somebody(Role.CASE_MANAGER)
    case = given.case(manager, on=today())
    assert "Einwilligung fehlt" in words_of(client.get("/heute/"))
    with act_as(manager, today=today()):
        record_consent(
            person=case.person,
            kind=ConsentKind.DATA_PROCESSING,
            form_version="1",
            given_on=today(),
            actor=manager,
            today=today(),
        )
    assert "Einwilligung fehlt" not in words_of(client.get("/heute/"))


def test_a_short_intervention_owes_no_consent() -> None:
    manager, client = somebody(Role.CASE_MANAGER)
    case = given.case(manager, on=today())
    with act_as(manager, today=today()):
        case.constellation = Constellation.SHORT
        case.save(update_fields=["constellation"])
    assert "Einwilligung fehlt" not in words_of(client.get("/heute/"))


@pytest.mark.parametrize(("quiet_for", "proposed"), [(200, True), (100, False)])
def test_quiet_cases_are_proposed_for_closing(quiet_for: int, *, proposed: bool) -> None:
    manager, client = somebody(Role.CASE_MANAGER)
    given.case(manager, on=today() - timedelta(days=quiet_for))
    with act_as(system_actor(), today=today()):
        ClosingRule.objects.create(
            constellation="guidance", months=6, valid_from=today() - timedelta(days=999), source="Test"
        )
    assert ("letzter Kontakt" in words_of(client.get("/heute/"))) == proposed


def test_others_work_is_not_mine() -> None:
    manager, _ = somebody(Role.CASE_MANAGER)
    _measure(given.case(manager, on=today()), manager, "Fremder Antrag", -1)
    _, stranger = somebody(Role.CASE_MANAGER, Role.LEAD, Role.COORDINATOR)
    text = words_of(stranger.get("/heute/"))
    assert "Fremder Antrag" not in text
    assert "Đorđević" not in text


@pytest.mark.parametrize("cases", [1, 3])
def test_the_page_costs_the_same_for_one_case_and_for_three(cases: int) -> None:
    manager, _ = somebody(Role.CASE_MANAGER)
    for _ in range(cases):
        _measure(given.case(manager, on=today()), manager, "Antrag", -1)
    client = signed_in(manager)
    with statements() as sent:
        client.get("/heute/")
    assert len(sent) == 26
