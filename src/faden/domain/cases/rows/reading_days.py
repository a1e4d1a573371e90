"""How much somebody reads: counted by days, for the data protection officer, who never sees a file."""

from faden.kernel.database.rows import Guard, roles

#: Looked back for what somebody usually reads, and for a reason before and after a reading.
USUAL_DAYS, REASON_DAYS = 90, 14
#: What is usual is asked for days with so many files only; below that no rule wants to know.
FEWEST = 20
LOCAL = "(e.at AT TIME ZONE 'Europe/Berlin')"

# A reading has a reason when whoever reads is responsible for the case, has just come into its circle, or has done
# something in it shortly before or after.
_BODY = f"""
SELECT coalesce(jsonb_agg(jsonb_build_array(found.actor_id, found.day, found.files, found.without_reason,
    found.outside, found.usual, found.known)), '[]') FROM (
  WITH readings AS (
    SELECT e.actor_id, {LOCAL}::date AS day, e.file_id,
      bool_or(extract(isodow FROM {LOCAL}) > 5 OR {LOCAL}::time < '06:00' OR {LOCAL}::time >= '20:00') AS is_outside
    FROM audit_auditentry e
    WHERE e.act = 'file.read' AND e.file_id IS NOT NULL AND {roles("data_protection")}
      AND e.at >= first_day - {USUAL_DAYS + 1} AND e.at < last_day + 2
    GROUP BY 1, 2, 3
  ), days AS (
    SELECT r.actor_id, r.day, count(*) AS files FROM readings r GROUP BY 1, 2
  ), looked AS (
    SELECT r.actor_id, r.day, r.is_outside,
      EXISTS (SELECT FROM cases_circlemember m WHERE m.case_id = r.file_id AND m.account_id = r.actor_id
        AND m.since <= r.day AND (m.until IS NULL OR r.day < m.until)
        AND (m.function = 'responsible' OR m.since >= r.day - {REASON_DAYS}))
      OR EXISTS (SELECT FROM audit_auditentry e WHERE e.file_id = r.file_id AND e.actor_id = r.actor_id
        AND e.act NOT IN ('file.read', 'document.read', 'case.exported')
        AND e.at >= r.day - {REASON_DAYS} AND e.at < r.day + {REASON_DAYS + 1}) AS has_reason
    FROM readings r WHERE r.day BETWEEN first_day AND last_day
  ), counted AS (
    SELECT l.actor_id, l.day, count(*) AS files, count(*) FILTER (WHERE NOT l.has_reason) AS without_reason,
      count(*) FILTER (WHERE l.is_outside) AS outside
    FROM looked l GROUP BY 1, 2
  ), before AS (
    SELECT c.actor_id, c.day, percentile_disc(0.5) WITHIN GROUP (ORDER BY d.files) AS usual, count(*) AS known
    FROM counted c
    JOIN days d ON d.actor_id = c.actor_id AND d.day < c.day AND d.day >= c.day - {USUAL_DAYS}
    WHERE c.files >= {FEWEST} GROUP BY 1, 2
  )
  SELECT c.*, b.usual, coalesce(b.known, 0) AS known
  FROM counted c LEFT JOIN before b ON b.actor_id = c.actor_id AND b.day = c.day
) found
"""
READING_GUARDS = (Guard("faden_reading_days(first_day date, last_day date)", "jsonb", _BODY),)
