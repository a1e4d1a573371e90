"""Who announces, holds and erases; what nobody but the data protection officer may, the database refuses.

That an erasure was carried out is written by ``faden_erase`` alone (``erasing.py``).
"""

from faden.domain.cases.rows import MINE
from faden.domain.cases.rows.conditions import LED
from faden.domain.retention.enums import ErasureState, RetentionClass, Unit
from faden.kernel.database.rows import Guard, Open, Policy, Table, roles

DPO = roles("data_protection")
DONE = f"state = '{ErasureState.CARRIED_OUT.value}'"
SET_BY_ME = "set_by_id = (SELECT faden_actor())"
HELD = "h.lifted_on IS NULL AND h.until > faden_today()"

# A closed case whose period is over, that nobody holds and that is not announced yet: for those who announce.
TO_ANNOUNCE = f"""
SELECT coalesce(jsonb_agg(jsonb_build_object('case', c.id, 'number', c.number, 'closed_on', c.closed_on,
    'manager', a.name, 'manager_id', a.id, 'rule', r.id) ORDER BY c.closed_on, c.id), '[]')
FROM retention_retentionrule r
JOIN cases_case c ON c.closed_on + CASE r.unit WHEN '{Unit.DAY.value}' THEN make_interval(days => r.amount)
    WHEN '{Unit.MONTH.value}' THEN make_interval(months => r.amount)
    ELSE make_interval(years => r.amount) END <= faden_today()
JOIN identity_account a ON a.id = c.manager_id
WHERE r.retention_class = '{RetentionClass.CASE_FILE.value}' AND r.valid_from <= faden_today()
AND (r.valid_until IS NULL OR faden_today() < r.valid_until) AND faden_has_role('data_protection')
AND NOT EXISTS (SELECT FROM retention_erasure e WHERE e.case_id = c.id
    AND e.state <> '{ErasureState.STOPPED.value}')
AND NOT EXISTS (SELECT FROM retention_legalhold h WHERE h.case_id = c.id AND {HELD})
"""
# What the data protection officer has to know of the cases to decide, and no more; and whoever sees the case anyway.
CASES_OF_ERASURES = """
SELECT coalesce(jsonb_object_agg(c.id, jsonb_build_object(
    'number', c.number, 'closed_on', c.closed_on, 'manager', a.name)), '{}')
FROM cases_case c JOIN identity_account a ON a.id = c.manager_id
WHERE c.id = ANY (wanted) AND EXISTS (SELECT FROM retention_erasure e WHERE e.case_id = c.id)
AND (faden_has_role('data_protection') OR c.id = ANY (faden_my_cases()))
"""

GUARDS = (
    Guard("faden_cases_to_announce()", "jsonb", TO_ANNOUNCE),
    Guard("faden_cases_of_erasures(wanted uuid[])", "jsonb", CASES_OF_ERASURES),
    Guard(
        # Asked before anybody is signed in, when the product starts: cases of the erasure list that are there again.
        "faden_not_erased(wanted uuid[])",
        "uuid[]",
        "SELECT array(SELECT c.id FROM cases_case c WHERE c.id = ANY (wanted) AND NOT EXISTS "
        f"(SELECT FROM retention_erasure r WHERE r.case_id = c.id AND r.{DONE}))",
    ),
    Guard(
        # The erasure list holds keys and days; it is written outside the database by whoever serves it.
        "faden_erasure_list()",
        "jsonb",
        "SELECT coalesce(jsonb_agg(jsonb_build_object('erasure', id, 'case', case_id, 'number', number, "
        "'reason', reason, 'announced_on', announced_on, 'due_on', due_on, 'offered_on', offered_on, "
        "'archive', archive, 'answered_on', answered_on, 'on', carried_out_on, 'by', carried_out_by_id) "
        f"ORDER BY carried_out_on, id), '[]') FROM retention_erasure WHERE {DONE}",
    ),
)

ROWS = (
    Open("retention_retentionrule", "dated site data", commands=("SELECT", "INSERT", "UPDATE")),
    Table(
        "retention_erasure",
        (
            Policy("erasure_read", "SELECT", using=f"{DPO} OR case_id {MINE}"),
            Policy("erasure_announce", "INSERT", check=f"{DPO} AND NOT {DONE}"),
            Policy("erasure_change", "UPDATE", using=f"{DPO} AND NOT {DONE}", check=f"{DPO} AND NOT {DONE}"),
        ),
        guard_reads=True,
    ),
    Table(
        "retention_legalhold",
        (
            Policy("hold_read", "SELECT", using=f"{DPO} OR case_id {MINE}"),
            Policy("hold_set", "INSERT", check=f"({DPO} OR case_id {LED}) AND {SET_BY_ME}"),
            Policy("hold_lift", "UPDATE", using=f"{DPO} OR case_id {LED} AND {SET_BY_ME}"),
        ),
        guard_reads=True,
    ),
)
