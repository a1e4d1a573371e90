-- Who is counselled, with whom they live, and what is known of them.

-- == draw, each batch
-- One row per case; "stop" is the first day after the stay.
CREATE TEMP TABLE drawn ON COMMIT DROP AS
    SELECT i, pg_temp.id('case', i, since) AS id, pg_temp.id('person', 5 * i, since) AS person_id,
        CASE WHEN pg_temp.r(i, 1) < 0.5 THEN pg_temp.id('household', i, since) END AS household_id,
        town.ids[1 + width_bucket(pg_temp.r(i, 2) * everybody, upto)] AS municipality_id,
        1 + floor(pg_temp.r(i, 3) * pg_temp.managers())::bigint AS manager,
        constellation, since, length,
        CASE WHEN since + length <= pg_temp.today() THEN since + length END AS stop,
        least(since + length, pg_temp.today()) AS upto,
        constellation = 'guidance' AND pg_temp.r(i, 4) < 0.3 AND length > 60 AND since + 30 < pg_temp.today() AS grew,
        -- Short interventions have neither plan nor assessment.
        constellation <> 'short' AND since + 15 < pg_temp.today() AS planned
    FROM (
        SELECT i, pg_temp.today() - floor(1 + 1095 * pg_temp.r(i, 5))::int AS since, constellation,
            CASE constellation WHEN 'short' THEN 14 + floor(80 * pg_temp.r(i, 6) ^ 2)::int
                WHEN 'guidance' THEN 60 + floor(400 * pg_temp.r(i, 6) ^ 2)::int
                ELSE 150 + floor(700 * pg_temp.r(i, 6))::int END AS length
        FROM (SELECT i, CASE WHEN pg_temp.r(i, 7) < 0.45 THEN 'short' WHEN pg_temp.r(i, 7) < 0.8 THEN 'guidance'
                ELSE 'case_management' END AS constellation
              FROM generate_series(pg_temp.first_case(), pg_temp.last_case()) i) numbered
    ) dated, town;
ALTER TABLE drawn ADD COLUMN manager_id uuid, ADD COLUMN helper_id uuid, ADD COLUMN cover_id uuid;
UPDATE drawn SET manager_id = m.id, helper_id = h.id, cover_id = c.id
    FROM manager m, manager h, manager c
    WHERE m.i = drawn.manager AND h.i = 1 + drawn.manager % pg_temp.managers()
        AND c.i = 1 + (drawn.manager + 1) % pg_temp.managers();
CREATE UNIQUE INDEX ON drawn (i);
ANALYZE drawn;

-- == people, each batch
CREATE TEMP TABLE somebody ON COMMIT DROP AS
    SELECT d.i * 5 + nth AS n, d.i, pg_temp.id('person', d.i * 5 + nth, d.since) AS id, nth, d.household_id, d.since,
        d.municipality_id, pg_temp.common(families, pg_temp.r(d.i, 10)) AS family,
        pg_temp.common(givens, pg_temp.r(d.i * 5 + nth, 11)) AS given,
        d.since - CASE WHEN nth < 2 THEN 7000 + floor(16000 * pg_temp.r(d.i * 5 + nth, 13) ^ 1.5)::int
            ELSE floor(6500 * pg_temp.r(d.i * 5 + nth, 13))::int END AS born,
        d.since - floor(2500 * pg_temp.r(d.i, 16))::int AS arrived
    FROM drawn d, known, generate_series(0, 4) nth
    WHERE nth = 0 OR d.household_id IS NOT NULL AND pg_temp.r(d.i * 5 + nth, 12) < 0.55;
INSERT INTO people_person (id, family_name, given_names, pseudonym, sort_name, birth_date, language, interpreter_needed,
        arrived_on, municipality_id, is_shielded, version)
    SELECT s.id, f.name, g.name, '', concat_ws(E'\t', f.sorted, g.sorted, f.name, g.name), s.born,
        pg_temp.pick('{ar,uk,ku,tr,fa,ti,so,fr,en,ro,bg,sq}'::text[], pg_temp.r(s.i, 14) ^ 1.6),
        pg_temp.r(n, 15) < 0.4, greatest(s.born, s.arrived), s.municipality_id, false, 1
    FROM somebody s
    JOIN bench_name f ON f.part = 'family' AND f.position = s.family
    JOIN bench_name g ON g.part = 'given' AND g.position = s.given;
INSERT INTO people_nametoken (id, person_id, value)
    SELECT pg_temp.id('token' || pg_temp.first_case(), row_number() OVER (), date '2026-01-01'), id, value
    FROM (SELECT s.id, unnest(f.keys) AS value FROM somebody s
              JOIN bench_name f ON f.part = 'family' AND f.position = s.family
          UNION
          SELECT s.id, unnest(g.keys) FROM somebody s
              JOIN bench_name g ON g.part = 'given' AND g.position = s.given) keys;
INSERT INTO people_household (id, name)
    SELECT s.household_id, 'Familie ' || f.name
    FROM somebody s JOIN bench_name f ON f.part = 'family' AND f.position = s.family
    WHERE s.nth = 0 AND s.household_id IS NOT NULL;
INSERT INTO people_householdmember (id, household_id, person_id, relation, since)
    SELECT pg_temp.id('member', n, since), household_id, id, ('{self,partner,child,child,child}'::text[])[nth + 1], since
    FROM somebody WHERE household_id IS NOT NULL;
