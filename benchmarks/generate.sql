-- Invented casework of any size, written by sets. Steps are separated by lines "-- == name"; generate.py runs and times
-- them; those of "each batch" are one transaction for every so many cases. Everything is drawn from hashes of running
-- numbers, so the same size and day give the same rows.

-- == tools
SET session_replication_role = replica;  -- no foreign-key checks: every key is taken from a row written here
SET synchronous_commit = off;
SET work_mem = '256MB';
CREATE FUNCTION pg_temp.r(i bigint, salt int) RETURNS float8 LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS 'SELECT (hashint8extended(i, salt) & 1048575)::float8 / 1048576';
CREATE FUNCTION pg_temp.pick(choices anyarray, r float8) RETURNS anyelement LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS 'SELECT choices[1 + floor(r * cardinality(choices))::int]';
-- A UUIDv7: grows with the day, like those the product makes.
CREATE FUNCTION pg_temp.id(kind text, i bigint, "on" date) RETURNS uuid LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT (lpad(to_hex(("on" - date '1970-01-01') * 86400000::bigint + i % 86400000), 12, '0')
        || '7' || substr(md5(kind || i), 1, 3) || '8' || substr(md5(kind || i), 4, 15))::uuid $$;
CREATE FUNCTION pg_temp.today() RETURNS date LANGUAGE sql STABLE AS 'SELECT current_setting(''bench.today'')::date';
-- This batch: cases and contacts with these running numbers, lowest and highest included.
CREATE FUNCTION pg_temp.first_case() RETURNS bigint LANGUAGE sql STABLE
    AS 'SELECT current_setting(''bench.first_case'')::bigint';
CREATE FUNCTION pg_temp.last_case() RETURNS bigint LANGUAGE sql STABLE
    AS 'SELECT current_setting(''bench.last_case'')::bigint';
CREATE FUNCTION pg_temp.first_contact() RETURNS bigint LANGUAGE sql STABLE
    AS 'SELECT current_setting(''bench.first_contact'')::bigint';
CREATE FUNCTION pg_temp.last_contact() RETURNS bigint LANGUAGE sql STABLE
    AS 'SELECT current_setting(''bench.last_contact'')::bigint';
CREATE FUNCTION pg_temp.managers() RETURNS bigint LANGUAGE sql STABLE
    AS 'SELECT greatest(14, current_setting(''bench.cases'')::bigint / current_setting(''bench.caseload'')::bigint)';

-- == bare
-- Indexes grow slowly row by row, above all those of periods that may not overlap: they are built when all rows stand.
DO $$ DECLARE e record; BEGIN
    IF to_regclass('bench_later') IS NOT NULL THEN RETURN; END IF;
    CREATE TABLE bench_done (step text PRIMARY KEY);
    CREATE TABLE bench_later AS
        SELECT format('%s %s', conrelid::regclass, conname) AS name,
            format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) AS build,
            format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname) AS lift
        FROM pg_constraint
        WHERE contype IN ('x', 'u') AND conrelid::regclass::text ~ '^(cases|people|consent|audit)_'
        UNION ALL
        SELECT i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid), format('DROP INDEX %s', i.indexrelid::regclass)
        FROM pg_index i LEFT JOIN pg_constraint c ON c.conindid = i.indexrelid
        WHERE c.oid IS NULL AND i.indrelid::regclass::text ~ '^(cases|people|consent|audit)_';
    FOR e IN SELECT lift FROM bench_later LOOP EXECUTE e.lift; END LOOP;
END $$;

-- == spare
-- Columns that no page measured here needs stay empty: a text "", a list {}, a switch off.
DO $$ DECLARE c record; BEGIN
    FOR c IN
        SELECT a.attrelid::regclass AS at, a.attname AS name,
            CASE WHEN t.typcategory = 'A' THEN '{}' WHEN t.typname = 'jsonb' THEN '{}' WHEN t.typcategory = 'B' THEN 'false'
                WHEN t.typcategory = 'S' THEN '' ELSE '1' END AS spare
        FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
        JOIN pg_class r ON r.oid = a.attrelid AND r.relkind = 'r'
        WHERE a.attnum > 0 AND a.attnotnull AND NOT a.atthasdef AND NOT a.attisdropped
            AND r.relname ~ '^(cases|people|consent|findings)_' AND (t.typcategory IN ('A', 'B', 'S') OR t.typname IN ('jsonb')
            OR t.typcategory = 'N' AND a.attname = 'version')
    LOOP EXECUTE format('ALTER TABLE %s ALTER COLUMN %I SET DEFAULT %L', c.at, c.name, c.spare); END LOOP;
