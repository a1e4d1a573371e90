"""A case is seen by its circle, and by nobody else.

The circle is the only list that decides: responsible case manager and helpers, each from–until. Everything counselled
hangs on the case and follows it.
"""

from faden.kernel.database.rows import Guard, Open, Policy, Table, everything, roles
from faden.kernel.files.rows import files_of

MINE = "= ANY ((SELECT faden_my_cases())::uuid[])"
LED = "= ANY ((SELECT faden_my_led_cases())::uuid[])"
IN_FORCE = "since <= faden_today() AND (until IS NULL OR faden_today() < until) AND (SELECT faden_actor_is_active())"

OF_CIRCLE = IN_FORCE.replace("since", "m.since").replace("until", "m.until")

# One word alone can fit a tenth of all people; two words must all be looked at, or their intersection would lose some.
MOST_HITS = "CASE WHEN (wanted->>'words')::int = 1 THEN 300 ELSE 100000 END"

# Names are compared as keys (people_nametoken.value) and nothing else, so that the index finds them among a million.
# A person of the actor's own circles comes as an identifier, anybody else masked: initials, year, who is responsible.
FOUND_PEOPLE = f"""
WITH asked AS (
    SELECT word, key, weight FROM jsonb_to_recordset(wanted->'keys') AS k(word int, key text, weight real)
), hits AS (
    SELECT t.person_id, a.word, a.weight
    FROM asked a JOIN people_nametoken t ON t.value = a.key AND t.person_id = ANY ((SELECT faden_my_people())::uuid[])
    UNION ALL
    SELECT t.person_id, a.word, a.weight FROM asked a CROSS JOIN LATERAL (
        SELECT person_id FROM people_nametoken WHERE value = a.key LIMIT {MOST_HITS}
    ) t
    UNION ALL
    SELECT t.person_id, b.word, b.weight
    FROM jsonb_to_recordset(wanted->'beginnings') AS b(word int, key text, weight real) CROSS JOIN LATERAL (
        SELECT person_id FROM people_nametoken WHERE value >= b.key AND value < b.key || '[' LIMIT {MOST_HITS}
    ) t
), words AS (
    SELECT person_id, word, max(weight) AS weight FROM hits GROUP BY person_id, word
), named AS (
    SELECT person_id, count(*) AS words, sum(weight) / (wanted->>'words')::int AS likeness
    FROM words GROUP BY person_id
), complete AS (
    SELECT person_id, likeness FROM named WHERE words >= coalesce(wanted->>'least', wanted->>'words')::int
    ORDER BY person_id = ANY ((SELECT faden_my_people())::uuid[]) DESC, likeness DESC LIMIT 300
), born AS MATERIALIZED (
    -- Whoever has a date like this is read first: of a million people far more have one of the names.
    SELECT id, birth_date = (wanted->>'born')::date AS that_day FROM people_person WHERE birth_date = ANY (array(
        SELECT jsonb_array_elements_text(wanted->'near')::date UNION SELECT (wanted->>'born')::date))
), candidates AS (
    SELECT person_id, likeness FROM complete
    UNION
    SELECT n.person_id, n.likeness FROM born b JOIN named n ON n.person_id = b.id
    WHERE b.that_day OR 2 * n.words >= (wanted->>'words')::int
    UNION
    (SELECT id, 1 FROM people_person WHERE (wanted->>'words')::int = 0
        AND birth_date = ANY (array(SELECT jsonb_array_elements_text(wanted->'near')::date)) LIMIT 300)
    UNION
    SELECT person_id, 1 FROM cases_case WHERE number = wanted->>'number'
), people AS (
    SELECT p.*,
        p.id = ANY ((SELECT faden_my_people())::uuid[]) OR p.id = ANY ((SELECT faden_my_relatives())::uuid[]) AS mine,
        max(c.likeness) + CASE
            WHEN p.birth_date = (wanted->>'born')::date THEN 0.5
            WHEN p.birth_date = ANY (array(SELECT jsonb_array_elements_text(wanted->'near')::date)) THEN 0.25
            WHEN p.birth_date IS NOT NULL AND wanted->>'born' IS NOT NULL THEN -0.25
            ELSE 0 END AS score
    FROM candidates c JOIN people_person p ON p.id = c.person_id
    WHERE NOT EXISTS (SELECT FROM duplicates_personmerge g WHERE g.absorbed_id = p.id AND g.undone_on IS NULL)
    GROUP BY p.id
), nearest AS (
    SELECT p.score, p.id, coalesce(
            nullif(left(p.given_names, 1) || left(p.family_name, 1), ''), left(p.pseudonym, 1)) AS initials,
        extract(year FROM p.birth_date)::int AS born_in
    FROM people p WHERE NOT p.mine ORDER BY p.score DESC, p.id LIMIT 6
), masked AS (
    SELECT n.*, (SELECT a.name FROM identity_account a WHERE a.id = coalesce(
        (SELECT m.account_id FROM cases_circlemember m
            WHERE m.person_id = n.id AND m.function = 'responsible' AND {IN_FORCE} ORDER BY m.since DESC LIMIT 1),
        (SELECT m.account_id FROM people_householdmember h JOIN cases_circlemember m ON m.household_id = h.household_id
            WHERE h.person_id = n.id AND m.function = 'responsible' AND {OF_CIRCLE} ORDER BY m.since DESC LIMIT 1)
    )) AS responsible
    FROM nearest n
)
SELECT CASE WHEN faden_has_role('case_manager') THEN jsonb_build_object(
    'mine', coalesce((SELECT jsonb_agg(id) FROM people WHERE mine), '[]'),
    'others', coalesce((SELECT jsonb_agg(jsonb_build_object(
        'initials', initials, 'born_in', born_in, 'responsible', responsible
    ) ORDER BY score DESC, id) FROM masked), '[]')
) END
"""

