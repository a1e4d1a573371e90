"""How much somebody reads: counted by days, for the data protection officer, who never sees a file."""

from faden.kernel.database.rows import Guard, roles

#: Looked back for what somebody usually reads, and for a reason before and after a reading.
USUAL_DAYS, REASON_DAYS = 90, 14
#: What is usual is asked for days with so many files only; below that no rule wants to know.
FEWEST = 20
#: Of days with fewer files, of which fewer were read outside the hours, no rule speaks: they are not looked into.
WORTH_FILES, WORTH_OUTSIDE = 5, 3
LOCAL = "(e.at AT TIME ZONE 'Europe/Berlin')"
READING = f"e.act = 'file.read' AND e.file_id IS NOT NULL AND {roles('data_protection')}"

# A reading has a reason when whoever reads is responsible for the case, has just come into its circle, or has done
# something in it shortly before or after. What costs much is asked last, and only of the days that are worth it.
# Under row security PostgreSQL guesses how many rows there are, and guesses one: each step is made once and kept, and
# moments are compared with moments, which it may look up in its statistics (a day is no moment to it).
_BODY = f"""
SELECT coalesce(jsonb_agg(jsonb_build_array(found.actor_id, found.day, found.files, found.without_reason,
    found.outside, found.usual, found.known)), '[]') FROM (
  WITH readings AS MATERIALIZED (
    SELECT r.*, count(*) OVER (PARTITION BY r.actor_id, r.day) AS files FROM (
      SELECT e.actor_id, {LOCAL}::date AS day, e.file_id,
        bool_or(extract(isodow FROM {LOCAL}) > 5 OR {LOCAL}::time < '06:00' OR {LOCAL}::time >= '20:00') AS is_outside
      FROM audit_auditentry e
      WHERE {READING} AND e.at >= (first_day - 1)::timestamptz AND e.at < (last_day + 2)::timestamptz
      GROUP BY 1, 2, 3
    ) r WHERE r.day BETWEEN first_day AND last_day
  ), worth AS MATERIALIZED (
    SELECT r.actor_id, r.day, count(*) AS files, count(*) FILTER (WHERE r.is_outside) AS outside
    FROM readings r GROUP BY 1, 2
    HAVING count(*) >= {WORTH_FILES} OR count(*) FILTER (WHERE r.is_outside) >= {WORTH_OUTSIDE}
  ), unexplained AS MATERIALIZED (
    SELECT r.actor_id, r.day, count(*) AS files
    FROM readings r
    WHERE r.files >= {WORTH_FILES}
      AND NOT EXISTS (SELECT FROM cases_circlemember m WHERE m.case_id = r.file_id AND m.account_id = r.actor_id
        AND m.since <= r.day AND (m.until IS NULL OR r.day < m.until)
        AND (m.function = 'responsible' OR m.since >= r.day - {REASON_DAYS}))
      AND NOT EXISTS (SELECT FROM audit_auditentry e WHERE e.file_id = r.file_id AND e.actor_id = r.actor_id
        AND e.act NOT IN ('file.read', 'document.read', 'case.exported')
        AND e.at >= (r.day - {REASON_DAYS})::timestamptz AND e.at < (r.day + {REASON_DAYS + 1})::timestamptz)
    GROUP BY 1, 2
  ), days AS MATERIALIZED (
    SELECT e.actor_id, {LOCAL}::date AS day, count(DISTINCT e.file_id) AS files
    FROM audit_auditentry e
    WHERE {READING} AND e.at >= (first_day - {USUAL_DAYS + 1})::timestamptz AND e.at < (last_day + 2)::timestamptz
      AND e.actor_id = ANY (ARRAY(SELECT w.actor_id FROM worth w WHERE w.files >= {FEWEST}))
    GROUP BY 1, 2
  ), before AS MATERIALIZED (
    SELECT w.actor_id, w.day, percentile_disc(0.5) WITHIN GROUP (ORDER BY d.files) AS usual, count(*) AS known
    FROM worth w
    JOIN days d ON d.actor_id = w.actor_id AND d.day < w.day AND d.day >= w.day - {USUAL_DAYS}
    WHERE w.files >= {FEWEST} GROUP BY 1, 2
  )
  SELECT w.actor_id, w.day, w.files, coalesce(u.files, 0) AS without_reason, w.outside, b.usual,
    coalesce(b.known, 0) AS known
  FROM worth w LEFT JOIN unexplained u ON u.actor_id = w.actor_id AND u.day = w.day
    LEFT JOIN before b ON b.actor_id = w.actor_id AND b.day = w.day
) found
"""
READING_GUARDS = (Guard("faden_reading_days(first_day date, last_day date)", "jsonb", _BODY),)
