"""Which rows an actor sees."""

from faden.kernel.database.rows import Open, Policy, Table, roles

WHY = "posts are named by function, never by person"
# Nothing that a case or a decision may point to is ever deleted; it is ended.
KEPT = ("SELECT", "INSERT", "UPDATE")

STAFF = roles(
    "case_manager", "coordinator", "lead", "assistant", "residence_officer", "data_protection", "admin", "system"
)
STAFFING = roles("lead", "admin", "system")

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
        facts_reads=True,
    ),
)
