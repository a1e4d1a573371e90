"""What may leave casework: counts, of enough people, of whole months, for those who steer."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, models, transaction

from faden.domain.cases.enums import AccessPath, ContactKind, GoalState
from faden.domain.cases.models import ContactNote, Goal
from faden.domain.cases.operations.goals import agree_goal, change_goal
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from faden.kernel.database import disclosure, rows
from faden.reporting.facts import FILES, READERS
from tests import given
from tests.architecture.sources import product

pytestmark = pytest.mark.django_db

YEAR = (date(2026, 1, 1), date(2027, 1, 1))
Row = tuple[str, str, str, str, str, Decimal, bool]


def facts(actor: Actor, first: date = YEAR[0], end: date = YEAR[1]) -> list[Row]:
    with act_as(actor, today=given.TODAY), connection.cursor() as cursor:
        cursor.execute("SELECT * FROM faden_facts(%s, %s)", [first, end])
        return [found[:7] for found in cursor.fetchall()]


def row(found: list[Row], figure: str, key: str = "") -> Row:
    return next(row for row in found if row[0] == figure and row[2] == "" and row[3] == key)


def value(found: list[Row], figure: str, key: str = "") -> int:
    return int(row(found, figure, key)[5])


def is_few(found: list[Row], figure: str, key: str = "") -> bool:
    return row(found, figure, key)[6]


def note(manager: Actor, case: object, on: date = given.TODAY) -> None:
    with act_as(manager, today=given.TODAY):
        ContactNote.objects.create(
            case=case,  # type: ignore[misc]
            municipality=given.municipality(),
            author_id=manager.id,
            on=on,
            written_at=f"{on}T12:00Z",
            kind=ContactKind.PHONE,
            access_path=AccessPath.APPOINTMENT,
            minutes=10,
            visibility="circle" if case else "author",
        )


@pytest.mark.parametrize("role", Role)
def test_only_those_who_steer_get_an_answer(role: Role) -> None:
    given.case(given.actor(Role.CASE_MANAGER))
    assert bool(facts(given.actor(role))) == (role in READERS)


def test_nobody_gets_no_answer() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM faden_facts(%s, %s)", YEAR)
        assert cursor.fetchall() == []


def test_a_count_of_fewer_than_five_is_few() -> None:
    manager, lead = given.actor(Role.CASE_MANAGER), given.actor(Role.LEAD)
    for expected in (True, True, True, True, False):
        given.case(manager)
        assert is_few(facts(lead), "cases_opened") == expected
        assert is_few(facts(lead), "cases_opened", "guidance") == expected
    assert not is_few(facts(lead), "cases_closed")


def test_many_contacts_of_few_people_are_few() -> None:
    manager, lead = given.actor(Role.CASE_MANAGER), given.actor(Role.LEAD)
    cases = [given.case(manager) for _ in range(4)]
    for case in cases * 3:
        note(manager, case)
    found = facts(lead)
    assert (value(found, "contacts"), is_few(found, "contacts"), is_few(found, "contact_minutes")) == (12, True, True)
    note(manager, None)
    found = facts(lead)
    assert (value(found, "contacts"), is_few(found, "contacts"), is_few(found, "contact_minutes")) == (13, False, False)
    assert (value(found, "contact_minutes"), is_few(found, "contacts", "anonymous")) == (130, True)


def test_only_whole_months_are_counted() -> None:
    lead = given.actor(Role.LEAD)
    for first, end in ((date(2026, 1, 2), YEAR[1]), (YEAR[0], date(2026, 3, 31)), (YEAR[0], YEAR[0])):
        with pytest.raises(DatabaseError), transaction.atomic():
            facts(lead, first, end)


def test_a_contact_belongs_to_the_month_of_its_day() -> None:
    manager, lead = given.actor(Role.CASE_MANAGER), given.actor(Role.LEAD)
    for case in [given.case(manager) for _ in range(5)]:
        note(manager, case, date(2026, 10, 31))
        note(manager, case, date(2026, 11, 1))
    assert value(facts(lead, date(2026, 10, 1), date(2026, 11, 1)), "contacts") == 5
    assert value(facts(lead), "contacts", "202611") == 5


def test_no_mark_of_a_case_is_in_what_comes_out() -> None:
    """Every text, date and identifier about the cases is a mark; none of them is found again in any column."""
    manager, lead = given.actor(Role.CASE_MANAGER), given.actor(Role.LEAD)
    for _ in range(6):
        note(manager, given.case(manager, family_name="Kennzeichen", given_names="Markiert"))
    marks = _marks(manager)
    assert len(marks) > 50
    told = "\n".join(str(part) for row in facts(lead) for part in row)
    assert [mark for mark in marks if mark in told] == []


def _marks(manager: Actor) -> set[str]:
    """Everything that stands in the guarded rows this case manager sees, except words of the catalogues."""
    found: set[str] = set()
    with act_as(manager, today=given.TODAY):
        for model in apps.get_models():
            if model._meta.app_label in {"people", "cases", "consent", "referrals"}:
                for row in model._default_manager.all():
                    found |= {_mark(row, field) for field in row._meta.concrete_fields}
    return {mark for mark in found if len(mark) > 3}


def _mark(row: models.Model, field: "models.Field[object, object]") -> str:
    written = getattr(row, field.attname)
    return "" if field.choices or written is None or isinstance(written, bool | int) else str(written)


def test_the_role_that_counts_reads_only_what_the_files_name() -> None:
    text = "\n".join(file.read_text("utf-8") for file in FILES)
    tables = [table for table in rows.declared() if isinstance(table, rows.Table) and table.facts_reads]
    assert {table.name for table in tables if table.name not in text} == set()
    assert not [table.name for table in tables if table.name.startswith(("consent_", "audit_", "letters_"))]
    of_people = {table.name: table.facts_reads for table in tables if table.name.startswith("people_")}
    columns = {column for given in of_people.values() if isinstance(given, tuple) for column in given}
    assert all(isinstance(given, tuple) for given in of_people.values())
    assert columns == {
        "id", "person_id", "birth_date", "arrived_on", "since", "until", "replaced_on", "target_group_id", "kind_id",
        "legal_area_id", "country", "is_shielded",
    }  # fmt: skip


def test_the_role_that_counts_reads_no_name() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT has_column_privilege(%s, 'people_person', 'family_name', 'SELECT'), "
            "has_column_privilege(%s, 'people_person', 'birth_date', 'SELECT')",
            [rows.FACTS, rows.FACTS],
        )
        assert cursor.fetchone() == (False, True)


def test_the_functions_of_the_role_are_exactly_those_declared() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT proname, prosecdef FROM pg_proc WHERE proowner = %s::regrole", [rows.FACTS])
        found = dict(cursor.fetchall())
    names = [fact.name for fact in disclosure.declared()]
    assert found == dict.fromkeys(names, True) | {f"{name}_counted": False for name in names}


def test_what_is_kept_is_out_of_reach() -> None:
    with connection.cursor() as cursor:
        for question in ("SELECT * FROM faden_kept", "SELECT * FROM faden_facts_counted('2026-01-01', '2026-02-01')"):
            with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
                cursor.execute(question)


def test_a_case_is_closed_in_the_period_of_its_last_day() -> None:
    manager, lead = given.actor(Role.CASE_MANAGER), given.actor(Role.LEAD)
    cases = [given.case(manager, on=date(2026, 3, 1)) for _ in range(5)]
    last_day = date(2026, 6, 30)
    with act_as(manager, today=given.TODAY):
        for case in cases:
            case.stay_set.update(until=last_day + timedelta(days=1), closing_reason="agreement")
    first_half = facts(lead, date(2026, 1, 1), date(2026, 7, 1))
    second_half = facts(lead, date(2026, 7, 1), date(2027, 1, 1))
    assert [value(first_half, f"cases_{part}") for part in ("at_start", "opened", "closed", "at_end")] == [0, 5, 5, 0]
    assert value(second_half, "cases_at_start") == 0
    assert value(second_half, "cases_closed") == 0


def test_the_true_numbers_have_one_reader() -> None:
    naming = {source.name for source in product() if "faden_facts(" in source.text}
    importing = {source.path.parent.name for source in product() if "figures.counts import" in source.text}
    assert naming == {"src/faden/reporting/figures/counts.py"}
    assert importing == {"figures"}


def _evaluated(manager: Actor, lead: Actor, states: tuple[str, ...], on: date = given.TODAY) -> list[Row]:
    """A case for each state, with one goal that came to it."""
    for state in states:
        case = given.case(manager, on=date(2026, 3, 12), consented=True)
        with act_as(manager, today=given.TODAY):
            everyday: dict[str, Any] = {"actor": manager, "today": given.TODAY}
            agreed = agree_goal(case=case, life_domain=given.life_domain(), words="x", on=case.opened_on, **everyday)
            change_goal(goal=agreed, version=1, words="x", state=GoalState(state), on=on, **everyday)
    return facts(lead)


def test_goals_are_counted_by_what_they_came_to() -> None:
    manager, lead = given.actor(Role.CASE_MANAGER), given.actor(Role.LEAD)
    found = _evaluated(manager, lead, ("reached", "reached", "partly", "missed"))
    counted = {figure: value(found, figure) for figure in ("goals_reached", "goals_partly", "goals_missed")}
    assert counted == {"goals_reached": 2, "goals_partly": 1, "goals_missed": 1}
    assert value(found, "goals_reached", given.life_domain().key) == 2
    assert value(found, "goals_reached", "guidance") == 2
    assert is_few(found, "goals_reached")


def test_a_goal_counts_once_by_its_last_evaluation_in_the_period() -> None:
    manager, lead = given.actor(Role.CASE_MANAGER), given.actor(Role.LEAD)
    _evaluated(manager, lead, ("partly",), on=date(2026, 6, 30))
    with act_as(manager, today=given.TODAY):
        agreed = Goal.objects.get()
        everyday: dict[str, Any] = {"actor": manager, "today": given.TODAY}
        change_goal(goal=agreed, version=2, words="x", state=GoalState.REACHED, on=date(2026, 7, 1), **everyday)
    first_half = facts(lead, date(2026, 1, 1), date(2026, 7, 1))
    assert value(first_half, "goals_partly") == 1
    whole = facts(lead)
    assert value(whole, "goals_reached") == 1
    assert not [row for row in whole if row[0] == "goals_partly"]


def test_five_goals_of_one_case_are_few() -> None:
    manager, lead = given.actor(Role.CASE_MANAGER), given.actor(Role.LEAD)
    case = given.case(manager, on=date(2026, 3, 12), consented=True)
    everyday: dict[str, Any] = {"actor": manager, "today": given.TODAY}
    with act_as(manager, today=given.TODAY):
        for _ in range(5):
            agreed = agree_goal(case=case, life_domain=given.life_domain(), words="x", on=given.TODAY, **everyday)
            change_goal(goal=agreed, version=1, words="x", state=GoalState.REACHED, on=given.TODAY, **everyday)
    assert is_few(facts(lead), "goals_reached")


def test_closings_are_counted_by_their_reason_and_add_up() -> None:
    manager, lead = given.actor(Role.CASE_MANAGER), given.actor(Role.LEAD)
    for reason in ("agreement", "agreement", "moved"):
        case = given.case(manager, on=date(2026, 3, 12))
        with act_as(manager, today=given.TODAY):
            case.stay_set.update(until=given.TODAY, closing_reason=reason)
            type(case).objects.filter(id=case.id).update(closed_on=given.TODAY - timedelta(days=1))
    given.case(manager)
    found = facts(lead)
    assert value(found, "cases_closed") == 3
    by_reason = {one[3]: int(one[5]) for one in found if one[1] == "closing_reason" and one[2] == ""}
    assert by_reason == {"agreement": 2, "moved": 1}
    assert {one[0] for one in found if one[1] == "closing_reason"} == {"cases_closed"}
