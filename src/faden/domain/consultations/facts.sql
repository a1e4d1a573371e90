WITH site AS (
    SELECT coalesce((SELECT minimum_group_size FROM places_site), 5) AS k
),
-- One sheet, of a case that was brought in or may be: made in the same company as all others of its kind.
brought AS (
    {brought}
),
-- A case whose client has not switched on "Auswertung" is missing from the list. Whoever compares sees that, so its
-- company are the others that are missing, never those in the list: they are counted, nothing is told of them.
kind AS (
    SELECT EXISTS (
        SELECT FROM brought JOIN cases_case f ON f.id = brought.case_id WHERE f.person_id NOT IN ({evaluated})
    ) AS unlisted
),
reach AS MATERIALIZED (
    SELECT f.id, f.constellation, f.phase, date_trunc('month', f.opened_on)::date AS since
    FROM cases_case f CROSS JOIN kind
    WHERE f.closed_on IS NULL
        AND {reach}
        AND (f.person_id IN ({evaluated})) <> kind.unlisted
        AND f.person_id NOT IN (SELECT p.id FROM people_person p WHERE p.is_shielded)
),
-- Constellation and phase: a small group is not named, and neither are the others where it would stand alone.
by_phase AS (
    SELECT constellation, phase, count(*) AS n FROM reach GROUP BY 1, 2
),
by_constellation AS (
    SELECT constellation, sum(n) AS n, coalesce(sum(n) FILTER (WHERE n < site.k), 0) AS few
    FROM by_phase CROSS JOIN site GROUP BY 1
),
constellations AS (
    SELECT b.constellation, b.n >= site.k AND rest.few NOT BETWEEN 1 AND site.k - 1 AS told,
        b.few NOT BETWEEN 1 AND site.k - 1 AS phases_told
    FROM by_constellation b CROSS JOIN site
    CROSS JOIN (SELECT coalesce(sum(n) FILTER (WHERE n < site.k), 0) AS few FROM by_constellation CROSS JOIN site) rest
),
grouped AS (
    SELECT r.id, r.since, CASE WHEN c.told THEN r.constellation END AS constellation,
        CASE WHEN c.told AND c.phases_told AND p.n >= site.k THEN r.phase END AS phase
    FROM reach r JOIN by_phase p USING (constellation, phase) JOIN constellations c USING (constellation) CROSS JOIN site
),
-- Since when: month, quarter or year, the finest one in which nobody of the same group stands in too small a company.
cells AS (
    SELECT g.*,
        count(*) OVER (PARTITION BY constellation, phase, since) AS in_month,
        count(*) OVER (PARTITION BY constellation, phase, date_trunc('quarter', since)) AS in_quarter,
        count(*) OVER (PARTITION BY constellation, phase, date_trunc('year', since)) AS in_year
    FROM grouped g
),
dated AS (
    SELECT id, constellation, phase,
        CASE
            WHEN min(in_month) OVER company >= site.k THEN to_char(since, 'YYYY-MM')
            WHEN min(in_quarter) OVER company >= site.k THEN to_char(since, 'YYYY-"Q"Q')
            WHEN min(in_year) OVER company >= site.k THEN to_char(since, 'YYYY')
        END AS since
    FROM cells CROSS JOIN site
    WINDOW company AS (PARTITION BY constellation, phase)
),
-- What is told of a case besides: only values that enough cases share; of the others that there is one.
needs AS (
    SELECT DISTINCT x.case_id, x.life_domain_id AS told
    FROM (
        SELECT DISTINCT ON (a.case_id) a.id FROM cases_assessment a
        WHERE a.case_id IN (SELECT id FROM reach) ORDER BY a.case_id, a."on" DESC, a.id DESC
    ) newest JOIN cases_rating x ON x.assessment_id = newest.id
    WHERE x.need >= 3
),
barriers AS (
    SELECT DISTINCT b.case_id, b.barrier_id AS told FROM cases_casebarrier b
    WHERE b.case_id IN (SELECT id FROM reach)
        AND b.since <= faden_today() AND (b.until IS NULL OR faden_today() < b.until)
),
organisations AS (
    SELECT m.case_id, m.organisation_id AS told FROM cases_measure m
    WHERE m.case_id IN (SELECT id FROM reach) AND m.state IN ('waiting', 'active') AND m.organisation_id IS NOT NULL
    UNION
    SELECT r.case_id, r.organisation_id FROM referrals_referral r
    WHERE r.case_id IN (SELECT id FROM reach) AND r.state IN ('sent', 'accepted', 'appointed')
),
waits AS (
    SELECT case_id, CASE WHEN weeks >= 12 THEN 3 WHEN weeks >= 4 THEN 2 ELSE 1 END AS told
    FROM (
        SELECT m.case_id, (faden_today() - min(m.waiting_since)) / 7 AS weeks FROM cases_measure m
        WHERE m.case_id IN (SELECT id FROM reach) AND m.state = 'waiting' GROUP BY 1
    ) waiting
),
shared AS (
    SELECT kind, told FROM (
        SELECT 'need' AS kind, told::text, count(*) AS n FROM needs GROUP BY 2
        UNION ALL SELECT 'barrier', told::text, count(*) FROM barriers GROUP BY 2
        UNION ALL SELECT 'organisation', told::text, count(*) FROM organisations GROUP BY 2
        UNION ALL SELECT 'wait', told::text, count(*) FROM waits GROUP BY 2
    ) counted CROSS JOIN site WHERE n >= site.k
),
told AS (
    SELECT kind, case_id,
        array_agg(f.told ORDER BY f.told) FILTER (WHERE s.told IS NOT NULL) AS values,
        bool_or(s.told IS NULL) AS others
    FROM (
        SELECT 'need' AS kind, case_id, told::text FROM needs
        UNION ALL SELECT 'barrier', case_id, told::text FROM barriers
        UNION ALL SELECT 'organisation', case_id, told::text FROM organisations
        UNION ALL SELECT 'wait', case_id, told::text FROM waits
    ) f LEFT JOIN shared s USING (kind, told)
    GROUP BY kind, case_id
),
sheets AS (
    SELECT d.id, left(encode(sha256(sha256(convert_to(
            (SELECT secret FROM consultations_pseudonymsecret) || faden_actor() || d.id, 'UTF8'))), 'hex'), 24) AS handle,
        d.constellation, d.phase, d.since,
        coalesce(n.values, '{{}}') AS needs, coalesce(n.others, false) AS other_needs,
        coalesce(b.values, '{{}}') AS barriers, coalesce(b.others, false) AS other_barriers,
        coalesce(o.values, '{{}}') AS organisations, coalesce(o.others, false) AS other_organisations,
        CASE WHEN w.case_id IS NULL THEN 0 ELSE coalesce(w.values[1]::int, 1) END AS waiting,
        w.case_id IS NOT NULL AND w.values IS NULL AS waits_somehow
    FROM dated d
    LEFT JOIN told n ON n.case_id = d.id AND n.kind = 'need'
    LEFT JOIN told b ON b.case_id = d.id AND b.kind = 'barrier'
    LEFT JOIN told o ON o.case_id = d.id AND o.kind = 'organisation'
    LEFT JOIN told w ON w.case_id = d.id AND w.kind = 'wait'
),
-- Filters look at what is told, never at what lies behind it.
chosen AS (
    SELECT * FROM sheets
    WHERE ({whole_list} OR id IN (SELECT case_id FROM brought))
        AND (wanted->>'phase' IS NULL OR phase = wanted->>'phase')
        AND (wanted->>'life_domain' IS NULL OR wanted->>'life_domain' = ANY (needs))
        AND (wanted->>'barrier' IS NULL OR wanted->>'barrier' = ANY (barriers))
        AND (wanted->>'waiting' IS NULL OR (waiting = (wanted->>'waiting')::int AND NOT waits_somehow))
)
SELECT CASE
    WHEN NOT {may_read} THEN NULL
    WHEN (SELECT count(*) FROM reach) < site.k THEN jsonb_build_object('few', true)
    ELSE jsonb_build_object(
        'few', false,
        'total', (SELECT count(*) FROM chosen),
        'sheets', (
            SELECT coalesce(jsonb_agg(to_jsonb(page) - 'id' ORDER BY waiting DESC, handle), '[]')
            FROM (
                SELECT * FROM chosen
                WHERE wanted->>'handle' IS NULL OR waiting < (wanted->>'rank')::int
                    OR (waiting = (wanted->>'rank')::int AND handle > wanted->>'handle')
                ORDER BY waiting DESC, handle LIMIT (wanted->>'limit')::int
            ) page
        )
    )
END FROM site
