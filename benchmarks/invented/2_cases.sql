-- Cases, their circles, and what was said in them.

-- == contacts, each batch
CREATE TEMP TABLE noted ON COMMIT DROP AS
    SELECT j, i, pg_temp.id('note', j, "on") AS id, case_id, household_id, municipality_id, author_id, "on", pg_temp.at("on", pg_temp.r(j, 35)) AS written_at,
        pg_temp.pick('{visit,visit,visit,phone,phone,mail,home,accompaniment,with_organisation}'::text[], pg_temp.r(j, 25)) AS kind,
        pg_temp.pick('{open_hour,appointment,appointment,outreach,organisation,first_contact_point}'::text[],
            pg_temp.r(j, 26)) AS access_path,
        5 + 5 * floor(18 * pg_temp.r(j, 27) ^ 2)::int AS minutes,
        pg_temp.pick('{ar,uk,ku,tr,fa,ti,de}'::text[], pg_temp.r(j, 28)) AS language,
        pg_temp.r(j, 29) < 0.3 AS interpreter,
        pg_temp.pick(said.first, pg_temp.r(j, 30)) || ' ' || pg_temp.pick(said.then, pg_temp.r(j, 31)) || ' '
            || pg_temp.pick(said.last, pg_temp.r(j, 32)) AS text,
        CASE WHEN case_id IS NULL OR pg_temp.r(j, 33) < 0.08 THEN 'author' ELSE 'circle' END AS visibility,
        ARRAY[pg_temp.pick(domains, pg_temp.r(j, 34))] AS life_domain_ids
    FROM (
        SELECT j, i, CASE WHEN pg_temp.r(j, 20) < 0.95 THEN d.id END AS case_id, d.household_id, d.municipality_id,
            d.manager_id AS author_id, d.since + floor(pg_temp.r(j, 21) * (d.upto - d.since))::int AS "on"
        FROM (
            -- A short intervention has few contacts: three times out of four its contact goes to another case.
            SELECT j, pg_temp.first_case() + floor(span * CASE
                WHEN pg_temp.r(pg_temp.first_case() + floor(span * pg_temp.r(j, 22))::bigint, 7) < 0.45
                    AND pg_temp.r(j, 23) < 0.75
                THEN pg_temp.r(j, 24) ELSE pg_temp.r(j, 22) END)::bigint AS i
            FROM generate_series(pg_temp.first_contact(), pg_temp.last_contact()) j,
                (SELECT pg_temp.last_case() - pg_temp.first_case() + 1 AS span) batch
        ) aimed
        JOIN drawn d USING (i)
    ) placed, known,
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
        text, visibility, life_domain_ids, CASE WHEN pg_temp.r(j, 150) < 0.01 THEN 2 ELSE 1 END
    FROM noted;
INSERT INTO cases_contactnoterevision (id, note_id, text, facts, replaced_at, replaced_by_id)
    SELECT pg_temp.id('revision', j, "on"), id, 'Bescheid gelesen.', '{}', written_at + interval '1 hour', author_id
    FROM noted WHERE pg_temp.r(j, 150) < 0.01;
-- Every tenth contact has somebody else in it: of the family where there is one, from an organisation, or in words.
INSERT INTO cases_noteparticipant (id, note_id, person_id, organisation_id, words)
    SELECT pg_temp.id('participant', j, "on"), n.id, s.id,
        CASE WHEN s.id IS NULL AND pg_temp.r(j, 151) < 0.05 THEN pg_temp.pick(organisations, pg_temp.r(j, 152)) END,
        CASE WHEN s.id IS NULL AND pg_temp.r(j, 151) >= 0.05 THEN 'Dolmetscherin' ELSE '' END
    FROM known, noted n LEFT JOIN somebody s ON s.i = n.i AND s.nth = 1 AND n.case_id IS NOT NULL
    WHERE pg_temp.r(j, 151) < 0.1;