END $$;

-- == accounts
CREATE TEMP TABLE manager AS
    SELECT i, pg_temp.id('manager', i, date '2023-01-02') AS id
    FROM generate_series(1, pg_temp.managers()) i;
INSERT INTO identity_account (id, email, name, function, password)
    SELECT id, 'cm' || i || '@bench.invalid', 'Case Management ' || i, 'Case Management', '!' FROM manager
    UNION ALL
    SELECT pg_temp.id(role, 0, date '2023-01-02'), role || '@bench.invalid', label, label, '!'
    FROM (VALUES ('lead', 'KIM-Leitung'), ('coordinator', 'Koordination'), ('member', 'Mitglied der Lenkungsgruppe'))
        AS other (role, label)
    ON CONFLICT DO NOTHING;
INSERT INTO identity_roleassignment (id, account_id, role, scope_kind, since)
    SELECT pg_temp.id('role', row_number() OVER (ORDER BY email), date '2023-01-02'), id,
        CASE WHEN email LIKE 'cm%' THEN 'case_manager' ELSE split_part(email, '@', 1) END, '', date '2023-01-02'
    FROM identity_account WHERE email LIKE '%@bench.invalid'
    ON CONFLICT DO NOTHING;
CREATE TEMP TABLE town AS
    SELECT array_agg(id ORDER BY key) AS ids,
        array_agg(total::float8 ORDER BY key) AS upto, max(total)::float8 AS everybody
    FROM (SELECT id, key, sum(inhabitants) OVER (ORDER BY key) AS total FROM places_municipality
          WHERE ended_on IS NULL AND has_case_management) m;
CREATE TEMP TABLE family AS SELECT array_agg(position ORDER BY position) AS ids FROM bench_name WHERE part = 'family';
CREATE TEMP TABLE given AS SELECT array_agg(position ORDER BY position) AS ids FROM bench_name WHERE part = 'given';

-- == draw, each batch
-- One row per case; "stop" is the first day after the stay.
CREATE TEMP TABLE drawn ON COMMIT DROP AS
    SELECT i, pg_temp.id('case', i, since) AS id, pg_temp.id('person', 3 * i, since) AS person_id,
        CASE WHEN pg_temp.r(i, 1) < 0.5 THEN pg_temp.id('household', i, since) END AS household_id,
        town.ids[1 + width_bucket(pg_temp.r(i, 2) * everybody, upto)] AS municipality_id,
        1 + floor(pg_temp.r(i, 3) * pg_temp.managers())::bigint AS manager,
        constellation, since, length,
        CASE WHEN since + length <= pg_temp.today() THEN since + length END AS stop,
        constellation = 'guidance' AND pg_temp.r(i, 4) < 0.3 AND length > 60 AND since + 30 < pg_temp.today() AS grew
    FROM (
        SELECT i, pg_temp.today() - floor(1 + 1095 * pg_temp.r(i, 5))::int AS since, constellation,
            CASE constellation WHEN 'short' THEN 14 + floor(80 * pg_temp.r(i, 6) ^ 2)::int
                WHEN 'guidance' THEN 60 + floor(400 * pg_temp.r(i, 6) ^ 2)::int
                ELSE 150 + floor(700 * pg_temp.r(i, 6))::int END AS length
        FROM (SELECT i, CASE WHEN pg_temp.r(i, 7) < 0.45 THEN 'short' WHEN pg_temp.r(i, 7) < 0.8 THEN 'guidance'
                ELSE 'case_management' END AS constellation
              FROM generate_series(pg_temp.first_case(), pg_temp.last_case()) i) numbered
    ) dated, town;
CREATE UNIQUE INDEX ON drawn (i);
ANALYZE drawn;

-- == people, each batch
CREATE TEMP TABLE somebody ON COMMIT DROP AS
    SELECT d.i * 3 + nth AS n, pg_temp.id('person', d.i * 3 + nth, d.since) AS id, nth, d.household_id, d.since,
        d.municipality_id, family.ids[1 + floor(pg_temp.r(d.i, 10) * cardinality(family.ids))::int] AS family,
        given.ids[1 + floor(pg_temp.r(d.i * 3 + nth, 11) * cardinality(given.ids))::int] AS given
    FROM drawn d, family, given, generate_series(0, 2) nth
    WHERE nth = 0 OR d.household_id IS NOT NULL AND pg_temp.r(d.i * 3 + nth, 12) < 0.7;