# Facts for those who decide about a hand-over and do not see the case yet: nobody's name, nothing written.
HANDOVER_FACTS = """
SELECT coalesce(jsonb_object_agg(h.id, jsonb_build_object(
    'number', c.number, 'constellation', c.constellation, 'opened_on', c.opened_on, 'is_open', c.closed_on IS NULL,
    'municipality', m.name, 'language', p.language, 'interpreter', p.interpreter_needed
)), '{}')
FROM cases_handover h JOIN cases_case c ON c.id = h.case_id JOIN places_municipality m ON m.id = c.municipality_id
JOIN people_person p ON p.id = c.person_id
WHERE h.state = 'proposed' AND faden_actor() IN (h.former_id, h.successor_id, h.proposed_by_id)
AND faden_actor_is_active()
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
        # Accepted today: the steps of taking over, until the new entry of the circle counts by itself.
        "faden_taken_over()",
        "uuid[]",
        "SELECT array(SELECT case_id FROM cases_handover WHERE successor_id = faden_actor() AND state = 'accepted' "
        "AND answered_on = faden_today() AND faden_actor_is_active())",
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


GUARDS = (
    Guard(
        "faden_my_cases()",
        "uuid[]",
        f"SELECT array(SELECT case_id FROM cases_circlemember WHERE account_id = faden_actor() AND {IN_FORCE})",
    ),
    Guard(
        "faden_my_led_cases()",
        "uuid[]",
        "SELECT array(SELECT case_id FROM cases_circlemember "
        f"WHERE account_id = faden_actor() AND function = 'responsible' AND {IN_FORCE})",
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
        # Whoever has left the household is no longer seen from there: an address may be what they keep from it.
        "SELECT array(SELECT DISTINCT m.person_id FROM people_householdmember m "
        "WHERE m.household_id = ANY (faden_my_households()) AND (m.until IS NULL OR faden_today() < m.until))",
    ),
    Guard(
        # Counsellors hear by searching whom a colleague counsels; of their own families they hear that somebody does.
        "faden_counselled_elsewhere(wanted uuid[])",
        "uuid[]",
        "SELECT array(SELECT DISTINCT c.person_id FROM cases_case c WHERE c.person_id = ANY (wanted) "
        "AND c.closed_on IS NULL AND c.person_id = ANY (faden_my_relatives()) "
        "AND NOT c.id = ANY (faden_my_cases()) AND faden_has_role('case_manager'))",
    ),
    Guard(
        "faden_has_no_circle(wanted uuid)",
        "boolean",
        "SELECT NOT EXISTS (SELECT FROM cases_circlemember WHERE case_id = wanted)",
    ),
    Guard(
        "faden_is_nobodys(wanted uuid)",
        "boolean",
        # Somebody who was merged into somebody else is not free for the taking (duplicates/rows.py).
        "SELECT NOT EXISTS (SELECT FROM cases_circlemember WHERE person_id = wanted) "
        "AND NOT EXISTS (SELECT FROM duplicates_personmerge WHERE absorbed_id = wanted AND undone_on IS NULL) "
        "AND NOT EXISTS (SELECT FROM people_householdmember WHERE person_id = wanted)",
    ),
    Guard(
        "faden_household_is_nobodys(wanted uuid)",
        "boolean",
        "SELECT NOT EXISTS (SELECT FROM cases_circlemember WHERE household_id = wanted)",
    ),
    Guard(
        "faden_household_begins(wanted uuid)",
        "boolean",
        "SELECT NOT EXISTS (SELECT FROM cases_circlemember WHERE household_id = wanted) "
        "AND NOT EXISTS (SELECT FROM people_householdmember WHERE household_id = wanted "
        "AND NOT (person_id = ANY (faden_my_people()) OR person_id = ANY (faden_my_relatives())))",
    ),
    Guard(
        "faden_case_is_about(wanted uuid, whom uuid, home uuid)",
        "boolean",
        "SELECT EXISTS (SELECT FROM cases_case WHERE id = wanted AND person_id = whom "
        "AND household_id IS NOT DISTINCT FROM home)",
    ),
    Guard("faden_find_people(wanted jsonb)", "jsonb", FOUND_PEOPLE),
    Guard(
        # The data protection officer reads who opened which file, never the file.
        "faden_case_numbers(wanted uuid[])",
        "jsonb",
        "SELECT coalesce(jsonb_object_agg(id, number), '{}') FROM cases_case "
        "WHERE id = ANY (wanted) AND faden_has_role('data_protection')",
    ),
    Guard(
        "faden_number_is_free(wanted text)",
        "boolean",
        "SELECT NOT EXISTS (SELECT FROM cases_case WHERE number = wanted)",
    ),
    *HANDOVER_GUARDS,
)


def of_case(name: str, *, removable: bool = False) -> tuple[Policy, ...]:
    """The policies of a table that hangs on a case by ``case_id``."""
    policies = everything(name, f"case_id {MINE}")
    return policies if removable else policies[:3]


MY_PEOPLE = "= ANY ((SELECT faden_my_people())::uuid[])"
MY_RELATIVES = "= ANY ((SELECT faden_my_relatives())::uuid[])"
MY_HOUSEHOLDS = "= ANY ((SELECT faden_my_households())::uuid[])"
OWN_PEOPLE = (
    f"(person_id {MY_PEOPLE} OR person_id {MY_RELATIVES} OR faden_is_nobodys(person_id)) AND (household_id IS NULL "
    f"OR household_id {MY_HOUSEHOLDS} OR faden_household_is_nobodys(household_id))"
)
# What the circle repeats of the case is the case's own: it decides which people its members see.
FITS = "faden_case_is_about(case_id, person_id, household_id)"
ME = "account_id = (SELECT faden_actor())"
TAKEN = "= ANY ((SELECT faden_taken_over())::uuid[])"
LETS_OUT = f"case_id {LED} OR case_id {MINE} AND {ME}"
HANDOVER_MINE = "(SELECT faden_actor()) IN (former_id, successor_id, proposed_by_id)"
AUTHOR = "author_id = (SELECT faden_actor())"
#: Helpers of other organisations hold another role; what is written for the inside they do not read.
INSIDE = roles("case_manager")
NOTE_VISIBLE = (
    f"CASE WHEN case_id IS NULL THEN {AUTHOR} ELSE case_id {MINE} AND "
    f"(visibility = 'circle' OR {AUTHOR} OR visibility = 'inside' AND {INSIDE}) END"
)
NOTE_OWN = f"{AUTHOR} AND (case_id IS NULL OR case_id {MINE})"

ROWS = (
    Table(
        "cases_case",
        (
            Policy("case_read", "SELECT", using=f"id {MINE}"),
            # Only about somebody new or somebody of one's own: an identifier alone opens no way to a person.
            Policy(
                "case_add",
                "INSERT",
                check=f"manager_id = (SELECT faden_actor()) AND {roles('case_manager')} AND {OWN_PEOPLE}",
            ),
            Policy("case_change", "UPDATE", using=f"id {MINE}", check=f"id {MINE} AND {OWN_PEOPLE}"),
        ),
        guard_reads=True,
        facts_reads=True,
    ),
    Table(
        "cases_circlemember",
        (
            Policy("circle_read", "SELECT", using=f"case_id {MINE}"),
            # Whoever has accepted a hand-over ends the former responsibility and begins the own one.
            Policy("circle_read_taken", "SELECT", using=f"case_id {TAKEN}"),
            Policy("circle_end_former", "UPDATE", using=f"case_id {TAKEN}", check=f"case_id {TAKEN} AND {FITS}"),
            Policy(
                "circle_take_over", "INSERT", check=f"{ME} AND {roles('case_manager')} AND case_id {TAKEN} AND {FITS}"
            ),
            # Who lets others in, or out again, is responsible for the case; a helper can only withdraw.
            Policy("circle_add", "INSERT", check=f"case_id {LED} AND {FITS}"),
            # The first entry of a new case; nobody lets themselves into a circle that exists.
            Policy(
                "circle_begin",
                "INSERT",
                check=f"{ME} AND {roles('case_manager')} AND faden_has_no_circle(case_id) AND {FITS}",
            ),
            Policy("circle_change", "UPDATE", using=f"({LETS_OUT})", check=f"({LETS_OUT}) AND {FITS}"),
        ),
        guard_reads=True,
    ),
    Table("cases_stay", of_case("stay"), facts_reads=True),
    Table("cases_constellationperiod", of_case("constellationperiod"), facts_reads=True),
    Table("cases_phaseperiod", of_case("phaseperiod"), facts_reads=True),
    Table("cases_closingpostponement", of_case("closingpostponement")[:2]),
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
    Table(
        "cases_noteparticipant",
        (
            Policy("participant_read", "SELECT", using="EXISTS (SELECT FROM cases_contactnote n WHERE n.id = note_id)"),
            Policy(
                "participant_add",
                "INSERT",
                check=f"EXISTS (SELECT FROM cases_contactnote n WHERE n.id = note_id AND n.{AUTHOR})",
            ),
            # Who took part stays who took part; two rows of one person become one (processes/merge_people.py).
            Policy(
                "participant_change",
                "UPDATE",
                using=f"EXISTS (SELECT FROM cases_contactnote n WHERE n.id = note_id) AND {roles('case_manager')}",
                check="EXISTS (SELECT FROM cases_contactnote n WHERE n.id = note_id) AND (person_id IS NULL "
                f"OR person_id {MY_PEOPLE} OR person_id {MY_RELATIVES} OR faden_is_nobodys(person_id))",
            ),
        ),
    ),
    Table("cases_ownview", of_case("ownview")),
    Table("cases_ownanswer", of_case("ownanswer")),
    Table("cases_assessment", of_case("assessment")[:2]),
    Table("cases_rating", of_case("rating")[:2]),
    Table("cases_casebarrier", of_case("casebarrier"), facts_reads=True),
    Table("cases_goal", of_case("goal"), facts_reads=True),
    Table("cases_goalstep", of_case("goalstep")[:2], facts_reads=True),
    Table("cases_feedback", of_case("feedback")),
    Table("cases_goalagreement", of_case("goalagreement")),
    Table("cases_agreedgoal", of_case("agreedgoal")[:2]),
    Table("cases_agreementsignature", of_case("agreementsignature")[:2]),
    Table("cases_measure", of_case("measure")),
    Table("cases_measureslot", of_case("measureslot", removable=True)),
    Table("cases_measurestep", of_case("measurestep")[:2]),
    files_of(f"file_id {MINE}", INSIDE, f"file_id {LED}"),
    Table(
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
    ),
    Table(
        "cases_absence",
        (
            Policy("absence_read", "SELECT", using=f"{ME} OR {roles('coordinator', 'lead')}"),
            Policy("absence_add", "INSERT", check=ME),
            Policy("absence_change", "UPDATE", using=ME),
        ),
    ),
    Open("cases_measuretemplate", "site data about nobody", commands=("SELECT", "INSERT", "UPDATE")),
    # Everybody who counsels the family reads it; it is written from one of the family's cases.
    Table(
        "cases_clashacceptance",
        (
            Policy("clash_read", "SELECT", using=f"case_id {MINE} OR household_id {MY_HOUSEHOLDS}"),
            Policy("clash_add", "INSERT", check=f"case_id {MINE} AND accepted_by_id = (SELECT faden_actor())"),
            Policy("clash_change", "UPDATE", using=f"case_id {MINE} OR household_id {MY_HOUSEHOLDS}"),
        ),
    ),
    Open("cases_familylimit", "dated site data", commands=("SELECT", "INSERT", "UPDATE")),
    Open("cases_closingrule", "dated site data", commands=("SELECT", "INSERT", "UPDATE")),
    Open("cases_workloadweight", "dated site data", commands=("SELECT", "INSERT", "UPDATE")),
    Open("cases_reassessmentrule", "dated site data", commands=("SELECT", "INSERT", "UPDATE")),
)
