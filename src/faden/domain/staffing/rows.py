"""Which rows an actor sees."""

from faden.kernel.database.rows import Guard, Open, Policy, Table, roles

WHY = "posts are named by function, never by person"
# Nothing that a case or a decision may point to is ever deleted; it is ended.
KEPT = ("SELECT", "INSERT", "UPDATE")

STAFF = roles(
    "case_manager", "coordinator", "lead", "assistant", "residence_officer", "data_protection", "admin", "system"
)
STAFFING = roles("lead", "admin", "system")

# A team is who works in one region or for one employer: with whom lists are shared (kernel/saved_lists/rows.py).
MY_TEAMS = """
SELECT array(
    SELECT unnest(array[p.region_id, p.employer_id]) FROM staffing_occupation o JOIN staffing_post p ON p.id = o.post_id
    WHERE o.account_id = faden_actor() AND o.since <= faden_today() AND (o.until IS NULL OR faden_today() < o.until)
        AND faden_actor_is_active()
)
"""
GUARDS = (Guard("faden_my_teams()", "uuid[]", MY_TEAMS),)

ROWS = (
    Open("staffing_post", WHY, KEPT),
    Open("staffing_declaredsum", WHY, KEPT),
    Table(
        "staffing_occupation",
        (
            Policy("staffing_occupation_read", "SELECT", using=STAFF),
            Policy("staffing_occupation_add", "INSERT", check=STAFFING),
            Policy("staffing_occupation_change", "UPDATE", using=STAFFING, check=STAFFING),
        ),
        guard_reads=True,
        facts_reads=True,
    ),
)