INSERT INTO people_person (id, family_name, given_names, pseudonym, sort_name, birth_date, language, interpreter_needed,
        arrived_on, municipality_id, version)
    SELECT s.id, f.name, g.name, '', p.sort_name,
        s.since - CASE s.nth WHEN 2 THEN 700 ELSE 7000 END - floor(16000 * pg_temp.r(n, 13) ^ 1.5)::int,
        pg_temp.pick('{ar,uk,ku,tr,fa,ti,so,fr,en,ro,bg,sq}'::text[], pg_temp.r(n, 14) ^ 1.6),
        pg_temp.r(n, 15) < 0.4,
        s.since - floor(2500 * pg_temp.r(n, 16))::int, s.municipality_id, 1
    FROM somebody s
    JOIN bench_name f ON f.part = 'family' AND f.position = s.family
    JOIN bench_name g ON g.part = 'given' AND g.position = s.given
    JOIN bench_pair p ON p.family = s.family AND p.given = s.given;
INSERT INTO people_nationality (id, person_id, country, known_by, recorded_on, version)
    SELECT pg_temp.id('nationality', n, since), id,
        pg_temp.pick('{SYR,UKR,IRQ,TUR,AFG,ERI,SOM,ROU,BGR,ALB}'::text[], pg_temp.r(n, 14) ^ 1.6), 'seen', since, 1
    FROM somebody;
INSERT INTO people_contactchannel (id, person_id, kind, value, preferred, recorded_on, version)
    SELECT pg_temp.id('channel', n, since), id, 'phone', '0151 ' || lpad(floor(pg_temp.r(n, 17) * 9999999)::text, 7, '0'),
        true, since, 1
    FROM somebody;
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
    SELECT pg_temp.id('member', n, since), household_id, id, ('{self,partner,child}'::text[])[nth + 1], since
    FROM somebody WHERE household_id IS NOT NULL;
INSERT INTO consent_consent (id, person_id, kind, form_version, language, given_how, given_on, recorded_by_id)
    SELECT pg_temp.id('consent', d.i, since), person_id, 'data_processing', '2026-1', 'de', 'paper', since, m.id
    FROM drawn d JOIN manager m ON m.i = d.manager WHERE pg_temp.r(d.i, 18) < 0.85;

-- == contacts, each batch
CREATE TEMP TABLE noted ON COMMIT DROP AS
    SELECT j, pg_temp.id('note', j, "on") AS id, case_id, municipality_id, author_id, "on", "on" + time '14:00' AS written_at,
        pg_temp.pick('{visit,visit,visit,phone,phone,mail,home,accompaniment,with_organisation}'::text[], pg_temp.r(j, 25)) AS kind,
        pg_temp.pick('{open_hour,appointment,appointment,outreach,organisation,first_contact_point}'::text[],
            pg_temp.r(j, 26)) AS access_path,
        5 + 5 * floor(18 * pg_temp.r(j, 27) ^ 2)::int AS minutes,
        pg_temp.pick('{ar,uk,ku,tr,fa,ti,de}'::text[], pg_temp.r(j, 28)) AS language,
        pg_temp.r(j, 29) < 0.3 AS interpreter,
        pg_temp.pick(said.first, pg_temp.r(j, 30)) || ' ' || pg_temp.pick(said.then, pg_temp.r(j, 31)) || ' '
            || pg_temp.pick(said.last, pg_temp.r(j, 32)) AS text,
        CASE WHEN case_id IS NULL OR pg_temp.r(j, 33) < 0.08 THEN 'author' ELSE 'circle' END AS visibility,
        ARRAY[pg_temp.pick(field.ids, pg_temp.r(j, 34))] AS life_domain_ids
    FROM (
        SELECT j, CASE WHEN pg_temp.r(j, 20) < 0.95 THEN d.id END AS case_id, d.municipality_id, m.id AS author_id,
            d.since + floor(pg_temp.r(j, 21) * (least(coalesce(d.stop, pg_temp.today()), pg_temp.today()) - d.since))::int
                AS "on"
        FROM (
            -- A short intervention has few contacts: three times out of four its contact goes to another case.
            SELECT j, pg_temp.first_case() + floor(span * CASE
                WHEN pg_temp.r(pg_temp.first_case() + floor(span * pg_temp.r(j, 22))::bigint, 7) < 0.45
                    AND pg_temp.r(j, 23) < 0.75
                THEN pg_temp.r(j, 24) ELSE pg_temp.r(j, 22) END)::bigint AS i
            FROM generate_series(pg_temp.first_contact(), pg_temp.last_contact()) j,
                (SELECT pg_temp.last_case() - pg_temp.first_case() + 1 AS span) batch
        ) aimed
        JOIN drawn d USING (i) JOIN manager m ON m.i = d.manager
    ) placed,
    (SELECT array_agg(id ORDER BY key) AS ids FROM catalogues_lifedomain WHERE ended_on IS NULL) field,
    (SELECT
        '{Bescheid gemeinsam gelesen und Fragen geklärt.,Antrag ausgefüllt und die Anlagen zusammengestellt.,
          Über den Stand der Wohnungssuche gesprochen.,Anmeldung zum Sprachkurs vorbereitet.,
          Unterlagen für die Anerkennung des Abschlusses gesichtet.}'::text[] AS first,
        '{Die Wartezeit beim Kursträger ist weiterhin lang.,Das Jobcenter wurde angerufen; Rückruf zugesagt.,
          Eine Kinderbetreuung während des Kurses fehlt noch.,Es fehlen noch Nachweise aus dem Herkunftsland.,
          Die nächsten Schritte sind im Plan vermerkt.}'::text[] AS then,
        '{Nächster Termin in zwei Wochen.,Meldet sich bei Neuigkeiten.,Wiedervorlage in einem Monat.,
          Begleitung zum Termin vereinbart.}'::text[] AS last) said;
