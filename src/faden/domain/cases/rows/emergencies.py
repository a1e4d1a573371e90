"""Emergency access: who is let in for three hours, and who is told."""

from faden.domain.cases.rows.conditions import FITS, ME, MY_ENTRIES
from faden.kernel.database.rows import Guard, Policy, roles

HOURS, TIMES = 3, 2

# Entries of the last day, running or over: the second one is the last, afterwards the case is handed over.
OF_LAST_DAY = f"{MY_ENTRIES} AND function = 'emergency' AND now() - interval '1 day' < ends_at"

# What somebody needs to ask for access to a case they do not see: its keys, no word of it; the minute it would end.
CASE_IN_NEED = f"""
SELECT CASE WHEN faden_has_role('case_manager') THEN (
    SELECT jsonb_build_object(
        'case', c.id, 'person', c.person_id, 'household', c.household_id, 'responsible', c.manager_id,
        'is_mine', c.id = ANY (faden_my_cases()),
        'is_closed_off', c.person_id = ANY (faden_masked_people()), 'ends_at', now() + interval '{HOURS} hours',
        'times', (SELECT count(*) {OF_LAST_DAY} AND case_id = c.id))
    FROM cases_case c WHERE c.number = wanted
) END
"""

EMERGENCY_GUARDS = (
    Guard(
        "faden_my_emergencies()",
        "uuid[]",
        f"SELECT array(SELECT id {MY_ENTRIES} AND function = 'emergency' AND now() < ends_at)",
    ),
    Guard("faden_case_in_need(wanted text)", "jsonb", CASE_IN_NEED),
    Guard(
        "faden_may_enter_in_need(wanted uuid)",
        "boolean",
        f"SELECT faden_has_role('case_manager') AND NOT wanted = ANY (faden_my_cases()) AND {TIMES} > "
        f"(SELECT count(*) {OF_LAST_DAY} AND case_id = wanted)",
    ),
)

#: The clock is the database's: nobody lengthens the three hours by sending another one.
ENTERS_IN_NEED = Policy(
    "circle_emergency",
    "INSERT",
    check=f"{ME} AND function = 'emergency' AND since = faden_today() AND until <= faden_today() + 2 "
    f"AND now() < ends_at AND ends_at <= now() + interval '{HOURS} hours' AND release_id IS NULL "
    f"AND absence_id IS NULL AND faden_may_enter_in_need(case_id) AND {FITS}",
)
LOOKED_AFTER = Policy(
    "circle_read_emergencies", "SELECT", using=f"function = 'emergency' AND {roles('data_protection')}"
)
