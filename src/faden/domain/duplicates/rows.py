"""Who sees that two people may be one; whoever is not of the actor's own comes masked, with whom to ask."""

from faden.kernel.database.rows import Guard, Policy, Table, roles

MINE = "= ANY ((SELECT faden_my_people())::uuid[])"
RELATIVE = "= ANY ((SELECT faden_my_relatives())::uuid[])"
ME = "(SELECT faden_actor())"
IN_FORCE = "m.since <= faden_today() AND (m.until IS NULL OR faden_today() < m.until)"

# Everybody of the actor's own circles against everybody born on the same or a similar day who shares enough keys of the
# name (the days come with the question); and, of one's own, the same name where a birth date is missing.
POSSIBLE_DUPLICATES = f"""
WITH own AS (
    SELECT id, birth_date FROM people_person WHERE (id {MINE} OR id {RELATIVE}) AND NOT is_shielded
), days AS (
    SELECT o.id, o.birth_date, d.day::date AS day
    FROM jsonb_each(near) n JOIN own o ON o.id = n.key::uuid
        CROSS JOIN LATERAL jsonb_array_elements_text(n.value) d(day)
), dated AS (
    SELECT d.id AS one, q.id AS other, d.birth_date = q.birth_date AS same_day
    FROM days d JOIN people_person q ON q.birth_date = d.day AND q.id <> d.id
), shared AS (
    SELECT p.one, p.other, p.same_day,
        greatest(count(*) FILTER (WHERE t.value ^@ 'S:'), count(*) FILTER (WHERE t.value ^@ 'C:')) AS words,
        count(*) FILTER (WHERE t.value ^@ 'R:') AS sounds,
        count(*) FILTER (WHERE t.value ^@ 'P:') AS pseudonyms
    FROM dated p JOIN people_nametoken t ON t.person_id = p.one
        JOIN people_nametoken u ON u.value = t.value AND u.person_id = p.other
    GROUP BY p.one, p.other, p.same_day
), named AS (
    SELECT t.person_id AS id, o.birth_date, string_agg(t.value, ' ' ORDER BY t.value) AS name
    FROM own o JOIN people_nametoken t ON t.person_id = o.id
    WHERE t.value >= 'P:' AND t.value < 'Q' OR t.value >= 'S:' AND t.value < 'T' GROUP BY t.person_id, o.birth_date
), found AS (
    SELECT one, other, same_day FROM shared s
    WHERE words >= 2 OR sounds >= 2 OR pseudonyms > 0 OR words + sounds > 0 AND same_day AND NOT EXISTS (
        SELECT FROM people_householdmember a JOIN people_householdmember b ON b.household_id = a.household_id
        WHERE a.person_id = s.one AND b.person_id = s.other
    )
    UNION
    SELECT a.id, b.id, false FROM named a JOIN named b ON b.name = a.name AND b.id <> a.id
    WHERE a.birth_date IS NULL OR b.birth_date IS NULL
), pairs AS (
    SELECT f.one, f.other, bool_or(f.same_day) AS same_day, f.other = ANY (array(SELECT id FROM own)) AS known
    FROM found f
    WHERE NOT EXISTS (
        SELECT FROM duplicates_personmerge g WHERE g.absorbed_id = f.other AND g.undone_on IS NULL
    ) AND NOT EXISTS (
        SELECT FROM duplicates_distinction d WHERE d.withdrawn_on IS NULL
            AND (d.first_id = f.one AND d.second_id = f.other OR d.first_id = f.other AND d.second_id = f.one)
    )
    GROUP BY f.one, f.other
)
SELECT CASE WHEN faden_has_role('case_manager') THEN coalesce((
    SELECT jsonb_agg(jsonb_build_object(
        'one', p.one, 'other', p.other, 'known', p.known, 'same_day', p.same_day,
        'initials', coalesce(nullif(left(q.given_names, 1) || left(q.family_name, 1), ''), left(q.pseudonym, 1)),
        'born_in', extract(year FROM q.birth_date)::int,
        'responsible', CASE WHEN NOT p.known THEN faden_others_responsible_for(q.id) END
    ) ORDER BY p.one, p.other)
    FROM pairs p JOIN people_person q ON q.id = p.other WHERE NOT p.known OR p.one < p.other
), '[]') END
"""

# By name, so that whoever asks knows whom to talk to; an empty name where a case has nobody.
OTHERS_RESPONSIBLE = f"""
SELECT CASE WHEN faden_has_role('case_manager') THEN coalesce((
    SELECT jsonb_agg(DISTINCT coalesce(a.name, ''))
    FROM cases_case c
        LEFT JOIN cases_circlemember m ON m.case_id = c.id AND m.function = 'responsible' AND {IN_FORCE}
        LEFT JOIN identity_account a ON a.id = m.account_id
    WHERE (c.person_id = wanted OR c.household_id = ANY (
            array(SELECT h.household_id FROM people_householdmember h WHERE h.person_id = wanted)
        )) AND m.account_id IS DISTINCT FROM faden_actor()
), '[]') END
"""

GUARDS = (
    Guard("faden_others_responsible_for(wanted uuid)", "jsonb", OTHERS_RESPONSIBLE),
    Guard("faden_possible_duplicates(near jsonb)", "jsonb", POSSIBLE_DUPLICATES),
)

OF_ONE = f"(first_id {MINE} OR first_id {RELATIVE} OR second_id {MINE} OR second_id {RELATIVE})"
# What somebody was called before stands in a merge: of restricted people only those read it who know who they are.
OF_SURVIVOR = (
    f"(survivor_id {MINE} OR survivor_id {RELATIVE}) AND survivor_id <> ALL ((SELECT faden_masked_people())::uuid[])"
)

ROWS = (
    Table(
        "duplicates_distinction",
        (
            Policy("distinction_read", "SELECT", using=OF_ONE),
            Policy("distinction_add", "INSERT", check=f"{OF_ONE} AND {roles('case_manager')}"),
            Policy("distinction_change", "UPDATE", using=OF_ONE),
            # Set aside by a merge that makes the two one, and put back by its undoing.
            Policy("distinction_remove", "DELETE", using=OF_ONE),
        ),
        guard_reads=True,
    ),
    Table(
        "duplicates_personmerge",
        (
            Policy("merge_read", "SELECT", using=OF_SURVIVOR),
            Policy("merge_add", "INSERT", check=f"{OF_SURVIVOR} AND {roles('case_manager')}"),
            Policy("merge_change", "UPDATE", using=OF_SURVIVOR),
        ),
        guard_reads=True,
    ),
)
