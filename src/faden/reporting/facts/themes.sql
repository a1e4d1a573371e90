-- Themes worked on in the period, by the state they had when it ended, and how many of them were raised in it.
--
-- A theme of several places counts in each of their regions, one of no place in every region.
WITH theme AS (
    SELECT t.id, t.raised_on, last.to_state AS state
    FROM findings_theme t
    CROSS JOIN LATERAL (
        SELECT s.to_state, s."on"
        FROM findings_themestep s
        WHERE s.theme_id = t.id AND s."on" < end_day
        ORDER BY s."on" DESC, s.id DESC
        LIMIT 1
    ) last
    WHERE t.raised_on < end_day
        AND (last.to_state NOT IN ('closed', 'rejected', 'passed_on') OR last."on" >= first_day)
),
placed AS (
    SELECT DISTINCT t.id, t.raised_on, t.state, r.key AS region
    FROM theme t
    JOIN findings_thememunicipality p ON p.theme_id = t.id
    JOIN places_municipality m ON m.id = p.municipality_id
    JOIN places_region r ON r.id = m.region_id
    UNION ALL
    SELECT t.id, t.raised_on, t.state, r.key
    FROM theme t CROSS JOIN places_region r
    WHERE NOT EXISTS (SELECT FROM findings_thememunicipality p WHERE p.theme_id = t.id)
    UNION ALL
    SELECT t.id, t.raised_on, t.state, '' FROM theme t
)
SELECT v.figure, CASE set WHEN 0 THEN 'state' ELSE 'all' END AS dimension, region,
    coalesce(state, '') AS key, '' AS label, v.value::numeric AS value, NULL::bigint AS people
FROM (
    SELECT region, state, grouping(state) AS set, count(*) AS worked_on,
        count(*) FILTER (WHERE raised_on >= first_day) AS raised
    FROM placed
    GROUP BY GROUPING SETS ((region, state), (region))
) counted, LATERAL (VALUES ('themes', worked_on), ('themes_raised', raised)) AS v (figure, value)
