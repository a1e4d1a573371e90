"""What somebody sees of a case of which only a part is shared with them."""

from faden.domain.cases.rows.conditions import MY_ENTRIES, OPENS
from faden.kernel.database.rows import Guard

MY_OPEN_ENTRIES = f"{MY_ENTRIES} AND {OPENS}"

# The least one needs to call somebody and to keep an appointment: who, in which language, how reached, whom to ask.
SHARED = f"""
SELECT coalesce(jsonb_agg(jsonb_build_object(
    'member', e.id, 'case', c.id, 'number', c.number, 'scope', e.scope, 'life_domains', e.life_domain_ids,
    'reason', e.reason, 'since', e.since, 'until', least(e.until,
        CASE WHEN e.release_id IS NOT NULL THEN faden_release_until(e.release_id, e.person_id) END),
    'function', e.function,
    'name', coalesce(nullif(trim(p.given_names || ' ' || p.family_name), ''), p.pseudonym),
    'language', p.language, 'interpreter', p.interpreter_needed, 'municipality', m.name, 'responsible', a.name,
    'reached_by', (SELECT h.value FROM people_contactchannel h WHERE h.person_id = p.id AND h.replaced_on IS NULL
        AND (h.until IS NULL OR faden_today() < h.until) ORDER BY h.preferred DESC, h.id LIMIT 1)
) ORDER BY c.number, e.since, e.id), '[]')
FROM (SELECT * {MY_OPEN_ENTRIES} AND scope <> 'whole') e JOIN cases_case c ON c.id = e.case_id
JOIN people_person p ON p.id = c.person_id JOIN places_municipality m ON m.id = c.municipality_id
JOIN identity_account a ON a.id = c.manager_id
WHERE NOT c.id = ANY (faden_my_cases())
"""

PART_GUARDS = (
    Guard("faden_my_part_cases()", "uuid[]", f"SELECT array(SELECT case_id {MY_OPEN_ENTRIES} AND scope = 'domains')"),
    Guard(
        # Everything of which any part is shared, down to a single task.
        "faden_my_touched_cases()",
        "uuid[]",
        f"SELECT array(SELECT case_id {MY_OPEN_ENTRIES} AND scope <> 'whole')",
    ),
    Guard(
        "faden_my_domains(wanted uuid)",
        "uuid[]",
        f"SELECT array(SELECT unnest(life_domain_ids) {MY_OPEN_ENTRIES} AND scope = 'domains' AND case_id = wanted)",
    ),
    Guard(
        "faden_my_part_goals()",
        "uuid[]",
        "SELECT array(SELECT g.id FROM cases_goal g WHERE g.case_id = ANY (faden_my_part_cases()) "
        "AND g.life_domain_id = ANY (faden_my_domains(g.case_id)))",
    ),
    Guard(
        "faden_my_part_barriers()",
        "uuid[]",
        "SELECT array(SELECT b.id FROM cases_casebarrier b JOIN catalogues_barrier k ON k.id = b.barrier_id "
        "WHERE b.case_id = ANY (faden_my_part_cases()) AND k.life_domain_id = ANY (faden_my_domains(b.case_id)))",
    ),
    Guard("faden_my_shared_parts()", "jsonb", SHARED),
)
