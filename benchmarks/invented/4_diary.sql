-- Appointments and tasks: a case manager has three or four appointments and a handful of tasks that press.

-- == diary, each batch
-- What has been: every seventh contact was an appointment. What comes: soon more than later.
INSERT INTO diary_appointment (id, case_id, kind, title, starts_at, ends_at, place, interpreter, note, participant_ids,
        state, cancellation, created_by_id, changed_at, version)
    SELECT pg_temp.id('met', j, "on"), case_id, 'counselling', '', written_at - interval '1 hour', written_at, '', '', '',
        ARRAY[author_id], CASE WHEN pg_temp.r(j, 230) < 0.1 THEN 'cancelled' ELSE 'planned' END, '', author_id,
        written_at - interval '7 days', 1
    FROM noted WHERE case_id IS NOT NULL AND pg_temp.r(j, 231) < 0.14
    UNION ALL
    SELECT pg_temp.id('meets', i, day), id, 'counselling', 'Beratung', moment, moment + interval '45 minutes', 'Büro',
        CASE WHEN pg_temp.r(i, 232) < 0.3 THEN 'Arabisch' ELSE '' END, '', ARRAY[manager_id], 'planned', '', manager_id,
        moment - interval '10 days', 1
    FROM (SELECT d.*, day, pg_temp.at(day, pg_temp.r(i, 233)) AS moment
          FROM drawn d, LATERAL (SELECT pg_temp.today() + floor(24 * pg_temp.r(i, 234) ^ 1.4)::int AS day) ahead
          WHERE stop IS NULL AND planned AND pg_temp.r(i, 235) < 0.7) coming;
INSERT INTO diary_task (id, case_id, text, due_on, remind_on, responsible_id, created_by_id, created_on, source, state,
        ended_on, version)
    SELECT pg_temp.id('task', i, since), id,
        pg_temp.pick('{Unterlagen anfordern,Rückruf beim Jobcenter,Dolmetschen bestellen,Bescheid prüfen}'::text[], pg_temp.r(i, 236)),
        CASE WHEN stop IS NULL THEN pg_temp.today() + floor(60 * pg_temp.r(i, 237) - 6)::int ELSE since + 20 END, NULL,
        manager_id, manager_id, since, 'own', CASE WHEN stop IS NULL THEN 'open' ELSE 'done' END,
        CASE WHEN stop IS NOT NULL THEN stop - 1 END, 1
    FROM drawn WHERE pg_temp.r(i, 238) < CASE WHEN stop IS NULL THEN 0.4 ELSE 0.8 END;

-- == office diary, once
-- Today's open hour and the week's meeting of the team, without a case.
INSERT INTO diary_appointment (id, case_id, kind, title, starts_at, ends_at, place, interpreter, note, participant_ids,
        state, cancellation, created_by_id, changed_at, version)
    SELECT pg_temp.id('hour' || days, i, pg_temp.today()), NULL, CASE WHEN days % 2 = 0 THEN 'open_hour' ELSE 'team' END, '',
        ((pg_temp.today() + days) + time '14:00') AT TIME ZONE 'Europe/Berlin',
        ((pg_temp.today() + days) + time '16:00') AT TIME ZONE 'Europe/Berlin', 'Rathaus', '', '', ARRAY[id], 'planned', '', id,
        now(), 1
    FROM manager, generate_series(-20, 20, 4) days;
INSERT INTO diary_task (id, case_id, text, due_on, remind_on, responsible_id, created_by_id, created_on, source, state,
        ended_on, version)
    SELECT pg_temp.id('own task' || nth, i, pg_temp.today()), NULL, 'Statistik abgeben', pg_temp.today() + 3 * nth, NULL, id, id,
        pg_temp.today() - 20, 'own', 'open', NULL, 1
    FROM manager, generate_series(1, 2) nth;
INSERT INTO cases_absence (id, account_id, since, until, announced_on)
    SELECT pg_temp.id('absence', i, pg_temp.today() - 9), id, pg_temp.today() - 2, pg_temp.today() + 12, pg_temp.today() - 9
    FROM manager WHERE i % 20 = 0
    UNION ALL
    SELECT pg_temp.id('was away' || nth, i, pg_temp.today()), id, pg_temp.today() - 150 * nth, pg_temp.today() - 150 * nth + 14,
        pg_temp.today() - 150 * nth - 20
    FROM manager, generate_series(1, 5) nth;
