"""A case is seen by its circle, and by nobody else.

The circle is the only list that decides: responsible case manager and helpers, each from–until. Everything counselled
hangs on the case and follows it.
"""

from faden.kernel.database.rows import Guard, Open, Policy, Table, everything, roles

MINE = "= ANY ((SELECT faden_my_cases())::uuid[])"
IN_FORCE = (
    "since <= faden_today() AND (until IS NULL OR faden_today() < until) AND (SELECT faden_actor_is_active())"
)

GUARDS = (
    Guard(
        "faden_my_cases()",
        "uuid[]",
        f"SELECT array(SELECT case_id FROM cases_circlemember WHERE account_id = faden_actor() AND {IN_FORCE})",
    ),
    Guard(
        "faden_my_people()",
        "uuid[]",
        "SELECT array(SELECT DISTINCT person_id FROM cases_circlemember "
        f"WHERE account_id = faden_actor() AND {IN_FORCE})",
    ),
    Guard(
        "faden_my_households()",
        "uuid[]",
        "SELECT array(SELECT DISTINCT household_id FROM cases_circlemember "
        f"WHERE account_id = faden_actor() AND household_id IS NOT NULL AND {IN_FORCE})",
    ),
    Guard(
        "faden_my_relatives()",
        "uuid[]",
        "SELECT array(SELECT DISTINCT m.person_id FROM people_householdmember m "
        "WHERE m.household_id = ANY (faden_my_households()))",
    ),
    Guard(
        "faden_has_no_circle(wanted uuid)",
        "boolean",
        "SELECT NOT EXISTS (SELECT FROM cases_circlemember WHERE case_id = wanted)",
    ),
    Guard(
        "faden_number_is_free(wanted text)",
        "boolean",
        "SELECT NOT EXISTS (SELECT FROM cases_case WHERE number = wanted)",
    ),
)


def of_case(name: str, *, removable: bool = False) -> tuple[Policy, ...]:
    """The policies of a table that hangs on a case by ``case_id``."""
    policies = everything(name, f"case_id {MINE}")
    return policies if removable else policies[:3]


ME = "account_id = (SELECT faden_actor())"
AUTHOR = "author_id = (SELECT faden_actor())"
NOTE_VISIBLE = (
    f"CASE WHEN case_id IS NULL THEN {AUTHOR} ELSE case_id {MINE} AND (visibility = 'circle' OR {AUTHOR}) END"
)
NOTE_OWN = f"{AUTHOR} AND (case_id IS NULL OR case_id {MINE})"

ROWS = (
    Table(
        "cases_case",
        (
            Policy("case_read", "SELECT", using=f"id {MINE}"),
            Policy("case_add", "INSERT", check=f"manager_id = (SELECT faden_actor()) AND {roles('case_manager')}"),
            Policy("case_change", "UPDATE", using=f"id {MINE}"),
        ),
        guard_reads=True,
        facts_reads=True,
    ),
    Table(
        "cases_circlemember",
        (
            Policy("circle_read", "SELECT", using=f"case_id {MINE}"),
            Policy("circle_add", "INSERT", check=f"case_id {MINE}"),
            # The first entry of a new case; nobody lets themselves into a circle that exists.
            Policy(
                "circle_begin",
                "INSERT",
                check=f"{ME} AND {roles('case_manager')} AND faden_has_no_circle(case_id)",
            ),
            Policy("circle_change", "UPDATE", using=f"case_id {MINE}"),
        ),
        guard_reads=True,
    ),
    Table("cases_stay", of_case("stay"), facts_reads=True),
    Table("cases_constellationperiod", of_case("constellationperiod"), facts_reads=True),
    Table("cases_phaseperiod", of_case("phaseperiod"), facts_reads=True),
    Table("cases_criteriacheck", of_case("criteriacheck")[:2]),
    Table(
        "cases_contactnote",
        (
            Policy("note_read", "SELECT", using=NOTE_VISIBLE),
            Policy("note_add", "INSERT", check=NOTE_OWN),
            Policy("note_change", "UPDATE", using=NOTE_OWN),
        ),
        guard_reads=True,
        facts_reads=True,
    ),
    Table(
        "cases_contactnoterevision",
        (
            Policy(
                "noterevision_read", "SELECT", using="EXISTS (SELECT FROM cases_contactnote n WHERE n.id = note_id)"
            ),
            Policy("noterevision_add", "INSERT", check="replaced_by_id = (SELECT faden_actor())"),
        ),
    ),
    Table("cases_assessment", of_case("assessment")[:2]),
    Table("cases_rating", of_case("rating")[:2]),
    Table("cases_casebarrier", of_case("casebarrier"), facts_reads=True),
    Table("cases_goal", of_case("goal")),
    Table("cases_measure", of_case("measure")),
    Table("cases_measurestep", of_case("measurestep")[:2]),
    Open("cases_closingrule", "dated site data", commands=("SELECT", "INSERT", "UPDATE")),
)
