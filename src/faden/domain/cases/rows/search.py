"""Finding people of the whole site: one's own by identifier, anybody else masked."""

from faden.domain.cases.rows.conditions import IN_FORCE, OF_CIRCLE

# One word alone can fit a tenth of all people; two words must all be looked at, or their intersection would lose some.
MOST_HITS = "CASE WHEN (wanted->>'words')::int = 1 THEN 300 ELSE 100000 END"

# Names are compared as keys (people_nametoken.value) and nothing else, so that the index finds them among a million.
# A person of the actor's own circles comes as an identifier, anybody else masked: initials, year, who is responsible.
# Of restricted people (people/rows.py) who are not open to the actor only comes that there is one, by whole words and
# not by beginnings, which would spell the name letter by letter.
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
), shielded AS (
    SELECT t.person_id FROM asked a JOIN people_nametoken t
        ON t.value = a.key AND t.person_id = ANY ((SELECT faden_masked_people())::uuid[])
    GROUP BY t.person_id HAVING count(DISTINCT a.word) >= coalesce(wanted->>'least', wanted->>'words')::int
    UNION ALL
    SELECT person_id FROM cases_case
    WHERE number = wanted->>'number' AND person_id = ANY ((SELECT faden_masked_people())::uuid[])
), people AS (
    SELECT p.*,
        p.id = ANY ((SELECT faden_my_people())::uuid[]) OR p.id = ANY ((SELECT faden_my_relatives())::uuid[]) AS mine,
        max(c.likeness) + CASE
            WHEN p.birth_date = (wanted->>'born')::date THEN 0.5
            WHEN p.birth_date = ANY (array(SELECT jsonb_array_elements_text(wanted->'near')::date)) THEN 0.25
            WHEN p.birth_date IS NOT NULL AND wanted->>'born' IS NOT NULL THEN -0.25
            ELSE 0 END AS score
    FROM candidates c JOIN people_person p ON p.id = c.person_id
    WHERE p.id <> ALL ((SELECT faden_masked_people())::uuid[])
        AND NOT EXISTS (SELECT FROM duplicates_personmerge g WHERE g.absorbed_id = p.id AND g.undone_on IS NULL)
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
SELECT CASE WHEN faden_counsels() THEN jsonb_build_object(
    'mine', coalesce((SELECT jsonb_agg(id) FROM people WHERE mine), '[]'),
    'keepers', CASE WHEN EXISTS (SELECT FROM shielded) THEN faden_shield_keepers() END,
    'others', coalesce((SELECT jsonb_agg(jsonb_build_object(
        'initials', initials, 'born_in', born_in, 'responsible', responsible
    ) ORDER BY score DESC, id) FROM masked), '[]')
) END
"""
