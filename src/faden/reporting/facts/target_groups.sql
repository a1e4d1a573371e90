-- Target groups: how many cases open at the end of the period are about somebody who belongs to each of them.
--
-- Somebody belongs to a group because a case manager has set it, or because a rule of the site derives it (the same
-- conditions as in people/calculation/target_groups.py; a test holds both together). Groups overlap, and a group
-- counts whoever is in one of its subgroups, so they do not add up to the cases. A restricted person counts as a case and
-- tells nothing more: they belong to none.
WITH RECURSIVE running AS (
    SELECT DISTINCT k.id AS case_id, k.person_id, k.municipality_id
    FROM cases_stay s JOIN cases_case k ON k.id = s.case_id
    WHERE s.since < end_day AND (s.until IS NULL OR s.until > end_day)
),
belonging AS (
    SELECT w.case_id, w.municipality_id, g.target_group_id
    FROM running w JOIN people_persontargetgroup g ON g.person_id = w.person_id
    JOIN people_person p ON p.id = w.person_id AND NOT p.is_shielded
    WHERE g.since < end_day AND (g.until IS NULL OR g.until >= end_day)
    UNION
    SELECT w.case_id, w.municipality_id, r.target_group_id
    FROM running w
    JOIN people_person p ON p.id = w.person_id AND NOT p.is_shielded
    CROSS JOIN catalogues_targetgrouprule r
    WHERE r.ended_on IS NULL AND r.valid_from < end_day AND (r.valid_until IS NULL OR r.valid_until >= end_day)
        AND (r.arrived_within IS NULL OR p.arrived_on > end_day - 1 - make_interval(months => r.arrived_within))
        AND (r.arrived_before IS NULL OR p.arrived_on <= end_day - 1 - make_interval(months => r.arrived_before))
        AND (r.age_below IS NULL OR p.birth_date > end_day - 1 - make_interval(years => r.age_below))
        AND (r.age_from IS NULL OR p.birth_date <= end_day - 1 - make_interval(years => r.age_from))
        AND (cardinality(r.legal_areas) = 0 OR EXISTS (
            SELECT FROM people_legalareaperiod a JOIN catalogues_legalarea l ON l.id = a.legal_area_id
            WHERE a.person_id = p.id AND a.replaced_on IS NULL AND l.key = ANY (r.legal_areas)
                AND (a.since IS NULL OR a.since < end_day) AND (a.until IS NULL OR a.until >= end_day)
                AND (r.legal_area_months IS NULL
                    OR a.since <= end_day - 1 - make_interval(months => r.legal_area_months))))
        AND (cardinality(r.residence_kinds) = 0 OR EXISTS (
            SELECT FROM people_residencetitle t JOIN catalogues_residencekind x ON x.id = t.kind_id
            WHERE t.person_id = p.id AND t.replaced_on IS NULL AND x.key = ANY (r.residence_kinds)
                AND (t.since IS NULL OR t.since < end_day) AND (t.until IS NULL OR t.until >= end_day)))
        AND (cardinality(r.nationalities) = 0 OR EXISTS (
            SELECT FROM people_nationality n
            WHERE n.person_id = p.id AND n.replaced_on IS NULL AND n.country = ANY (r.nationalities)
                AND (n.since IS NULL OR n.since < end_day) AND (n.until IS NULL OR n.until >= end_day)))
),
above AS (
    SELECT id, id AS group_id, parent_id FROM catalogues_targetgroup
    UNION
    SELECT a.id, g.id, g.parent_id FROM above a JOIN catalogues_targetgroup g ON g.id = a.parent_id
),
held AS (
    SELECT DISTINCT b.case_id, b.municipality_id, a.group_id
    FROM belonging b JOIN above a ON a.id = b.target_group_id
)
SELECT 'group_cases' AS figure, 'target_group' AS dimension, coalesce(region, '') AS region, key, label,
    cases::numeric AS value, cases::bigint AS people
FROM (
    SELECT coalesce(r.key, '-') AS region, g.key, g.name AS label, count(*) AS cases
    FROM held h
    JOIN catalogues_targetgroup g ON g.id = h.group_id
    JOIN places_municipality m ON m.id = h.municipality_id
    LEFT JOIN places_region r ON r.id = m.region_id
    GROUP BY GROUPING SETS ((coalesce(r.key, '-'), g.key, g.name), (g.key, g.name))
) counted