INSERT INTO cases_contactnote (id, case_id, municipality_id, author_id, "on", written_at, kind, access_path, minutes,
        language, interpreter, text, visibility, life_domain_ids, version)
    SELECT id, case_id, municipality_id, author_id, "on", written_at, kind, access_path, minutes, language, interpreter,
        text, visibility, life_domain_ids, 1
    FROM noted;
INSERT INTO audit_auditentry (id, at, actor_id, act, subject_kind, subject_id, file_id, facts)
    SELECT pg_temp.id('read', j, "on"), written_at, author_id, 'contact.written', 'cases.contactnote', id, case_id, '{}'
    FROM noted;

-- == cases, each batch
CREATE TEMP TABLE last_contact ON COMMIT DROP AS
    SELECT case_id, max("on") AS "on" FROM noted WHERE case_id IS NOT NULL GROUP BY case_id;
INSERT INTO cases_case (id, number, person_id, household_id, municipality_id, manager_id, access_path, constellation,
        phase, opened_on, closed_on, last_contact_on, due_on, sort_name, version)
    SELECT d.id, to_char(since, 'YY') || '-' || lpad(i::text, greatest(6, length(i::text)), '0'), person_id, household_id, d.municipality_id,
        (SELECT m.id FROM manager m WHERE m.i = d.manager),
        pg_temp.pick('{open_hour,appointment,outreach,organisation,first_contact_point}'::text[], pg_temp.r(i, 40)),
        CASE WHEN grew THEN 'case_management' ELSE constellation END,
        ('{access,first_counselling,assessment,goal_agreement,planning,delivery,evaluation}'::text[])[
            1 + width_bucket((least(coalesce(stop, pg_temp.today()), pg_temp.today()) - since)::float8 / length,
                '{0.05,0.1,0.2,0.3,0.4,0.9}'::float8[])],
        since, stop - 1, l."on",
        CASE WHEN stop IS NULL AND pg_temp.r(i, 41) < 0.7 THEN pg_temp.today() + floor(120 * pg_temp.r(i, 42) - 30)::int END,
        p.sort_name, 1
    FROM drawn d JOIN (SELECT id AS person_id, family, given FROM somebody) s USING (person_id) JOIN bench_pair p USING (family, given)
    LEFT JOIN last_contact l ON l.case_id = d.id;
INSERT INTO cases_circlemember (id, case_id, account_id, person_id, household_id, function, reason, since)
    SELECT pg_temp.id('circle', d.i, since), d.id, m.id, person_id, household_id, 'responsible', 'Fall eröffnet', since
    FROM drawn d JOIN manager m ON m.i = d.manager
    UNION ALL
    SELECT pg_temp.id('helper', d.i, since), d.id, m.id, person_id, household_id, 'helper', 'Vertretung im Team', since
    FROM drawn d JOIN manager m ON m.i = 1 + d.manager % pg_temp.managers()
    WHERE stop IS NULL AND pg_temp.r(d.i, 43) < 0.1;
