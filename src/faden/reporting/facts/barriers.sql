-- Barriers: how many cases each of them held up at some time in the period.
--
-- A case can have several barriers, so the barriers do not add up to the cases.
WITH held AS (
    SELECT DISTINCT h.barrier_id, h.case_id
    FROM cases_casebarrier h
    WHERE h.since < end_day AND (h.until IS NULL OR h.until > first_day)
),
summed AS (
    SELECT held.barrier_id, k.municipality_id, count(*) AS cases
    FROM held JOIN cases_case k ON k.id = held.case_id
    GROUP BY held.barrier_id, k.municipality_id
)
SELECT 'barrier_cases' AS figure, 'barrier' AS dimension, coalesce(region, '') AS region, key, label,
    cases::numeric AS value, cases::bigint AS people
FROM (
    SELECT coalesce(r.key, '-') AS region, b.key, b.name AS label, sum(s.cases) AS cases
    FROM summed s
    JOIN catalogues_barrier b ON b.id = s.barrier_id
    JOIN places_municipality m ON m.id = s.municipality_id
    LEFT JOIN places_region r ON r.id = m.region_id
    GROUP BY GROUPING SETS ((coalesce(r.key, '-'), b.key, b.name), (b.key, b.name))
) counted