INSERT INTO people_persontargetgroup (id, person_id, target_group_id, since)
    SELECT pg_temp.id('group', n, since), id, pg_temp.pick(groups, pg_temp.r(n, 19)), since
    FROM somebody, known WHERE pg_temp.r(n, 120) < 0.3;

-- == histories, each batch
INSERT INTO people_nationality (id, person_id, country, known_by, recorded_on, version)
    SELECT pg_temp.id('nationality', n, since), id,
        pg_temp.pick('{SYR,UKR,IRQ,TUR,AFG,ERI,SOM,ROU,BGR,ALB}'::text[], pg_temp.r(i, 14) ^ 1.6), 'seen', since, 1
    FROM somebody;
INSERT INTO people_contactchannel (id, person_id, kind, value, preferred, recorded_on, version)
    SELECT pg_temp.id('channel', n, since), id, 'phone', '0151 ' || lpad(floor(pg_temp.r(n, 17) * 9999999)::text, 7, '0'),
        true, since, 1
    FROM somebody WHERE nth < 2;
-- The title in force, and for every third person the one before it, of another kind.
INSERT INTO people_residencetitle (id, person_id, kind_id, since, until, issued_on, expires_on, known_by, recorded_on,
        version)
    SELECT pg_temp.id('title', n, since), id, pg_temp.pick(titles, pg_temp.r(i, 121)), issued, NULL, issued,
        CASE WHEN pg_temp.r(n, 122) < 0.9 THEN greatest(issued + 90, pg_temp.today() - 60 + floor(960 * pg_temp.r(n, 123))::int) END,
        'seen', since, 1
    FROM (SELECT *, greatest(born, since - floor(700 * pg_temp.r(n, 124))::int) AS issued FROM somebody) s, known
    WHERE pg_temp.r(i, 125) < 0.7
    UNION ALL
    SELECT pg_temp.id('former title', n, since), id,
        titles[1 + (floor(pg_temp.r(i, 121) * cardinality(titles))::int + 1) % cardinality(titles)],
        since - 1400, since - 700, since - 1400, since - 700, 'told', since, 1
    FROM somebody, known WHERE pg_temp.r(i, 125) < 0.7 AND pg_temp.r(n, 126) < 0.35 AND born < since - 1500;
INSERT INTO people_legalareaperiod (id, person_id, legal_area_id, since, known_by, recorded_on, version)
    SELECT pg_temp.id('area', n, since), id, pg_temp.pick(areas, pg_temp.r(i, 127)),
        greatest(born, since - floor(600 * pg_temp.r(i, 128))::int), 'seen', since, 1
    FROM somebody, known WHERE pg_temp.r(i, 129) < 0.8;
INSERT INTO people_languageskill (id, person_id, language, level, proof, since, recorded_on, version)
    SELECT pg_temp.id('skill', n, since), id, 'de', pg_temp.pick('{a1,a1,a2,a2,b1,b2}'::text[], pg_temp.r(n, 130)),
        pg_temp.pick('{own,tested,certificate}'::text[], pg_temp.r(n, 131)), since, since, 1
    FROM somebody WHERE nth < 2
    UNION ALL
    SELECT pg_temp.id('mother tongue', n, since), id,
        pg_temp.pick('{ar,uk,ku,tr,fa,ti,so,fr,en,ro,bg,sq}'::text[], pg_temp.r(i, 14) ^ 1.6), 'native', 'own', NULL, since, 1
    FROM somebody WHERE nth < 2;
INSERT INTO people_qualification (id, person_id, name, kind, country, recognition, recorded_on, version)
    SELECT pg_temp.id('qualification', n, since), id,
        pg_temp.pick('{Schneiderin,Elektriker,Lehrerin,Schulabschluss nach zehn Jahren,Buchhaltung}'::text[], pg_temp.r(n, 132)),
        pg_temp.pick('{school,school,vocational,academic,experience}'::text[], pg_temp.r(n, 133)), '',
        pg_temp.pick('{not_applied,not_applied,applied,full,partial}'::text[], pg_temp.r(n, 134)), since, 1
    FROM somebody WHERE nth < 2 AND pg_temp.r(n, 135) < 0.6;
INSERT INTO people_address (id, person_id, kind, street, postcode, town, municipality_id, since, recorded_on, version)
    SELECT pg_temp.id('address', n, since), id, CASE WHEN pg_temp.r(i, 136) < 0.2 THEN 'shelter' ELSE 'home' END,
        'Lindenweg ' || 1 + floor(90 * pg_temp.r(i, 137)), '33098', '', municipality_id, since, since, 1
    FROM somebody WHERE pg_temp.r(i, 138) < 0.8;

-- == consents, each batch
INSERT INTO consent_consent (id, person_id, kind, organisation_id, form_version, language, given_how, given_on,
        valid_until, recorded_by_id, valid_from, direction, purpose)
    SELECT pg_temp.id('consent', i, since), person_id, 'data_processing', NULL, '2026-1', 'de', 'paper', since,
        CASE WHEN pg_temp.r(i, 139) < 0.4 THEN since + 1000 END, manager_id, since, '', ''
    FROM drawn WHERE pg_temp.r(i, 18) < CASE WHEN constellation = 'short' THEN 0.5 ELSE 0.95 END
    UNION ALL
    SELECT pg_temp.id('release', i, since), person_id, 'release', pg_temp.pick(organisations, pg_temp.r(i, 140)), '2026-1',
        'de', 'paper', since + 14, since + 379, manager_id, since + 14, 'both', 'support'
    FROM drawn, known WHERE planned AND pg_temp.r(i, 141) < 0.5;
