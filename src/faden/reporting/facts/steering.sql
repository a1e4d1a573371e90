-- The bodies' work: meetings held in the period by kind of body, and decisions taken.
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