-- What was written, and every second time that the file was read before.
-- Each batch is a lane of its own, chained as the triggers would (they are silent while rows are invented).
CREATE TEMP TABLE traced ON COMMIT DROP AS
    SELECT pg_temp.id('written', j, "on") AS id, written_at AS at, author_id AS actor_id, 'contact.written' AS act,
        'cases.contactnote' AS subject_kind, id AS subject_id, case_id AS file_id
    FROM noted
    UNION ALL
    SELECT pg_temp.id('read', j, "on"), written_at - interval '20 minutes', author_id, 'file.read', 'cases.case', case_id,
        case_id
    FROM noted WHERE case_id IS NOT NULL AND pg_temp.r(j, 153) < 0.5;
DO $$
DECLARE
    entry record;
    batch int := pg_temp.first_case()::int + 10;
    before bytea := sha256(convert_to((pg_temp.first_case()::int + 10)::text, 'UTF8'));
    reached bigint := 0;
BEGIN
    FOR entry IN SELECT * FROM traced ORDER BY at, id LOOP
        reached := reached + 1;
        before := sha256(before || convert_to(concat_ws('|', batch, reached, entry.id,
            (extract(epoch FROM entry.at) * 1000000)::bigint, entry.actor_id, length(entry.act), entry.act,
            length(entry.subject_kind), entry.subject_kind, entry.subject_id, coalesce(entry.file_id::text, '-'), '{}'),
            'UTF8'));
        INSERT INTO audit_auditentry
            (id, at, actor_id, act, subject_kind, subject_id, file_id, facts, lane, position, digest)
            VALUES (entry.id, entry.at, entry.actor_id, entry.act, entry.subject_kind, entry.subject_id, entry.file_id,
                '{}', batch, reached, before);
    END LOOP;
    INSERT INTO audit_auditlane (id, number, last, digest) VALUES (gen_random_uuid(), batch, reached, before);
END $$;

-- == cases, each batch
CREATE TEMP TABLE last_contact ON COMMIT DROP AS
    SELECT case_id, max("on") AS "on" FROM noted WHERE case_id IS NOT NULL GROUP BY case_id;
INSERT INTO cases_case (id, number, person_id, household_id, municipality_id, manager_id, access_path, constellation,
        phase, opened_on, closed_on, last_contact_on, due_on, sort_name, version)
    SELECT d.id, to_char(d.since, 'YY') || '-' || lpad(d.i::text, greatest(6, length(d.i::text)), '0'), d.person_id,
        d.household_id, d.municipality_id, manager_id,
        pg_temp.pick('{open_hour,appointment,outreach,organisation,first_contact_point}'::text[], pg_temp.r(d.i, 40)),
        CASE WHEN grew THEN 'case_management' ELSE constellation END,
        ('{access,first_counselling,assessment,goal_agreement,planning,delivery,evaluation}'::text[])[
            1 + width_bucket((upto - d.since)::float8 / length, '{0.05,0.1,0.2,0.3,0.4,0.9}'::float8[])],
        d.since, stop - 1, l."on",
        CASE WHEN stop IS NULL AND pg_temp.r(d.i, 41) < 0.7 THEN pg_temp.today() + floor(120 * pg_temp.r(d.i, 42) - 15)::int END,
        p.sort_name, 1
    FROM drawn d JOIN somebody s ON s.i = d.i AND s.nth = 0 CROSS JOIN LATERAL (
        SELECT concat_ws(E'\t', f.sorted, g.sorted, f.name, g.name) AS sort_name FROM bench_name f, bench_name g
        WHERE f.part = 'family' AND f.position = s.family AND g.part = 'given' AND g.position = s.given) p
    LEFT JOIN last_contact l ON l.case_id = d.id;
