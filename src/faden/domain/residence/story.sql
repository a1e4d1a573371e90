-- What happened to the requests of a case; columns as in cases/queries/story.sql.
SELECT 'residence_step' AS kind, s.id, s."on" AS day, 3 AS rank, s.author_id, jsonb_build_object(
    'request_id', s.request_id, 'office', o.name, 'about', r.kind, 'after', s.to_state, 'outcome', r.outcome,
    'remark', s.remark, 'waited', s."on" - r.sent_on) AS facts
FROM residence_residencestep s JOIN residence_residencerequest r ON r.id = s.request_id
JOIN organisations_organisation o ON o.id = r.office_id WHERE s.case_id = %(case)s
