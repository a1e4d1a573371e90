"""Who sees what of a case that changes its case manager."""

from faden.domain.cases.rows.conditions import DEALS_WITH_HANDOVERS, HANDOVER_MINE, MINE
from faden.kernel.database.rows import Guard, Policy, Table, roles

# Facts for those who decide about a hand-over and do not see the case yet: nobody's name, nothing written.
HANDOVER_FACTS = f"""
SELECT coalesce(jsonb_object_agg(h.id, jsonb_build_object(
    'number', c.number, 'constellation', c.constellation, 'opened_on', c.opened_on, 'is_open', c.closed_on IS NULL,
    'municipality', m.name, 'language', p.language, 'interpreter', p.interpreter_needed
)), '{{}}')
FROM cases_handover h JOIN cases_case c ON c.id = h.case_id JOIN places_municipality m ON m.id = c.municipality_id
JOIN people_person p ON p.id = c.person_id
WHERE h.state = 'proposed' AND faden_actor() IN (h.former_id, h.successor_id, h.proposed_by_id)
AND faden_actor_is_active() AND {DEALS_WITH_HANDOVERS}
"""
# What coordination and lead see of somebody's cases to propose another case manager; a coordinator in the own region.
CASES_LED_BY = """
SELECT coalesce(jsonb_agg(jsonb_build_object(
    'id', c.id, 'number', c.number, 'constellation', c.constellation, 'opened_on', c.opened_on,
    'is_open', c.closed_on IS NULL, 'municipality', m.name,
    'is_proposed', EXISTS (SELECT FROM cases_handover h WHERE h.case_id = c.id AND h.state = 'proposed')
) ORDER BY c.closed_on IS NOT NULL, c.opened_on, c.id), '[]')
FROM cases_case c JOIN places_municipality m ON m.id = c.municipality_id
WHERE c.manager_id = wanted AND (faden_has_role('lead') OR faden_has_role('coordinator') AND (
    faden_my_scopes('coordinator', 'region') = '{}' OR m.region_id = ANY (faden_my_scopes('coordinator', 'region'))))
"""

HANDOVER_GUARDS = (
    Guard(
        # Accepted today: the steps of taking over, until the case names the new case manager. Whoever has handed it
        # on since, on the same day, takes over nothing any more; of one case they are accepted one after the other.
        "faden_taken_over()",
        "uuid[]",
        "SELECT array(SELECT h.case_id FROM cases_handover h JOIN cases_case c ON c.id = h.case_id "
        "WHERE h.successor_id = faden_actor() AND h.state = 'accepted' AND h.answered_on = faden_today() "
        "AND c.manager_id <> faden_actor() AND faden_actor_is_active() AND NOT EXISTS (SELECT FROM cases_handover x "
        "WHERE x.case_id = h.case_id AND x.state = 'accepted' AND x.id > h.id))",
    ),
    Guard(
        "faden_may_propose_for(wanted uuid, whom uuid)",
        "boolean",
        "SELECT EXISTS (SELECT FROM cases_case c JOIN places_municipality m ON m.id = c.municipality_id "
        "WHERE c.id = wanted AND c.manager_id = whom AND (c.manager_id = faden_actor() AND faden_actor_is_active() "
        "OR faden_has_role('lead') OR faden_has_role('coordinator') AND ("
        "faden_my_scopes('coordinator', 'region') = '{}' "
        "OR m.region_id = ANY (faden_my_scopes('coordinator', 'region')))))",
    ),
    Guard(
        # For coordination and lead: how many cases somebody leads, not which.
        "faden_workload()",
        "jsonb",
        "SELECT coalesce(jsonb_agg(jsonb_build_object("
        "'manager', manager_id, 'constellation', constellation, 'cases', cases)), '[]') "
        "FROM (SELECT manager_id, constellation, count(*) AS cases FROM cases_case WHERE closed_on IS NULL "
        "GROUP BY manager_id, constellation) AS counted WHERE faden_has_role('coordinator', 'lead')",
    ),
    Guard("faden_handover_facts()", "jsonb", HANDOVER_FACTS),
    Guard("faden_cases_led_by(wanted uuid)", "jsonb", CASES_LED_BY),
)

HANDOVER = Table(
    "cases_handover",
    (
        Policy("handover_read", "SELECT", using=f"case_id {MINE} OR {HANDOVER_MINE}"),
        Policy(
            "handover_add",
            "INSERT",
            check="proposed_by_id = (SELECT faden_actor()) AND state = 'proposed' "
            "AND faden_may_propose_for(case_id, former_id)",
        ),
        Policy(
            "handover_answer",
            "UPDATE",
            using=f"state = 'proposed' AND {HANDOVER_MINE}",
            check=f"CASE WHEN state = 'accepted' THEN successor_id = (SELECT faden_actor()) "
            f"AND {roles('case_manager')} ELSE {HANDOVER_MINE} END",
        ),
    ),
    guard_reads=True,
)
