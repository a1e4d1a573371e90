-- What happened to the referrals of a case; columns as in cases/queries/story.sql.
SELECT 'referral_step' AS kind, s.id, s."on" AS day, 3 AS rank, s.author_id, jsonb_build_object(
    'referral_id', s.referral_id, 'organisation', o.name, 'concern', r.concern, 'before', s.from_state,
    'after', s.to_state, 'remark', s.remark, 'appointment_on', r.appointment_on, 'waited', s."on" - r.sent_on) AS facts
FROM referrals_referralstep s JOIN referrals_referral r ON r.id = s.referral_id
JOIN organisations_organisation o ON o.id = r.organisation_id WHERE s.case_id = %(case)s
