-- How needs were seen, what was agreed on, and what has become of it.

-- == assessments, each batch
-- The first after a week, then three times a year while the stay lasts.
CREATE TEMP TABLE assessed ON COMMIT DROP AS
    SELECT d.i * 10 + nth AS n, d.id AS case_id, d.manager_id, "on", pg_temp.id('assessment', d.i * 10 + nth, "on") AS id
    FROM drawn d, generate_series(0, 7) nth, LATERAL (SELECT d.since + 7 + 120 * nth AS "on") day
    WHERE planned AND "on" < upto AND (nth = 0 OR pg_temp.r(d.i * 10 + nth, 160) < 0.85);
INSERT INTO cases_ownview (id, case_id, language, texts_reviewed, filled_by, "on", begun_by_id, begun_at, finished_at, wish)
    SELECT pg_temp.id('own', n, "on"), case_id, 'ar', false, 'self', "on", manager_id, pg_temp.at("on", 0.3),
        pg_temp.at("on", 0.4), 'Eine Wohnung'
    FROM assessed WHERE pg_temp.r(n, 161) < 0.15;
INSERT INTO cases_ownanswer (id, case_id, own_view_id, life_domain_id, step, answered_at)
    SELECT pg_temp.id('answer' || l.key, n, "on"), case_id, pg_temp.id('own', n, "on"), l.id,
        floor(5 * pg_temp.r(n, 162 + l.position))::int, pg_temp.at("on", 0.35)
    FROM assessed CROSS JOIN catalogues_lifedomain l WHERE pg_temp.r(n, 161) < 0.15 AND l.ended_on IS NULL;
INSERT INTO cases_assessment (id, case_id, "on", author_id, own_view_id)
    SELECT id, case_id, "on", manager_id, CASE WHEN pg_temp.r(n, 161) < 0.15 THEN pg_temp.id('own', n, "on") END
    FROM assessed;
INSERT INTO cases_rating (id, assessment_id, case_id, life_domain_id, need, own_view, remark)
    SELECT pg_temp.id('rating' || l.key, n, "on"), a.id, a.case_id, l.id, floor(5 * pg_temp.r(n, 50 + l.position))::int,
        floor(5 * pg_temp.r(n, 70 + l.position))::int, ''
    FROM assessed a CROSS JOIN catalogues_lifedomain l
    WHERE l.ended_on IS NULL AND pg_temp.r(n, 180 + l.position) < 0.6;

-- == goals, each batch
CREATE TEMP TABLE aimed ON COMMIT DROP AS
    SELECT d.i * 3 + nth AS n, d.id AS case_id, d.i, nth, d.since, d.stop, d.upto, d.manager_id,
        pg_temp.id('goal' || nth, d.i, since) AS id, CASE WHEN stop IS NULL THEN 'open' ELSE
            pg_temp.pick('{reached,reached,partly,missed}'::text[], pg_temp.r(d.i * 3 + nth, 92)) END AS state
    FROM drawn d, generate_series(1, 2) nth WHERE planned;
INSERT INTO cases_goal (id, case_id, life_domain_id, words, agreed_on, state, version)
    SELECT id, case_id, pg_temp.pick(domains, pg_temp.r(n, 90)),
        pg_temp.pick('{Ich möchte besser Deutsch sprechen.,Wir brauchen eine größere Wohnung.,
            Ich möchte in meinem Beruf arbeiten.,Mein Kind soll in die Kita gehen.}'::text[], pg_temp.r(n, 91)),
        since + 14, state, 1
    FROM aimed, known;
INSERT INTO cases_goalstep (id, case_id, goal_id, from_state, to_state, "on", author_id)
    SELECT pg_temp.id('goal step', n, stop), case_id, id, 'open', state, stop - 1, manager_id FROM aimed WHERE state <> 'open';
-- Every third plan was signed on paper. Sealed with a key that nobody has: no measured page opens a file.
INSERT INTO files_storedfile
        (id, file_id, name, kind, media_type, size, digest, author_id, stored_at, content, sealed_key, key_id)
    SELECT pg_temp.id('sheet', i, since), case_id, 'Zielvereinbarung.pdf', 'agreement', 'application/pdf', 5,
        md5(i::text) || md5(i::text), manager_id, pg_temp.at(since + 14, 0.5), '%PDF-', sha256(i::text::bytea), 'nobody'
    FROM aimed WHERE nth = 1 AND pg_temp.r(i, 190) < 0.3;
