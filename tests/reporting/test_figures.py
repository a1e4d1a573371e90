"""The figures of a small site, reckoned by hand; and nobody can reckon a small one from them."""

from datetime import date, timedelta
from itertools import count

import pytest

from faden.domain.cases.enums import AccessPath, CircleFunction, Constellation, ContactKind, Phase
from faden.domain.cases.models import (
    Case,
    CaseBarrier,
    CircleMember,
    ConstellationPeriod,
    ContactNote,
    PhasePeriod,
    Stay,
)
from faden.domain.consent.enums import ConsentKind
from faden.domain.consent.models import Consent
from faden.domain.consent.operations import record_consent, withdraw_consent
from faden.domain.people.models import Person
from faden.domain.places.models import Municipality, Region
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from faden.kernel.identity.queries import system_actor
from faden.lib.periods import Period, calendar_year
from faden.reporting.figures.report import report
from faden.reporting.figures.shapes import Report, Table
from tests import given

pytestmark = pytest.mark.django_db

YEAR = calendar_year(given.TODAY)
_numbers = count(1)


@pytest.fixture
def manager() -> Actor:
    return given.actor(Role.CASE_MANAGER)


@pytest.fixture
def lead() -> Actor:
    return given.actor(Role.LEAD)


def place(name: str, region: str) -> Municipality:
    with act_as(system_actor(), today=given.TODAY):
        at, _ = Region.objects.get_or_create(key=region, defaults={"name": region.title(), "source": "Test"})
        municipality = given.municipality(name)
        municipality.region = at
        municipality.save()
        return municipality


def case_at(
    manager: Actor, at: Municipality, since: date, until: date | None = None, constellation: str = "guidance"
) -> Case:
    """A case of one stay ``[since, until)``."""
    with act_as(manager, today=given.TODAY):
        person = Person.objects.create(family_name="Muster", sort_name="MUSTER", municipality=at)
        case = Case.objects.create(
            number=f"26-{next(_numbers):06}",
            person=person,
            municipality=at,
            manager_id=manager.id,
            access_path=AccessPath.OPEN_HOUR,
            constellation=constellation,
            phase=Phase.DELIVERY,
            opened_on=since,
            closed_on=until - timedelta(days=1) if until else None,
            sort_name="MUSTER",
        )
        CircleMember.objects.create(
            case=case,
            account_id=manager.id,
            person=person,
            function=CircleFunction.RESPONSIBLE,
            reason="eröffnet",
            since=since,
        )
        reason = {"until": until, "closing_reason": "agreement"} if until else {}
        Stay.objects.create(case=case, since=since, **reason)
        ConstellationPeriod.objects.create(case=case, constellation=constellation, since=since, until=until)
        PhasePeriod.objects.create(case=case, phase=Phase.DELIVERY, since=since, until=until)
        return case


def note(manager: Actor, at: Municipality, on: date, case: Case | None = None, minutes: int = 30) -> None:
    with act_as(manager, today=given.TODAY):
        ContactNote.objects.create(
            case=case,
            municipality=at,
            author_id=manager.id,
            on=on,
            written_at=f"{on}T12:00Z",
            kind=ContactKind.PHONE,
            access_path=AccessPath.APPOINTMENT,
            minutes=minutes,
            visibility="circle" if case else "author",
        )


def told(lead: Actor, period: Period = YEAR, region: str = "") -> Report:
    with act_as(lead, today=given.TODAY):
        return report(period=period, region=region, today=given.TODAY, site=None)


def lines(table: Table) -> dict[str, list[str]]:
    """The table as it stands on the page."""
    rows = [*table.rows, *([table.total] if table.total else [])]
    return {row.label: [figure.text.replace("\N{NO-BREAK SPACE}", "") for figure in row.figures] for row in rows}


def test_cases_are_counted_where_they_are_and_how_they_stood(manager: Actor, lead: Actor) -> None:
    nord = place("Büren", "nord")
    for _ in range(6):  # opened this year, still open
        case_at(manager, nord, date(2026, 2, 1))
    for _ in range(7):  # opened last year, closed this year
        case_at(manager, nord, date(2025, 5, 1), date(2026, 4, 1), Constellation.SHORT)
    for _ in range(5):  # closed on the last day of last year: not this year's
        case_at(manager, nord, date(2025, 5, 1), date(2026, 1, 1))
    found = lines(told(lead).table("constellation"))
    assert found["Kurzintervention"] == ["0", "7", "0"]
    assert found["Prozessbegleitung"] == ["6", "0", "6"]
    assert found["zusammen"] == ["6", "7", "6"]
    assert lines(told(lead).table("phase"))["Umsetzung"] == ["6"]
    assert lines(told(lead, calendar_year(date(2025, 1, 1))).table("constellation"))["zusammen"] == ["12", "5", "7"]


