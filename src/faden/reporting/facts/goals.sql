-- Goals: how many were evaluated in the period, by what they came to, by life domain and constellation.
--
-- A goal counts by its last evaluation in the period, with the constellation of that day. Behind a number stand as many
-- people as there are cases in it.
WITH evaluated AS (
    SELECT DISTINCT ON (s.goal_id) s.goal_id, s.case_id, s."on", s.to_state
    FROM cases_goalstep s
    WHERE s."on" >= first_day AND s."on" < end_day AND s.to_state <> s.from_state
    ORDER BY s.goal_id, s."on" DESC, s.id DESC
),
placed AS (
    SELECT 'goals_' || e.to_state AS figure, e.case_id, d.key AS life_domain, d.name, coalesce(r.key, '-') AS region,
        coalesce(c.constellation, '-') AS constellation
    FROM evaluated e
    JOIN cases_goal g ON g.id = e.goal_id
    JOIN catalogues_lifedomain d ON d.id = g.life_domain_id
    JOIN cases_case k ON k.id = e.case_id
    JOIN places_municipality m ON m.id = k.municipality_id
    LEFT JOIN places_region r ON r.id = m.region_id
    LEFT JOIN cases_constellationperiod c
        ON c.case_id = e.case_id AND c.since <= e."on" AND (c.until IS NULL OR c.until > e."on")
    WHERE e.to_state <> 'open'
)
SELECT figure,
    CASE grouping(life_domain, constellation) WHEN 1 THEN 'life_domain' WHEN 2 THEN 'constellation' ELSE 'all' END
        AS dimension,
    coalesce(region, '') AS region, coalesce(life_domain, constellation, '') AS key, coalesce(name, '') AS label,
    count(*)::numeric AS value, count(DISTINCT case_id)::bigint AS people
FROM placed
GROUP BY GROUPING SETS (
    (figure, region, life_domain, name), (figure, life_domain, name), (figure, region, constellation),
    (figure, constellation), (figure, region), (figure)
)