INSERT INTO cases_stay (id, case_id, since, until, reason, closing_reason, evaluation, client_feedback)
    SELECT pg_temp.id('stay', i, since), id, since, stop, '', CASE WHEN stop IS NULL THEN '' ELSE
        pg_temp.pick('{goals_reached,goals_reached,agreement,referred,moved,no_contact}'::text[], pg_temp.r(i, 44)) END, '', ''
    FROM drawn;
INSERT INTO cases_constellationperiod (id, case_id, constellation, since, until, reason)
    SELECT pg_temp.id('constellation', i, since), id, constellation, since, CASE WHEN grew THEN since + 30 ELSE stop END, ''
    FROM drawn
    UNION ALL
    SELECT pg_temp.id('grown', i, since), id, 'case_management', since + 30, stop, 'mehrere Stellen beteiligt'
    FROM drawn WHERE grew;

-- == phases, each batch
INSERT INTO cases_phaseperiod (id, case_id, phase, since, until)
    SELECT pg_temp.id(phase, i, begun), id, phase, begun,
        coalesce(lead(begun) OVER (PARTITION BY i ORDER BY part), stop)
    FROM (
        SELECT i, id, phase, since + floor(length * part)::int AS begun, stop, part
        FROM drawn,
            (VALUES ('access', 0), ('first_counselling', 0.05), ('assessment', 0.1), ('goal_agreement', 0.2),
                ('planning', 0.3), ('delivery', 0.4), ('evaluation', 0.9)) AS way (phase, part)
    ) stepped
    WHERE begun < pg_temp.today();

-- == plan, each batch
INSERT INTO cases_assessment (id, case_id, "on", author_id)
    SELECT pg_temp.id('assessment', d.i, since), d.id, since + 7, m.id
    FROM drawn d JOIN manager m ON m.i = d.manager WHERE constellation <> 'short' AND since + 7 < pg_temp.today();
INSERT INTO cases_rating (id, assessment_id, case_id, life_domain_id, need, own_view, remark)
    SELECT pg_temp.id('rating' || l.key, d.i, since), pg_temp.id('assessment', d.i, since), d.id, l.id,
        floor(5 * pg_temp.r(d.i, 50 + l.position))::int, floor(5 * pg_temp.r(d.i, 70 + l.position))::int, ''
    FROM drawn d CROSS JOIN catalogues_lifedomain l
    WHERE constellation <> 'short' AND since + 7 < pg_temp.today() AND l.ended_on IS NULL;
INSERT INTO cases_goal (id, case_id, life_domain_id, words, agreed_on, state, version)
    SELECT pg_temp.id('goal' || nth, d.i, since), d.id, pg_temp.pick(ids, pg_temp.r(d.i * 3 + nth, 90)),
        pg_temp.pick('{Ich möchte besser Deutsch sprechen.,Wir brauchen eine größere Wohnung.,
            Ich möchte in meinem Beruf arbeiten.,Mein Kind soll in die Kita gehen.}'::text[], pg_temp.r(d.i * 3 + nth, 91)),
        since + 14, CASE WHEN stop IS NULL THEN 'open' ELSE
            pg_temp.pick('{reached,reached,partly,missed}'::text[], pg_temp.r(d.i * 3 + nth, 92)) END, 1
    FROM drawn d, generate_series(1, 2) nth,
        (SELECT array_agg(id ORDER BY key) AS ids FROM catalogues_lifedomain WHERE ended_on IS NULL) field
    WHERE constellation <> 'short' AND since + 14 < pg_temp.today();
INSERT INTO cases_measure (id, case_id, goal_id, title, responsible, state, created_on, due_on, waiting_since, ended_on,
        version)
    SELECT pg_temp.id('measure' || nth, d.i, since), d.id, pg_temp.id('goal' || (1 + nth % 2), d.i, since),
        pg_temp.pick('{Anmeldung zum Integrationskurs,Antrag auf Kita-Platz,Zeugnisbewertung beantragen,
            Termin beim Jobcenter}'::text[], pg_temp.r(d.i * 3 + nth, 93)),
        pg_temp.pick('{client,case_manager}'::text[], pg_temp.r(d.i * 3 + nth, 94)), state, since + 14, since + 60,
        CASE WHEN state = 'waiting' THEN since + 20 END, CASE WHEN state = 'done' THEN coalesce(stop, since + 15) END, 1
    FROM (SELECT d.*, nth, CASE WHEN stop IS NOT NULL THEN 'done' ELSE
              pg_temp.pick('{planned,waiting,active,done}'::text[], pg_temp.r(i * 3 + nth, 95)) END AS state
          FROM drawn d, generate_series(1, 3) nth) d
    WHERE constellation <> 'short' AND since + 15 < pg_temp.today();