def test_a_change_of_constellation_counts_as_it_was_at_the_end(manager: Actor, lead: Actor) -> None:
    nord = place("Büren", "nord")
    for _ in range(5):
        case = case_at(manager, nord, date(2026, 1, 10))
        with act_as(manager, today=given.TODAY):
            ConstellationPeriod.objects.filter(case=case).update(until=date(2026, 7, 15))
            ConstellationPeriod.objects.create(case=case, constellation="case_management", since=date(2026, 7, 15))
    first_half = Period(date(2026, 1, 1), date(2026, 7, 1))
    assert lines(told(lead, first_half).table("constellation"))["Prozessbegleitung"] == ["5", "0", "5"]
    assert lines(told(lead).table("constellation"))["Case Management"] == ["5", "0", "5"]


def test_reasons_stand_by_constellation_for_the_site_only(manager: Actor, lead: Actor) -> None:
    nord = place("Büren", "nord")
    for constellation, reason, number in (
        ("short", "no_contact", 9),
        ("guidance", "no_contact", 6),
        ("guidance", "goals_reached", 8),
        ("case_management", "goals_reached", 7),
    ):
        for _ in range(number):
            case = case_at(manager, nord, date(2026, 1, 10), date(2026, 6, 1), constellation)
            with act_as(manager, today=given.TODAY):
                Stay.objects.filter(case=case).update(closing_reason=reason)
    told_ = told(lead).table("closing_reason_constellation")
    assert [name for _, name in told_.columns] == [*(str(one.label) for one in Constellation), "zusammen"]
    found = lines(told_)
    assert found["kein Kontakt mehr"] == ["9", "6", "0", "15"]
    assert found["Ziele erreicht"] == ["0", "8", "7", "15"]
    assert found["weggezogen"] == ["0", "0", "0", "0"]
    assert found["zusammen"] == ["9", "14", "7", "30"]
    here = told(lead, region="nord")
    assert "closing_reason_constellation" not in {table.key for table in _tables(here)}
    assert lines(here.table("closing_reason"))["kein Kontakt mehr"] == ["15"]
    assert [figure for figure, _ in here.table("constellation").columns] == ["cases_opened", "cases_at_end"]


def test_a_rare_reason_of_one_constellation_cannot_be_reckoned(manager: Actor, lead: Actor) -> None:
    nord = place("Büren", "nord")
    for constellation, reason, number in (("short", "moved", 2), ("guidance", "moved", 9), ("guidance", "referred", 9)):
        for _ in range(number):
            case = case_at(manager, nord, date(2026, 1, 10), date(2026, 6, 1), constellation)
            with act_as(manager, today=given.TODAY):
                Stay.objects.filter(case=case).update(closing_reason=reason)
    found = lines(told(lead).table("closing_reason_constellation"))
    assert found["weggezogen"][0] == "<5"
    assert "·" in {*found["weggezogen"], *found["zusammen"]}
    shown = {text for row in found.values() for text in row}
    assert not {"2", "11", "20"} <= shown


def test_contacts_have_months_minutes_and_perhaps_no_name(manager: Actor, lead: Actor) -> None:
    nord = place("Büren", "nord")
    cases = [case_at(manager, nord, date(2026, 1, 10)) for _ in range(5)]
    for case in cases:
        note(manager, nord, date(2026, 3, 31), case, minutes=20)
        note(manager, nord, date(2026, 4, 1), case, minutes=40)
    for _ in range(6):
        note(manager, nord, date(2026, 4, 2), minutes=15)
    report_ = told(lead)
    months = lines(report_.table("month"))
    assert (months["März 2026"], months["April 2026"], months["Mai 2026"]) == (["5", "2"], ["11", "5"], ["0", "0"])
    assert list(months)[-2:] == ["November 2026", "zusammen"]
    assert lines(report_.table("named")) == {
        "mit Namen oder Pseudonym": ["10", "5"],
        "anonym": ["6", "2"],
        "zusammen": ["16", "7"],
    }
    assert lines(report_.table("kind"))["Telefon"] == ["16", "7"]


def test_many_contacts_of_few_people_are_hidden_with_their_hours(manager: Actor, lead: Actor) -> None:
    nord = place("Büren", "nord")
    case = case_at(manager, nord, date(2026, 1, 10))
    for day in range(1, 13):
        note(manager, nord, date(2026, 3, day), case)
    assert lines(told(lead).table("month"))["März 2026"] == ["·", "·"]
    assert {value for line in lines(told(lead).table("month")).values() for value in line} == {"·"}


def test_a_region_shows_its_part_of_the_same_publication(manager: Actor, lead: Actor) -> None:
    """Büren hides 2; the site's other numbers minus those of the other region must not give it back."""
    buren, lichtenau = place("Büren", "nord"), place("Lichtenau", "nord")
    delbruck, salzkotten = place("Delbrück", "sued"), place("Salzkotten", "sued")
    for at, number in ((buren, 2), (lichtenau, 9), (delbruck, 8), (salzkotten, 30)):
        for _ in range(number):
            case_at(manager, at, date(2026, 2, 1))
    whole, nord, sued = told(lead), told(lead, region="nord"), told(lead, region="sued")
    assert lines(whole.table("municipality")) == {
        "Büren": ["<5", "0", "<5"],
        "Delbrück": ["8", "0", "8"],
        "Lichtenau": ["·", "0", "·"],
        "Salzkotten": ["30", "0", "30"],
        "zusammen": ["49", "0", "49"],
    }
    assert lines(nord.table("municipality")) == {
        "Büren": ["<5", "0", "<5"],
        "Lichtenau": ["·", "0", "·"],
        "zusammen": ["11", "0", "11"],
    }
    assert lines(sued.table("municipality"))["zusammen"] == ["38", "0", "38"]
    assert whole.hides
    assert not sued.table("municipality").hides