INSERT INTO cases_goalagreement (id, case_id, "on", language, texts_reviewed, author_id, concluded_at, document_id, digest)
    SELECT pg_temp.id('agreement', i, since), case_id, since + 14, 'ar', false, manager_id, pg_temp.at(since + 14, 0.5),
        pg_temp.id('sheet', i, since), md5(i::text) || md5(i::text)
    FROM aimed WHERE nth = 1 AND pg_temp.r(i, 190) < 0.3;
INSERT INTO cases_agreedgoal (id, case_id, agreement_id, goal_id, position, words, language, german)
    SELECT pg_temp.id('agreed', n, since), case_id, pg_temp.id('agreement', i, since), id, nth, 'Ich möchte arbeiten.', 'de', ''
    FROM aimed WHERE pg_temp.r(i, 190) < 0.3;
INSERT INTO cases_agreementsignature (id, case_id, agreement_id, by, how, "on", signed_at, recorded_by_id, strokes, digest)
    SELECT pg_temp.id('signed', n, since), case_id, pg_temp.id('agreement', i, since),
        ('{client,counsellor}'::text[])[nth], 'paper', since + 14, pg_temp.at(since + 14, 0.6), manager_id, '[]',
        md5(i::text) || md5(i::text)
    FROM aimed WHERE pg_temp.r(i, 190) < 0.3;

-- == measures, each batch
CREATE TEMP TABLE step ON COMMIT DROP AS
    SELECT d.i * 3 + nth AS n, nth, d.id AS case_id, d.i, d.since, d.stop, d.manager_id,
        pg_temp.id('measure' || nth, d.i, since) AS id, CASE WHEN stop IS NOT NULL THEN
            pg_temp.pick('{done,done,done,aborted}'::text[], pg_temp.r(d.i * 3 + nth, 95)) ELSE
            pg_temp.pick('{planned,waiting,active,done}'::text[], pg_temp.r(d.i * 3 + nth, 95)) END AS state,
        pg_temp.pick('{client,client,case_manager,organisation}'::text[], pg_temp.r(d.i * 3 + nth, 94)) AS responsible
    FROM drawn d, generate_series(1, 3) nth WHERE planned;
INSERT INTO cases_measure (id, case_id, goal_id, title, responsible, organisation_id, state, created_on, due_on, offer_id,
        place, starts_on, ends_on, child_care, waiting_since, ended_on, version)
    SELECT id, case_id, pg_temp.id('goal' || (1 + nth % 2), i, since),
        pg_temp.pick('{Anmeldung zum Integrationskurs,Antrag auf Kita-Platz,Zeugnisbewertung beantragen,
            Termin beim Jobcenter}'::text[], pg_temp.r(n, 93)),
        responsible, CASE WHEN responsible = 'organisation' THEN pg_temp.pick(organisations, pg_temp.r(n, 200)) END, state,
        since + 14,
        -- Of what is not finished every tenth step is overdue.
        CASE WHEN state IN ('done', 'aborted') THEN since + 60
            WHEN pg_temp.r(n, 201) < 0.8 THEN pg_temp.today() + floor(150 * pg_temp.r(n, 202) - 15)::int END,
        CASE WHEN pg_temp.r(n, 203) < 0.3 THEN pg_temp.pick(offers, pg_temp.r(n, 204)) END,
        CASE WHEN pg_temp.r(n, 205) < 0.2 THEN 'VHS' ELSE '' END,
        CASE WHEN state IN ('active', 'done') THEN since + 15 END,
        CASE WHEN state = 'active' AND pg_temp.r(n, 206) < 0.5 THEN greatest(since + 20, pg_temp.today() + 60) END,
        pg_temp.pick('{none,none,none,none,needed,provided}'::text[], pg_temp.r(n, 207)),
        CASE WHEN state = 'waiting' THEN since + 15 END,
        CASE WHEN state IN ('done', 'aborted') THEN coalesce(stop - 1, since + 15) END, 1
    FROM step, known;
INSERT INTO cases_measureslot (id, case_id, measure_id, weekday, starts_at, ends_at)
    SELECT pg_temp.id('slot' || day, n, since), case_id, id, day, time '08:30', time '12:00'
    FROM step, generate_series(1, 4) day
    WHERE pg_temp.r(n, 208) < 0.3 AND pg_temp.r(n * 4 + day, 209) < 0.6;
INSERT INTO cases_measurestep (id, case_id, measure_id, from_state, to_state, "on", author_id, remark)
    SELECT pg_temp.id('measure step', n, since), case_id, id, 'planned', CASE WHEN state = 'waiting' THEN state ELSE 'active' END,
        since + 15, manager_id, ''
    FROM step WHERE state <> 'planned'
    UNION ALL
    SELECT pg_temp.id('measure end', n, since), case_id, id, 'active', state, coalesce(stop - 1, since + 15), manager_id, ''
    FROM step WHERE state IN ('done', 'aborted');