INSERT INTO cases_casebarrier (id, case_id, barrier_id, since, until, remark)
    SELECT DISTINCT ON (d.id, barrier) pg_temp.id('barrier' || nth, d.i, since), d.id, barrier, since + 10, stop, ''
    FROM (SELECT d.*, nth, pg_temp.pick(ids, pg_temp.r(i * 3 + nth, 96) ^ 1.8) AS barrier
          FROM drawn d, generate_series(1, 2) nth,
              (SELECT array_agg(id ORDER BY key) AS ids FROM catalogues_barrier WHERE ended_on IS NULL) known) d
    WHERE constellation <> 'short' AND pg_temp.r(i, 97) < 0.8 AND since + 10 < pg_temp.today();

-- == findings, once
INSERT INTO findings_theme (id, number, title, description, life_domain_id, level, state, raised_on, raised_by_id,
        responsible_id, evidence_gaps, indicator, indicator_unit, indicator_aim, version)
    SELECT pg_temp.id('theme', i, "on"), 'T-' || to_char("on", 'YY') || '-' || lpad(i::text, 4, '0'), 'Thema ' || i,
        'Mehrere Meldungen beschreiben dieselbe Lücke.', l.id, 'kreis',
        pg_temp.pick('{proposed,working_group,before_steering,decided,implementing}'::text[], pg_temp.r(i, 100)),
        "on", head.id, head.id, 5, '', '', '', 1
    FROM (SELECT pg_temp.id('coordinator', 0, date '2023-01-02') AS id) head,
        (SELECT i, pg_temp.today() - floor(900 * pg_temp.r(i, 101))::int AS "on",
              pg_temp.pick((SELECT array_agg(id ORDER BY key) FROM catalogues_lifedomain), pg_temp.r(i, 102)) AS domain
          FROM generate_series(1, least(40, 5 + current_setting('bench.cases')::bigint / 1000)) i) t
    JOIN catalogues_lifedomain l ON l.id = t.domain;
INSERT INTO findings_themestep (id, theme_id, from_state, to_state, "on", author_id, reason)
    SELECT pg_temp.id('step', row_number() OVER (ORDER BY id), raised_on), id, '', state, raised_on, raised_by_id, ''
    FROM findings_theme WHERE title LIKE 'Thema %';
INSERT INTO findings_gapreport (id, number, kind, nature, life_domain_id, level, text, reporter_id, reported_on, state,
        answer, version)
    SELECT pg_temp.id('gap', nth, "on"), 'L-' || to_char("on", 'YY') || '-' || lpad(nth::text, greatest(4, length(nth::text)), '0'),
        pg_temp.pick('{missing_offer,too_few_places,too_few_places,access,interface,quality,law}'::text[], pg_temp.r(nth, 103)),
        'quantitative', pg_temp.pick((SELECT array_agg(id ORDER BY key) FROM catalogues_lifedomain), pg_temp.r(nth, 104)),
        'kreis', 'Es gibt nicht genug Plätze; die Wartezeit ist lang.', m.id, "on",
        pg_temp.pick('{reported,in_review,in_review}'::text[], pg_temp.r(nth, 105)), '', 1
    FROM (SELECT i AS nth, pg_temp.today() - floor(900 * pg_temp.r(i, 106))::int AS "on"
          FROM generate_series(1, greatest(20, current_setting('bench.cases')::bigint / 50)) i) g
    JOIN manager m ON m.i = 1 + g.nth % pg_temp.managers();
INSERT INTO findings_gapmunicipality (id, gap_id, municipality_id)
    SELECT pg_temp.id('place', row_number() OVER (ORDER BY g.id), g.reported_on), g.id,
        pg_temp.pick((SELECT ids FROM town), pg_temp.r(row_number() OVER (ORDER BY g.id), 107))
    FROM findings_gapreport g;