def test_a_region_of_one_municipality_hides_its_own_total(manager: Actor, lead: Actor) -> None:
    stadt, land = place("Büren", "stadt"), place("Delbrück", "land")
    for at, number in ((stadt, 3), (land, 40)):
        for _ in range(number):
            case_at(manager, at, date(2026, 2, 1))
    assert lines(told(lead, region="stadt").table("constellation"))["zusammen"] == ["<5", "<5"]
    everything = {text for table in _tables(told(lead)) for line in lines(table).values() for text in line}
    assert "43" not in everything or "40" not in everything


def _tables(one: Report) -> list[Table]:
    return [table for section in one.sections for table in section.tables]


@pytest.mark.parametrize("period", [Period(date(2026, 1, 2), date(2026, 2, 1)), Period(date(2026, 1, 1))])
def test_only_whole_months_with_an_end(lead: Actor, period: Period) -> None:
    with pytest.raises(ValueError, match="whole months"):
        told(lead, period)


def test_somebody_who_may_not_see_figures_counts_nothing(manager: Actor) -> None:
    place_ = place("Büren", "nord")
    for _ in range(6):
        case_at(manager, place_, date(2026, 2, 1))
    assert lines(told(manager).table("constellation"))["zusammen"] == ["0", "0", "0"]


def test_a_barrier_counts_its_cases_once_while_it_holds(manager: Actor, lead: Actor) -> None:
    nord, sued = place("Büren", "nord"), place("Delbrück", "sued")
    kita = given.barrier("Kein Platz in der Kita")
    for at, number in ((nord, 6), (sued, 8)):
        for _ in range(number):
            case = case_at(manager, at, date(2026, 1, 10))
            agrees(case, manager)
            with act_as(manager, today=given.TODAY):
                CaseBarrier.objects.create(case=case, barrier=kita, since=date(2026, 2, 1), until=date(2026, 3, 1))
                CaseBarrier.objects.create(case=case, barrier=kita, since=date(2026, 5, 1))
    assert lines(told(lead).table("barrier")) == {"Kein Platz in der Kita": ["14"]}
    assert lines(told(lead, region="nord").table("barrier")) == {"Kein Platz in der Kita": ["6"]}
    assert lines(told(lead, calendar_year(date(2025, 1, 1))).table("barrier")) == {}


def agrees(case: Case, manager: Actor) -> None:
    """The switch „Auswertung“ of the client is on."""
    with act_as(manager, today=given.TODAY):
        record_consent(
            person=case.person,
            kind=ConsentKind.EVALUATION,
            form_version="2026-1",
            given_on=given.TODAY,
            actor=manager,
            today=given.TODAY,
        )


def test_barriers_of_those_who_do_not_agree_to_the_evaluation_are_not_counted_and_their_cases_are(
    manager: Actor, lead: Actor
) -> None:
    nord, kita, cases = place("Büren", "nord"), given.barrier("Kein Platz in der Kita"), []
    for number in range(13):
        cases.append(case_at(manager, nord, date(2026, 1, 10)))
        with act_as(manager, today=given.TODAY):
            CaseBarrier.objects.create(case=cases[-1], barrier=kita, since=date(2026, 2, 1))
        if number < 6:
            agrees(cases[-1], manager)
    counted = lines(told(lead).table("constellation"))
    assert lines(told(lead).table("barrier")) == {"Kein Platz in der Kita": ["6"]}
    with act_as(manager, today=given.TODAY):
        consent = Consent.objects.get(person_id=cases[0].person_id, kind=ConsentKind.EVALUATION)
        withdraw_consent(consent=consent, on=given.TODAY, actor=manager, today=given.TODAY)
    assert lines(told(lead).table("barrier")) == {"Kein Platz in der Kita": ["5"]}
    assert lines(told(lead).table("constellation")) == counted, "what is counted for the Land goes on"


def test_rare_barriers_are_not_told(manager: Actor, lead: Actor) -> None:
    nord, rare = place("Büren", "nord"), given.barrier("Selten")
    for _ in range(4):
        case = case_at(manager, nord, date(2026, 1, 10))
        agrees(case, manager)
        with act_as(manager, today=given.TODAY):
            CaseBarrier.objects.create(case=case, barrier=rare, since=date(2026, 2, 1))
    table = told(lead).table("barrier")
    assert table.rows == ()
    assert "1\N{NO-BREAK SPACE}weitere Hürde kommt seltener vor" in table.note
