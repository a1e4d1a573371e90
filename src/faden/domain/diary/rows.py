"""A case's diary is its circle's; without a case it is seen by who made it and who is part of it.

With whom only a part of the case is shared, they see the appointments they take part in and the tasks they have.
"""

from faden.domain.cases.rows import TOUCHED
from faden.kernel.database.rows import Guard, Policy, Table, everything

ME = "(SELECT faden_actor())"
MINE = "case_id = ANY ((SELECT faden_my_cases())::uuid[])"
MADE = f"created_by_id = {ME}"
ADDS = f"{MADE} AND (case_id IS NULL OR {MINE})"
ASKED = f"{ME} = ANY (participant_ids)"
HAS = f"responsible_id = {ME}"
TAKES_PART = f"CASE WHEN case_id IS NULL THEN {MADE} OR {ASKED} ELSE {MINE} OR {ASKED} AND case_id {TOUCHED} END"
CHANGES = f"CASE WHEN case_id IS NULL THEN {MADE} ELSE {MINE} END"
HAS_TO = f"CASE WHEN case_id IS NULL THEN {MADE} OR {HAS} ELSE {MINE} OR {HAS} AND case_id {TOUCHED} END"

ROWS = (
    Table(
        "diary_appointment",
        (
            Policy("appointment_read", "SELECT", using=TAKES_PART),
            Policy("appointment_add", "INSERT", check=ADDS),
            Policy("appointment_change", "UPDATE", using=CHANGES),
        ),
        guard_reads=True,
    ),
    Table(
        "diary_task",
        (
            Policy("task_read", "SELECT", using=HAS_TO),
            Policy("task_add", "INSERT", check=ADDS),
            Policy("task_change", "UPDATE", using=HAS_TO),
        ),
    ),
    Table(
        "diary_calendarfeed",
        (
            *everything("calendarfeed", f"account_id = {ME}"),
            Policy("calendarfeed_ask", "SELECT", using="digest = (SELECT current_setting('faden.token', true))"),
        ),
    ),
)

GUARDS = (
    Guard(
        # "Am I among them?" is no operator that row security lets an index answer; what is found passes the policy.
        "faden_my_appointments(since timestamptz, till timestamptz)",
        "uuid[]",
        "SELECT array(SELECT id FROM diary_appointment WHERE participant_ids @> ARRAY[faden_actor()] "
        "AND starts_at < till AND ends_at > since AND faden_actor_is_active())",
    ),
)
