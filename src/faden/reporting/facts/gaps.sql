-- System gaps reported in the period, by kind and by what became of them.
--
-- A gap report is written without anybody's data and has crossed the line by itself: no group to protect stands behind
-- the number. A report for several places counts in each of their regions, one for no place in every region.
WITH gap AS (
    SELECT g.id, g.kind, g.state FROM findings_gapreport g WHERE g.reported_on >= first_day AND g.reported_on < end_day
),
placed AS (
    SELECT DISTINCT g.id, g.kind, g.state, r.key AS region
    FROM gap g
    JOIN findings_gapmunicipality p ON p.gap_id = g.id
    JOIN places_municipality m ON m.id = p.municipality_id
    JOIN places_region r ON r.id = m.region_id
    UNION ALL
    SELECT g.id, g.kind, g.state, r.key
    FROM gap g CROSS JOIN places_region r
    WHERE NOT EXISTS (SELECT FROM findings_gapmunicipality p WHERE p.gap_id = g.id)
    UNION ALL
    SELECT g.id, g.kind, g.state, '' FROM gap g
)
SELECT 'gaps' AS figure,
    CASE grouping(kind, state) WHEN 1 THEN 'kind' WHEN 2 THEN 'state' ELSE 'all' END AS dimension,
    region, coalesce(kind, state, '') AS key, '' AS label, count(*)::numeric AS value, NULL::bigint AS people
FROM placed
GROUP BY GROUPING SETS ((region, kind), (region, state), (region))
