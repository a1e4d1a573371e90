-- Contacts of the period and their length, by kind, way of access, month and whether somebody gave a name.
--
-- Behind a number stand as many people as there are cases in it; each contact without a name counts as one more.
WITH note AS (
    SELECT coalesce(r.key, '-') AS region, n.kind, n.access_path, to_char(n."on", 'YYYY-MM') AS month,
        CASE WHEN n.case_id IS NULL THEN 'anonymous' ELSE 'named' END AS named,
        n.case_id, count(*) AS contacts, sum(n.minutes) AS minutes
    FROM cases_contactnote n
    JOIN places_municipality m ON m.id = n.municipality_id
    LEFT JOIN places_region r ON r.id = m.region_id
    WHERE n."on" >= first_day AND n."on" < end_day
    GROUP BY r.key, n.kind, n.access_path, month, n.case_id
),
counted AS (
    SELECT grouping(kind, access_path, month, named) AS set, region, kind, access_path, month, named,
        coalesce(sum(contacts), 0) AS contacts, coalesce(sum(minutes), 0) AS minutes,
        count(DISTINCT case_id) + coalesce(sum(contacts) FILTER (WHERE case_id IS NULL), 0) AS people
    FROM note
    GROUP BY GROUPING SETS (
        (region, kind), (kind), (region, access_path), (access_path), (region, month), (month), (region, named),
        (named), (region), ()
    )
)
SELECT v.figure,
    CASE set WHEN 7 THEN 'kind' WHEN 11 THEN 'access_path' WHEN 13 THEN 'month' WHEN 14 THEN 'named' ELSE 'all' END
        AS dimension,
    coalesce(region, '') AS region,
    coalesce(kind, access_path, month, named, '') AS key,
    '' AS label,
    v.value::numeric AS value,
    people::bigint AS people
FROM counted, LATERAL (VALUES ('contacts', contacts), ('contact_minutes', minutes)) AS v (figure, value)
