-- Cases: how many were open when the period began and ended, how many were opened and closed in it.
--
-- A case counts once for each stay (Fallepisode) that touches the period. It stands under the constellation and the
-- phase it had on its last day in the period, so that a row reads across: at_start + opened - closed = at_end.
-- "until" of a stay is the first day after it: a stay that ends with the last day of the period was closed in it.
WITH stay AS (
    SELECT s.case_id, s.since, s.until, s.closing_reason, least(s.until, end_day) - 1 AS last_day
    FROM cases_stay s
    WHERE s.since < end_day AND (s.until IS NULL OR s.until > first_day)
),
placed AS (
    SELECT coalesce(r.key, '-') AS region, m.key AS municipality, m.name, c.constellation, p.phase, s.closing_reason,
        s.since < first_day AS at_start, s.since >= first_day AS opened,
        coalesce(s.until <= end_day, false) AS closed
    FROM stay s
    JOIN cases_case k ON k.id = s.case_id
    JOIN places_municipality m ON m.id = k.municipality_id
    LEFT JOIN places_region r ON r.id = m.region_id
    LEFT JOIN cases_constellationperiod c
        ON c.case_id = s.case_id AND c.since <= s.last_day AND (c.until IS NULL OR c.until > s.last_day)
    LEFT JOIN cases_phaseperiod p
        ON p.case_id = s.case_id AND p.since <= s.last_day AND (p.until IS NULL OR p.until > s.last_day)
),
counted AS (
    SELECT grouping(municipality, constellation, phase, closing_reason) AS set, region, municipality, name,
        constellation, phase, closing_reason,
        count(*) FILTER (WHERE at_start) AS at_start, count(*) FILTER (WHERE opened) AS opened,
        count(*) FILTER (WHERE closed) AS closed, count(*) FILTER (WHERE NOT closed) AS at_end
    FROM placed
    GROUP BY GROUPING SETS (
        (region, municipality, name), (region, constellation), (constellation), (region, phase), (phase),
        (region, closing_reason), (closing_reason), (closing_reason, constellation), (region), ()
    )
)
SELECT v.figure,
    CASE set WHEN 7 THEN 'municipality' WHEN 11 THEN 'constellation' WHEN 13 THEN 'phase' WHEN 14 THEN 'closing_reason'
        WHEN 10 THEN 'closing_reason/constellation' ELSE 'all' END AS dimension,
    coalesce(region, '') AS region,
    CASE set WHEN 7 THEN municipality WHEN 11 THEN coalesce(constellation, '-') WHEN 13 THEN coalesce(phase, '-')
        WHEN 14 THEN closing_reason WHEN 10 THEN closing_reason || '/' || coalesce(constellation, '-') ELSE ''
    END AS key,
    coalesce(name, '') AS label,
    v.value::numeric AS value,
    v.value AS people
FROM counted, LATERAL (
    VALUES ('cases_at_start', at_start), ('cases_opened', opened), ('cases_closed', closed), ('cases_at_end', at_end)
) AS v (figure, value)
-- A stay that goes on has no reason, and one that has ended is only asked for its reason where it was closed.
WHERE set NOT IN (10, 14) OR v.figure = 'cases_closed' AND v.value > 0
