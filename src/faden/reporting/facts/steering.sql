-- The bodies' work: meetings held in the period by kind of body, decisions taken, and how many of the themes before the
-- Lenkungsgruppe came out of casework. From which case does not come out, and is not read here.
SELECT 'meetings' AS figure, 'body_kind' AS dimension, '' AS region, b.kind AS key, '' AS label,
    count(*)::numeric AS value, NULL::bigint AS people
FROM steering_meeting t
JOIN steering_body b ON b.id = t.body_id
WHERE t.state = 'held'
    AND (t.starts_at AT TIME ZONE 'Europe/Berlin')::date >= first_day
    AND (t.starts_at AT TIME ZONE 'Europe/Berlin')::date < end_day
GROUP BY b.kind
UNION ALL
SELECT 'decisions', 'adopted', '', CASE WHEN d.is_adopted THEN 'adopted' ELSE 'rejected' END, '',
    count(*)::numeric, NULL
FROM steering_decision d
WHERE d.decided_on >= first_day AND d.decided_on < end_day
GROUP BY d.is_adopted
UNION ALL
SELECT 'casework_themes', 'all', '', '', '', count(DISTINCT i.theme_id)::numeric, NULL
FROM steering_agendaitem i
JOIN steering_meeting t ON t.id = i.meeting_id
JOIN steering_body b ON b.id = t.body_id
WHERE b.kind = 'steering_group' AND t.state = 'held' AND i.theme_id = ANY ((SELECT faden_themes_from_casework())::uuid[])
    AND (t.starts_at AT TIME ZONE 'Europe/Berlin')::date >= first_day
    AND (t.starts_at AT TIME ZONE 'Europe/Berlin')::date < end_day
