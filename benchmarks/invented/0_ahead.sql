-- Invented casework of any size, written by sets. Steps are separated by lines "-- == name"; generate.py runs and times
-- them; those of "each batch" are one transaction for every so many cases. Everything is drawn from hashes of running
-- numbers, so the same size and day give the same rows.

-- == tools, each connection
SET session_replication_role = replica;  -- no foreign-key checks: every key is taken from a row written here
SET synchronous_commit = off;
SET work_mem = '256MB';
CREATE FUNCTION pg_temp.r(i bigint, salt int) RETURNS float8 LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS 'SELECT (hashint8extended(i, salt) & 1048575)::float8 / 1048576';
CREATE FUNCTION pg_temp.pick(choices anyarray, r float8) RETURNS anyelement LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS 'SELECT choices[1 + floor(r * cardinality(choices))::int]';
-- A UUIDv7: grows with the day, like those the product makes.
CREATE FUNCTION pg_temp.id(kind text, i bigint, "on" date) RETURNS uuid LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT ('0' || to_hex(("on" - date '1970-01-01') * 86400000::bigint + i % 86400000) || '70008'
        || lpad(to_hex(hashint8extended(i, hashtext(kind)) & 1152921504606846975), 15, '0'))::uuid $$;
-- The position of a name: few are frequent (the first of 4,000 belongs to one in a hundred), most are rare.
CREATE FUNCTION pg_temp.common(n bigint, r float8) RETURNS int LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS 'SELECT floor(n * r ^ 1.8)::int';
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
-- A moment of a working day in the office's time.
CREATE FUNCTION pg_temp.at("on" date, r float8) RETURNS timestamptz LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS 'SELECT ("on" + time ''08:00'' + floor(16 * r) * interval ''30 minutes'') AT TIME ZONE ''Europe/Berlin''';
CREATE FUNCTION pg_temp.managers() RETURNS bigint LANGUAGE sql STABLE
    AS 'SELECT greatest(14, current_setting(''bench.cases'')::bigint / current_setting(''bench.caseload'')::bigint)';
CREATE FUNCTION pg_temp.themes() RETURNS bigint LANGUAGE sql STABLE
    AS 'SELECT least(40, 5 + current_setting(''bench.cases'')::bigint / 1000)';
CREATE FUNCTION pg_temp.theme(i bigint) RETURNS uuid LANGUAGE sql STABLE
    AS 'SELECT pg_temp.id(''theme'', i, pg_temp.today() - floor(900 * pg_temp.r(i, 101))::int)';

-- == bare
-- Indexes grow slowly row by row, above all those of periods that may not overlap: they are built when all rows stand.
DO $$ DECLARE e record; BEGIN
    IF to_regclass('bench_later') IS NOT NULL THEN RETURN; END IF;
    CREATE TABLE bench_done (step text PRIMARY KEY);
    CREATE TABLE bench_later AS
        SELECT format('%s %s', conrelid::regclass, conname) AS name,
            format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) AS build,
            format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname) AS lift
        FROM pg_constraint c
        WHERE contype IN ('x', 'u') AND NOT EXISTS (
            SELECT FROM pg_constraint f WHERE f.contype = 'f' AND f.conindid = c.conindid
        ) AND conrelid::regclass::text ~ '^(cases|people|consent|audit|diary|referrals|tracks|files|findings)_'
        UNION ALL
        SELECT i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid), format('DROP INDEX %s', i.indexrelid::regclass)
        FROM pg_index i LEFT JOIN pg_constraint c ON c.conindid = i.indexrelid
        WHERE c.oid IS NULL AND i.indrelid::regclass::text ~ '^(cases|people|consent|audit|diary|referrals|tracks|files|findings)_';
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
            AND r.relname ~ '^(cases|people|consent|findings|diary|referrals|tracks|files)_' AND (t.typcategory IN ('A', 'B', 'S') OR t.typname IN ('jsonb')
            OR t.typcategory = 'N' AND a.attname = 'version')
    LOOP EXECUTE format('ALTER TABLE %s ALTER COLUMN %I SET DEFAULT %L', c.at, c.name, c.spare); END LOOP;
END $$;

-- == accounts, each connection
CREATE TEMP TABLE manager AS
    SELECT i, pg_temp.id('manager', i, date '2023-01-02') AS id
    FROM generate_series(1, pg_temp.managers()) i;
INSERT INTO identity_account (id, email, name, function, password)
    SELECT id, 'cm' || i || '@bench.invalid', 'Case Management ' || i, 'Case Management', '!' FROM manager
    UNION ALL
    SELECT pg_temp.id(role, 0, date '2023-01-02'), role || '@bench.invalid', label, label, '!'
    FROM (VALUES ('lead', 'KIM-Leitung'), ('coordinator', 'Koordination'), ('member', 'Mitglied der Lenkungsgruppe'),
        ('data_protection', 'Datenschutz'))
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
CREATE TEMP TABLE known AS SELECT
    (SELECT count(*) FROM bench_name WHERE part = 'family') AS families,
    (SELECT count(*) FROM bench_name WHERE part = 'given') AS givens,
    (SELECT array_agg(id ORDER BY key) FROM catalogues_lifedomain WHERE ended_on IS NULL) AS domains,
    (SELECT array_agg(id ORDER BY key) FROM catalogues_barrier WHERE ended_on IS NULL) AS barriers,
    (SELECT array_agg(id ORDER BY key) FROM catalogues_residencekind WHERE ended_on IS NULL) AS titles,
    (SELECT array_agg(id ORDER BY key) FROM catalogues_legalarea WHERE ended_on IS NULL) AS areas,
    (SELECT array_agg(id ORDER BY key) FROM catalogues_targetgroup WHERE ended_on IS NULL) AS groups,
    (SELECT array_agg(id ORDER BY name, id) FROM organisations_organisation) AS organisations,
    (SELECT array_agg(id ORDER BY id) FROM offers_offer) AS offers,
    (SELECT array_agg(id ORDER BY key) FROM tracks_track WHERE ended_on IS NULL) AS tracks;
