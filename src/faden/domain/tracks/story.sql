-- What happened to the tracks of a case and to their steps; columns as in cases/queries/story.sql.
SELECT 'track' AS kind, c.id, c."on" AS day, 3 AS rank, c.author_id, jsonb_build_object(
    'track', t.name, 'state', c.to_state, 'reason', c.reason) AS facts
FROM tracks_trackchange c JOIN tracks_casetrack k ON k.id = c.case_track_id JOIN tracks_track t ON t.id = k.track_id
WHERE c.case_id = %(case)s
UNION ALL
SELECT 'track_step', c.id, c."on", 3, c.author_id, jsonb_build_object(
    'track', t.name, 'state', c.to_state, 'remark', c.remark, 'step', (
        SELECT defined->>'name' FROM jsonb_array_elements(t.definition->'steps') defined WHERE defined->>'key' = s.key))
FROM tracks_trackstepchange c JOIN tracks_trackstep s ON s.id = c.step_id
JOIN tracks_casetrack k ON k.id = s.case_track_id JOIN tracks_track t ON t.id = k.track_id
WHERE c.case_id = %(case)s
