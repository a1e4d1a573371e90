-- Contacts of the period and their length, by month, kind, way of access and whether somebody gave a name.
--
-- A contact counts where its case is at home, one without a name where it took place. Behind a number stand as many
-- people as there are cases in it; each contact without a name counts as one more.
WITH note AS NOT MATERIALIZED (
    SELECT "on", kind, access_path, case_id, CASE WHEN case_id IS NULL THEN municipality_id END AS at, minutes
    FROM cases_contactnote
    WHERE "on" >= first_day AND "on" < end_day
),
-- Each person once in each group: counting these rows counts people, several times faster than count(DISTINCT).
person AS (
    SELECT 'month' AS dimension, extract(year FROM "on") * 100 + extract(month FROM "on") AS month, '' AS key,
        case_id, at, count(*) AS contacts, sum(minutes) AS minutes
    FROM note GROUP BY month, case_id, at
    UNION ALL
    SELECT 'kind', 0, kind, case_id, at, count(*), sum(minutes) FROM note GROUP BY kind, case_id, at
    UNION ALL
    SELECT 'access_path', 0, access_path, case_id, at, count(*), sum(minutes) FROM note GROUP BY access_path, case_id, at
    UNION ALL
    SELECT 'named', 0, '', case_id, at, count(*), sum(minutes) FROM note GROUP BY case_id, at
),
placed AS (
    SELECT dimension, CASE dimension WHEN 'month' THEN month::text WHEN 'named' THEN named ELSE summed.key END AS key,
        coalesce(r.key, '-') AS region, contacts, minutes, people
    FROM (
        SELECT p.dimension, p.month, p.key, CASE WHEN p.case_id IS NULL THEN 'anonymous' ELSE 'named' END AS named,
            coalesce(k.municipality_id, p.at) AS municipality_id, sum(p.contacts) AS contacts, sum(p.minutes) AS minutes,
            sum(CASE WHEN p.case_id IS NULL THEN p.contacts ELSE 1 END) AS people
        FROM person p LEFT JOIN cases_case k ON k.id = p.case_id
        GROUP BY 1, 2, 3, 4, 5
    ) summed
    JOIN places_municipality m ON m.id = municipality_id
    LEFT JOIN places_region r ON r.id = m.region_id
),
counted AS (
    SELECT dimension, key, region, sum(contacts) AS contacts, sum(minutes) AS minutes, sum(people) AS people
    FROM placed GROUP BY GROUPING SETS ((dimension, key, region), (dimension, key))
    UNION ALL
    SELECT 'all', '', region, coalesce(sum(contacts), 0), coalesce(sum(minutes), 0), coalesce(sum(people), 0)
    FROM placed WHERE dimension = 'named' GROUP BY GROUPING SETS ((region), ())
)
SELECT v.figure, dimension, coalesce(region, '') AS region, key, '' AS label, v.value::numeric AS value,
    people::bigint AS people
FROM counted, LATERAL (VALUES ('contacts', contacts), ('contact_minutes', minutes)) AS v (figure, value)