INSERT INTO cases_casebarrier (id, case_id, barrier_id, since, until, remark)
    SELECT DISTINCT ON (d.id, barrier) pg_temp.id('barrier' || nth, d.i, since), d.id, barrier, since + 10, stop, ''
    FROM (SELECT d.*, nth, pg_temp.pick(barriers, pg_temp.r(i * 3 + nth, 96) ^ 1.8) AS barrier
          FROM drawn d, known, generate_series(1, 2) nth) d
    WHERE planned AND pg_temp.r(i, 97) < 0.8;

-- == referrals, each batch
CREATE TEMP TABLE sent ON COMMIT DROP AS
    SELECT i, id AS case_id, manager_id, pg_temp.id('referral', i, since) AS id, stop,
        CASE WHEN stop IS NULL THEN greatest(since + 15, pg_temp.today() - floor(90 * pg_temp.r(i, 210))::int) ELSE since + 15 END AS "on",
        CASE WHEN stop IS NULL THEN pg_temp.pick('{draft,sent,sent,accepted,appointed,completed}'::text[], pg_temp.r(i, 211))
            ELSE pg_temp.pick('{completed,completed,declined,ended,expired}'::text[], pg_temp.r(i, 211)) END AS state
    FROM drawn WHERE planned AND pg_temp.r(i, 212) < 0.4;
INSERT INTO referrals_referral (id, case_id, organisation_id, life_domain_id, concern, disclosed_name, disclosed_contact,
        state, author_id, created_on, sent_on, answered_on, appointment_on, ended_on, answer, version)
    SELECT id, case_id, pg_temp.pick(organisations, pg_temp.r(i, 140)), pg_temp.pick(domains, pg_temp.r(i, 213)),
        'Bitte um einen Termin zur Beratung.', '', '', state, manager_id, "on", CASE WHEN state <> 'draft' THEN "on" END,
        CASE WHEN state NOT IN ('draft', 'sent', 'expired') THEN least("on" + 6, coalesce(stop - 1, pg_temp.today())) END, NULL,
        CASE WHEN state IN ('completed', 'ended', 'declined', 'expired') THEN coalesce(stop - 1, pg_temp.today()) END,
        CASE WHEN state = 'declined' THEN 'Zurzeit ist kein Platz frei.' ELSE '' END, 1
    FROM sent, known;
INSERT INTO referrals_referralstep (id, case_id, referral_id, from_state, to_state, "on", author_id, remark)
    SELECT pg_temp.id('sent', i, "on"), case_id, id, 'draft', 'sent', "on", manager_id, '' FROM sent WHERE state <> 'draft'
    UNION ALL
    SELECT pg_temp.id('answered', i, "on"), case_id, id, 'sent', state,
        least("on" + 6, coalesce(stop - 1, pg_temp.today())), manager_id, ''
    FROM sent WHERE state NOT IN ('draft', 'sent');

-- == tracks, each batch
INSERT INTO tracks_casetrack (id, case_id, track_id, key, state, began_on, version)
    SELECT pg_temp.id('track', i, since), d.id, t.id, t.key, 'running', since + 10, 1
    FROM drawn d, known JOIN tracks_track t ON t.id = known.tracks[1] WHERE planned AND stop IS NULL AND pg_temp.r(i, 220) < 0.03;
INSERT INTO tracks_trackchange (id, case_id, case_track_id, to_state, "on", reason, author_id)
    SELECT pg_temp.id('begun', i, since), id, pg_temp.id('track', i, since), 'running', since + 10, '', manager_id
    FROM drawn WHERE planned AND stop IS NULL AND pg_temp.r(i, 220) < 0.03;
INSERT INTO tracks_trackstep (id, case_id, case_track_id, key, position, state, due_on, version)
    SELECT pg_temp.id('track step' || s.position, i, since), d.id, pg_temp.id('track', i, since), s.one->>'key', s.position,
        'open', CASE WHEN s.position < 4 THEN pg_temp.today() + floor(60 * pg_temp.r(i * 20 + s.position, 221) - 5)::int END, 1
    FROM drawn d, known JOIN tracks_track t ON t.id = known.tracks[1],
        jsonb_array_elements(t.definition->'steps') WITH ORDINALITY AS s (one, position)
    WHERE planned AND stop IS NULL AND pg_temp.r(i, 220) < 0.03;
