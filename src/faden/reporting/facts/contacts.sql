-- Contacts of the period and their length, by month, kind, way of access and whether somebody gave a name.
--
-- A contact counts where its case is at home, one without a name where it took place. Behind a number stand as many
-- people as there are cases in it; each contact without a name counts as one more.
--
-- count(DISTINCT case) for every cell takes several times as long as all the rest. So each case sets one of 64 bits:
-- the bits set are at most as many as the people. Only cells with fewer bits than k are counted once more, exactly.
WITH month AS (
    SELECT array_agg(to_char(day, 'YYYYMM')::int ORDER BY day) AS of_day
    FROM generate_series(first_day, end_day - 1, interval '1 day') day
),
note AS NOT MATERIALIZED (
    SELECT (SELECT of_day FROM month)[n."on" - first_day + 1] AS month, n.kind, n.access_path, n.case_id,
        coalesce(c.municipality_id, n.municipality_id) AS municipality_id, n.minutes
    FROM cases_contactnote n
    LEFT JOIN cases_case c ON c.id = n.case_id
    WHERE n."on" >= first_day AND n."on" < end_day AND n.kind <> 'attempt'
),
place AS (
    SELECT m.id, coalesce(r.key, '-') AS region
    FROM places_municipality m
    LEFT JOIN places_region r ON r.id = m.region_id
),
summed AS (
    SELECT month, kind, access_path, municipality_id, case_id IS NULL AS nameless, count(*) AS contacts,
        sum(minutes) AS minutes, bit_or(1::bigint << (uuid_hash(case_id) & 63)) AS bits
    FROM note
    GROUP BY 1, 2, 3, 4, 5
),
placed AS (
    SELECT s.*, place.region, CASE WHEN nameless THEN 'anonymous' ELSE 'named' END AS named
    FROM summed s JOIN place ON place.id = s.municipality_id
),
counted AS (
    SELECT grouping(month, kind, access_path, named) AS set, coalesce(region, '') AS region,
        coalesce(month::text, kind, access_path, named, '') AS key, coalesce(sum(contacts), 0) AS contacts,
        coalesce(sum(minutes), 0) AS minutes, coalesce(sum(contacts) FILTER (WHERE nameless), 0) AS nameless,
        coalesce(bit_count(bit_or(bits)::bit(64)), 0) AS bits
    FROM placed
    GROUP BY GROUPING SETS (
        (region, month), (month), (region, kind), (kind), (region, access_path), (access_path), (region, named), (named),
        (region), ()
    )
),
known AS (
    SELECT CASE set WHEN 7 THEN 'month' WHEN 11 THEN 'kind' WHEN 13 THEN 'access_path' WHEN 14 THEN 'named' ELSE 'all' END
        AS dimension, c.*, coalesce((SELECT minimum_group_size FROM places_site), 5) AS k
    FROM counted c
)
SELECT v.figure, dimension, region, key, '' AS label, v.value::numeric AS value,
    CASE WHEN contacts < k OR bits + nameless >= k THEN least(contacts, greatest(bits + nameless, 1))
    ELSE nameless + (
        SELECT count(DISTINCT n.case_id)
        FROM note n JOIN place ON place.id = n.municipality_id
        WHERE known.region IN ('', place.region)
            AND CASE dimension WHEN 'month' THEN n.month::text WHEN 'kind' THEN n.kind
                WHEN 'access_path' THEN n.access_path ELSE key END = key
    ) END::bigint AS people
FROM known, LATERAL (VALUES ('contacts', contacts), ('contact_minutes', minutes)) AS v (figure, value)
