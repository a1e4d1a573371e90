-- What happened to the conferences of a case; columns as in cases/queries/story.sql.
SELECT 'conference' AS kind, s.id, s."on" AS day, 3 AS rank, s.author_id, jsonb_build_object(
    'conference_id', s.conference_id, 'state', s.to_state, 'day', (c.starts_at AT TIME ZONE 'Europe/Berlin')::date,
    'occasion', c.occasion, 'shared_view', c.shared_view, 'reason', c.cancellation) AS facts
FROM conferences_conferencestep s JOIN conferences_caseconference c ON c.id = s.conference_id WHERE s.case_id = %(case)s
