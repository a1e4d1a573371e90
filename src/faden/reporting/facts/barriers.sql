-- Barriers: how many cases each of them held up at some time in the period.
--
-- Looking for what holds cases up is looking for patterns: only cases of those who agree to it today (ADR 34).
-- A case can have several barriers, so the barriers do not add up to the cases.
WITH concerned AS (
    SELECT DISTINCT h.barrier_id, h.case_id, f.person_id
    FROM cases_casebarrier h
    JOIN cases_case f ON f.id = h.case_id
    WHERE h.since < end_day AND (h.until IS NULL OR h.until > first_day)
),
held AS (
    SELECT barrier_id, case_id FROM concerned
    WHERE person_id = ANY ((SELECT faden_evaluated(array(SELECT DISTINCT person_id FROM concerned)))::uuid[])
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
