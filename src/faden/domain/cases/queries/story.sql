-- What happened in one case, newest first. Row security applies to each table as always.
-- rank: where an event stands within its day (faden.domain.cases.story.RANKS).
SELECT story.kind, story.id, story.day, coalesce(account.name, ''),
    CASE WHEN story.kind <> 'contact' THEN story.facts ELSE story.facts || jsonb_build_object(
        'files', coalesce((
            SELECT jsonb_agg(jsonb_build_object('id', f.id, 'name', f.name, 'size', f.size) ORDER BY f.id)
            FROM files_storedfile f WHERE f.hangs_on = story.id AND f.deleted_on IS NULL), '[]'),
        'participants', coalesce((
            SELECT jsonb_agg(coalesce(
                nullif(trim(p.given_names || ' ' || p.family_name), ''), nullif(p.pseudonym, ''),
                concat_ws(', ', nullif(t.words, ''), o.name)) ORDER BY t.id)
            FROM cases_noteparticipant t LEFT JOIN people_person p ON p.id = t.person_id
            LEFT JOIN organisations_organisation o ON o.id = t.organisation_id WHERE t.note_id = story.id), '[]')
        -- What another app doubts in a note stands here.
        )
    END
FROM (
    SELECT * FROM (
        SELECT 'contact' AS kind, id, "on" AS day, 3 AS rank, author_id, jsonb_build_object(
            'kind', kind, 'minutes', minutes, 'language', language, 'interpreter', interpreter, 'text', text,
            'visibility', visibility, 'life_domains', life_domain_ids, 'corrected', version > 1,
            'author_id', author_id) AS facts
        FROM cases_contactnote WHERE case_id = %(case)s
        UNION ALL
        SELECT 'criteria', id, "on", 1, author_id, jsonb_build_object('decided', decided, 'reason', reason)
        FROM cases_criteriacheck WHERE case_id = %(case)s
        UNION ALL
        SELECT 'assessment', a.id, a."on", 3, a.author_id, jsonb_build_object('domains', (
            SELECT count(*) FROM cases_rating r WHERE r.assessment_id = a.id))
        FROM cases_assessment a WHERE a.case_id = %(case)s
        UNION ALL
        SELECT 'feedback', f.id, f."on", 3, f.begun_by_id, jsonb_build_object(
            'language', f.language, 'words', f.words, 'helped', f.helped, 'understood', f.understood,
            'respected', f.respected, 'again', f.again)
        FROM cases_feedback f WHERE f.case_id = %(case)s AND f.finished_at IS NOT NULL
        UNION ALL
        SELECT 'own_view', o.id, o."on", 3, o.begun_by_id, jsonb_build_object(
            'language', o.language, 'filled_by', o.filled_by, 'wish', o.wish, 'finished', o.finished_at IS NOT NULL,
            'answers', (SELECT count(*) FROM cases_ownanswer a WHERE a.own_view_id = o.id AND a.step IS NOT NULL))
        FROM cases_ownview o WHERE o.case_id = %(case)s
        UNION ALL
        SELECT 'goal', g.id, g.agreed_on, 3, NULL, jsonb_build_object(
            'words', coalesce(
                (SELECT s.former_words FROM cases_goalstep s WHERE s.goal_id = g.id AND s.former_words <> ''
                 ORDER BY s."on", s.id LIMIT 1), g.words),
            'life_domain', d.name)
        FROM cases_goal g JOIN catalogues_lifedomain d ON d.id = g.life_domain_id WHERE g.case_id = %(case)s
        UNION ALL
        SELECT 'goal_step', s.id, s."on", 3, s.author_id, jsonb_build_object(
            'words', g.words, 'former_words', s.former_words, 'before', s.from_state, 'after', s.to_state)
        FROM cases_goalstep s JOIN cases_goal g ON g.id = s.goal_id WHERE s.case_id = %(case)s
        UNION ALL
        SELECT 'measure', m.id, m.created_on, 3, NULL, jsonb_build_object(
            'title', m.title, 'responsible', m.responsible, 'organisation', coalesce(o.name, ''), 'due_on', m.due_on)
        FROM cases_measure m LEFT JOIN organisations_organisation o ON o.id = m.organisation_id
        WHERE m.case_id = %(case)s
        UNION ALL
        SELECT 'measure_step', s.id, s."on", 3, s.author_id, jsonb_build_object(
            'title', m.title, 'before', s.from_state, 'after', s.to_state, 'barrier', coalesce(b.name, ''),
            'remark', s.remark)
        FROM cases_measurestep s JOIN cases_measure m ON m.id = s.measure_id
        LEFT JOIN catalogues_barrier b ON b.id = s.barrier_id WHERE s.case_id = %(case)s
        UNION ALL
        SELECT 'barrier', c.id, c.since, 3, NULL, jsonb_build_object('barrier', b.name, 'remark', c.remark)
        FROM cases_casebarrier c JOIN catalogues_barrier b ON b.id = c.barrier_id WHERE c.case_id = %(case)s
        UNION ALL
        SELECT 'barrier_overcome', c.id, least(c.until, %(today)s), 4, NULL, jsonb_build_object('barrier', b.name)
        FROM cases_casebarrier c JOIN catalogues_barrier b ON b.id = c.barrier_id
        WHERE c.case_id = %(case)s AND c.until IS NOT NULL
        UNION ALL
        -- The first of a stay belongs to its opening; every change has a reason.
        SELECT 'constellation', id, since, 3, NULL, jsonb_build_object('after', constellation, 'reason', reason)
        FROM cases_constellationperiod WHERE case_id = %(case)s AND reason <> ''
        UNION ALL
        SELECT 'phase', id, since, 3, NULL, jsonb_build_object('after', phase)
        FROM cases_phaseperiod p WHERE case_id = %(case)s AND EXISTS (
            SELECT FROM cases_phaseperiod former
            WHERE former.case_id = %(case)s AND former.until = p.since AND former.id < p.id)
        UNION ALL
        SELECT 'helper', c.id, c.since, 3, NULL, jsonb_build_object(
            'name', a.name, 'reason', c.reason, 'until', c.until, 'function', c.function, 'scope', c.scope)
        FROM cases_circlemember c JOIN identity_account a ON a.id = c.account_id
        WHERE c.case_id = %(case)s AND c.function <> 'responsible'
        UNION ALL
        SELECT 'stay_opened', id, least(since, %(today)s), 0, NULL, jsonb_build_object(
            'reason', reason, 'again', EXISTS (
                SELECT FROM cases_stay former WHERE former.case_id = %(case)s AND former.since < s.since))
        FROM cases_stay s WHERE case_id = %(case)s
        UNION ALL
        SELECT 'stay_closed', id, until - 1, 9, NULL, jsonb_build_object(
            'reason', closing_reason, 'evaluation', evaluation, 'feedback', client_feedback)
        FROM cases_stay WHERE case_id = %(case)s AND until IS NOT NULL
        -- What other apps tell stands here.
    ) AS events
    WHERE %(after_day)s::date IS NULL OR (day, rank, id) < (%(after_day)s::date, %(after_rank)s::integer, %(after_id)s::uuid)
    ORDER BY day DESC, rank DESC, id DESC
    LIMIT %(limit)s
) AS story
LEFT JOIN identity_account AS account ON account.id = story.author_id
ORDER BY story.day DESC, story.rank DESC, story.id DESC