-- Everybody's case manager; a helper for every tenth; a colleague who covers for those who are away just now.
INSERT INTO cases_circlemember (id, case_id, account_id, person_id, household_id, function, reason, since, until,
        absence_id, scope, life_domain_ids)
    SELECT pg_temp.id('circle', i, since), id, manager_id, person_id, household_id, 'responsible', 'Fall eröffnet', since,
        NULL::date, NULL::uuid, 'whole', '{}'::uuid[]
    FROM drawn
    UNION ALL
    SELECT pg_temp.id('helper', i, since), id, helper_id, person_id, household_id, 'helper', 'Vertretung im Team', since,
        NULL, NULL, 'whole', '{}'
    FROM drawn WHERE stop IS NULL AND pg_temp.r(i, 43) < 0.1
    UNION ALL
    SELECT pg_temp.id('cover', i, pg_temp.today()), id, cover_id, person_id, household_id, 'cover', 'Vertretung',
        pg_temp.today() - 2, pg_temp.today() + 12, pg_temp.id('absence', manager, pg_temp.today() - 9), 'whole', '{}'
    FROM drawn WHERE stop IS NULL AND since < pg_temp.today() - 2 AND manager % 20 = 0;
INSERT INTO cases_stay (id, case_id, since, until, reason, closing_reason, evaluation, client_feedback)
    SELECT pg_temp.id('stay', i, since), id, since, stop, '', CASE WHEN stop IS NULL THEN '' ELSE
        pg_temp.pick('{goals_reached,goals_reached,agreement,referred,moved,no_contact}'::text[], pg_temp.r(i, 44)) END, '', ''
    FROM drawn;
INSERT INTO cases_feedback (id, case_id, stay_id, language, texts_reviewed, "on", begun_by_id, finished_at, helped,
        understood, respected, again, words)
    SELECT pg_temp.id('feedback', i, stop), id, pg_temp.id('stay', i, since), 'ar', false, stop - 1, manager_id,
        pg_temp.at(stop - 1, pg_temp.r(i, 154)), 1 + floor(4 * pg_temp.r(i, 155) ^ 0.5), 4, 4, 3, ''
    FROM drawn WHERE stop IS NOT NULL AND planned AND pg_temp.r(i, 156) < 0.25;
INSERT INTO cases_closingpostponement (id, case_id, "on", until, reason, author_id)
    SELECT pg_temp.id('postponed', i, since), id, pg_temp.today() - 10, pg_temp.today() + 50, 'wartet auf den Bescheid',
        manager_id
    FROM drawn WHERE stop IS NULL AND since < pg_temp.today() - 60 AND pg_temp.r(i, 157) < 0.02;
INSERT INTO cases_constellationperiod (id, case_id, constellation, since, until, reason)
    SELECT pg_temp.id('constellation', i, since), id, constellation, since, CASE WHEN grew THEN since + 30 ELSE stop END, ''
    FROM drawn
    UNION ALL
    SELECT pg_temp.id('grown', i, since), id, 'case_management', since + 30, stop, 'mehrere Stellen beteiligt'
    FROM drawn WHERE grew;
INSERT INTO cases_criteriacheck (id, case_id, "on", author_id, longer_term, several_actors, overall_plan, mandate,
        other_case_management, recommended, decided, reason)
    SELECT pg_temp.id('criteria', i, since), id, since, manager_id, true, constellation = 'case_management', true, true, '',
        constellation, constellation, ''
    FROM drawn WHERE constellation <> 'short';
-- A case in a hundred waits for its next case manager, one in twenty has changed hands.
INSERT INTO cases_handover (id, case_id, former_id, successor_id, proposed_by_id, proposed_on, earliest_on, reason, note,
        state, answered_on)
    SELECT pg_temp.id('handover', i, since), id, CASE WHEN waits THEN manager_id ELSE helper_id END,
        CASE WHEN waits THEN cover_id ELSE manager_id END, CASE WHEN waits THEN manager_id ELSE helper_id END,
        CASE WHEN waits THEN pg_temp.today() - 3 ELSE since + 10 END,
        CASE WHEN waits THEN pg_temp.today() ELSE since + 12 END, 'andere Zuständigkeit', '',
        CASE WHEN waits THEN 'proposed' ELSE 'accepted' END, CASE WHEN NOT waits THEN since + 12 END
    FROM (SELECT *, stop IS NULL AND pg_temp.r(i, 158) < 0.01 AS waits FROM drawn) d
    WHERE planned AND (waits OR pg_temp.r(i, 159) < 0.05);

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
