"""Erasing a case, as PostgreSQL does it: who goes with it, under which conditions, and again after a restore."""

from django.apps import apps
from django.db.models import ForeignKey

from faden.domain.consent.models import Consent
from faden.domain.retention.enums import ErasureState
from faden.kernel.database.erasure import Procedure, all_keys, each_table, emptied_values

# Who was counselled, their household, and rows they were merged from; but nobody whom another case still counsels,
# and nobody who lives in a household that another case still names.
LIVE = (
    "SELECT c.id, c.person_id, c.household_id FROM cases_case c WHERE NOT c.id = ANY (cases) AND NOT EXISTS "
    f"(SELECT FROM retention_erasure e WHERE e.case_id = c.id AND e.state = '{ErasureState.CARRIED_OUT.value}')"
)
HOUSEHOLDS = f"""
households := array(
  SELECT household_id FROM cases_case WHERE id = ANY (cases) AND household_id IS NOT NULL
  EXCEPT SELECT household_id FROM ({LIVE}) live
);"""
PEOPLE = f"""
people := array(
  WITH RECURSIVE concerned (id) AS (
    SELECT person_id FROM cases_case WHERE id = ANY (cases)
    UNION SELECT person_id FROM people_householdmember WHERE household_id = ANY (households)
    UNION SELECT g.absorbed_id FROM duplicates_personmerge g JOIN concerned d ON d.id = g.survivor_id
      WHERE g.undone_on IS NULL
  )
  SELECT id FROM concerned
  EXCEPT SELECT person_id FROM ({LIVE}) live
  EXCEPT SELECT m.person_id FROM people_householdmember m JOIN ({LIVE}) live ON live.household_id = m.household_id
);"""


# Figures count target groups that follow from the age, the arrival, the residence title (reporting/facts). Those go
# with the person; so what followed from them stays, as a period from the end of one month to that of another. The
# conditions are those of reporting/facts/target_groups.sql; tests/erasures holds that no figure changes.
DERIVED_GROUPS = """
INSERT INTO people_persontargetgroup (id, person_id, target_group_id, since, until)
WITH ended AS (
  SELECT DISTINCT e::date AS day FROM cases_stay s, generate_series(date_trunc('month', s.since) + interval '1 month',
    coalesce(s.until, faden_today()), interval '1 month') e
  WHERE s.case_id = one AND s.since < e AND (s.until IS NULL OR s.until > e)
), held AS (
  SELECT DISTINCT r.target_group_id, m.day
  FROM ended m CROSS JOIN catalogues_targetgrouprule r JOIN people_person p ON p.id = whom
  WHERE r.ended_on IS NULL AND r.valid_from < m.day AND (r.valid_until IS NULL OR r.valid_until >= m.day)
    AND (r.arrived_within IS NULL OR p.arrived_on > m.day - 1 - make_interval(months => r.arrived_within))
    AND (r.arrived_before IS NULL OR p.arrived_on <= m.day - 1 - make_interval(months => r.arrived_before))
    AND (r.age_below IS NULL OR p.birth_date > m.day - 1 - make_interval(years => r.age_below))
    AND (r.age_from IS NULL OR p.birth_date <= m.day - 1 - make_interval(years => r.age_from))
    AND (cardinality(r.legal_areas) = 0 OR EXISTS (
      SELECT FROM people_legalareaperiod a JOIN catalogues_legalarea l ON l.id = a.legal_area_id
      WHERE a.person_id = p.id AND a.replaced_on IS NULL AND l.key = ANY (r.legal_areas)
        AND (a.since IS NULL OR a.since < m.day) AND (a.until IS NULL OR a.until >= m.day)
        AND (r.legal_area_months IS NULL OR a.since <= m.day - 1 - make_interval(months => r.legal_area_months))))
    AND (cardinality(r.residence_kinds) = 0 OR EXISTS (
      SELECT FROM people_residencetitle t JOIN catalogues_residencekind x ON x.id = t.kind_id
      WHERE t.person_id = p.id AND t.replaced_on IS NULL AND x.key = ANY (r.residence_kinds)
        AND (t.since IS NULL OR t.since < m.day) AND (t.until IS NULL OR t.until >= m.day)))
    AND (cardinality(r.nationalities) = 0 OR EXISTS (
      SELECT FROM people_nationality y
      WHERE y.person_id = p.id AND y.replaced_on IS NULL AND y.country = ANY (r.nationalities)
        AND (y.since IS NULL OR y.since < m.day) AND (y.until IS NULL OR y.until >= m.day)))
), months AS (
  SELECT target_group_id, day, extract(year FROM day) * 12 + extract(month FROM day)
    - row_number() OVER (PARTITION BY target_group_id ORDER BY day) AS run
  FROM held
)
SELECT gen_random_uuid(), shell, target_group_id, min(day) - 1, max(day) FROM months GROUP BY target_group_id, run;"""


def _what_figures_need() -> str:
    """Give each case an empty person: the client's own row, or a new one where the client stays in another case."""
    values = emptied_values("people.Person")
    columns = ", ".join(f'"{name}"' for name in values)
    return f"""
FOR one, whom IN SELECT id, person_id FROM cases_case WHERE id = ANY (cases) LOOP
  shell := whom;
  IF NOT whom = ANY (people) THEN
    shell := gen_random_uuid();
    INSERT INTO people_person (id, version, {columns}) VALUES (shell, 1, {", ".join(values.values())});
    UPDATE cases_case SET person_id = shell WHERE id = one;
    INSERT INTO people_persontargetgroup (id, person_id, target_group_id, since, until)
      SELECT gen_random_uuid(), shell, g.target_group_id, g.since, g.until
      FROM people_persontargetgroup g WHERE g.person_id = whom;
  END IF;
  {DERIVED_GROUPS}
END LOOP;"""


def _releases_of_other_files() -> str:
    """A file that goes on keeps the release it rests on, withdrawn: it was given while two people were taken for one.

    The merge has been undone since; what was let out by that release still has to be accounted for.
    """
    resting = "\n    UNION ALL ".join(
        f'SELECT "{field.column}" AS release_id, case_id FROM "{model._meta.db_table}"'
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, ForeignKey) and field.related_model is Consent
    )
    return f"""
UPDATE consent_consent k SET person_id = going_on.person_id, withdrawn_on = coalesce(k.withdrawn_on, faden_today())
FROM (
  SELECT DISTINCT ON (release_id) release_id, live.person_id FROM (
    {resting}
  ) resting JOIN ({LIVE}) live ON live.id = resting.case_id ORDER BY release_id, live.id
) going_on
WHERE k.id = going_on.release_id AND k.person_id = ANY (people);"""


ROWS_OF_CASES = f"""
#variable_conflict use_variable
DECLARE
  people uuid[]; households uuid[]; words text[]; one uuid; whom uuid; shell uuid;
  n bigint; counts jsonb := '{{}}';
BEGIN
  {HOUSEHOLDS}
  {PEOPLE}
  words := array({all_keys()}
    UNION ALL SELECT number FROM cases_case WHERE id = ANY (cases));
  IF NOT dry THEN {_releases_of_other_files()} {_what_figures_need()} END IF;
  {each_table()}
  RETURN counts;
END
"""

# The conditions stand here and not only in rules.py: whoever gets hold of the app's role cannot erase what is not due.
ERASE = f"""
DECLARE asked retention_erasure; done jsonb;
BEGIN
  -- A dry run is asked in a transaction that reads only.
  IF NOT dry THEN PERFORM 1 FROM retention_erasure WHERE id = wanted FOR UPDATE; END IF;
  SELECT * INTO asked FROM retention_erasure WHERE id = wanted;
  IF asked.id IS NULL OR faden_has_role('data_protection') IS NOT TRUE THEN
    RAISE EXCEPTION 'Not to be erased by this actor' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF asked.state = '{ErasureState.CARRIED_OUT.value}' THEN RETURN asked.counts; END IF;
  IF dry THEN RETURN faden_erase_rows(ARRAY[asked.case_id], true); END IF;
  IF asked.state <> '{ErasureState.ANSWERED.value}' OR asked.due_on > faden_today()
    OR EXISTS (SELECT FROM retention_legalhold h WHERE h.case_id = asked.case_id
      AND h.lifted_on IS NULL AND h.until > faden_today())
    OR EXISTS (SELECT FROM cases_case c WHERE c.id = asked.case_id AND c.closed_on IS NULL)
  THEN RAISE EXCEPTION 'Not to be erased now' USING ERRCODE = 'insufficient_privilege'; END IF;
  done := faden_erase_rows(ARRAY[asked.case_id], false);
  UPDATE retention_erasure SET state = '{ErasureState.CARRIED_OUT.value}', carried_out_on = faden_today(),
    carried_out_by_id = faden_actor(), counts = done WHERE id = wanted;
  RETURN done;
END
"""

# After a restore: the line of the erasure list says what had been erased; the accounts may be younger than the backup.
ERASE_AGAIN = f"""
DECLARE done jsonb; the_case uuid := (line->>'case')::uuid; somebody uuid := (line->>'by')::uuid;
BEGIN
  IF NOT EXISTS (SELECT FROM cases_case WHERE id = the_case) THEN RETURN NULL; END IF;
  done := faden_erase_rows(ARRAY[the_case], false);
  IF NOT EXISTS (SELECT FROM identity_account WHERE id = somebody) THEN
    somebody := (SELECT account_id FROM identity_roleassignment WHERE role = 'system' LIMIT 1);
  END IF;
  DELETE FROM retention_erasure WHERE case_id = the_case;
  INSERT INTO retention_erasure (id, number, case_id, state, reason, announced_on, announced_by_id, due_on,
    offered_on, archive, answered_on, ended_because, carried_out_on, carried_out_by_id, counts, version)
  VALUES ((line->>'erasure')::uuid, line->>'number', the_case, '{ErasureState.CARRIED_OUT.value}', line->>'reason',
    (line->>'announced_on')::date, somebody, (line->>'due_on')::date, (line->>'offered_on')::date, line->>'archive',
    (line->>'answered_on')::date, '', (line->>'on')::date, somebody, done, 1);
  RETURN done;
END
"""

PROCEDURES = (
    Procedure(
        "faden_erase_rows(cases uuid[], dry boolean)",
        "jsonb",
        ROWS_OF_CASES,
        to_app=False,
        reads=(
            "retention_erasure",
            "catalogues_targetgrouprule",
            "catalogues_legalarea",
            "catalogues_residencekind",
        ),
        # The queue unlinks a job from its timetable by a trigger.
        writes=(
            "people_person",
            "cases_case",
            "people_persontargetgroup",
            "consent_consent",
            "procrastinate_periodic_defers",
        ),
    ),
    Procedure(
        "faden_erase(wanted uuid, dry boolean)",
        "jsonb",
        ERASE,
        to_app=True,
        reads=("retention_legalhold",),
        writes=("retention_erasure",),
    ),
    Procedure(
        "faden_erase_again(line jsonb)",
        "jsonb",
        ERASE_AGAIN,
        to_app=False,
        reads=("identity_account", "identity_roleassignment"),
        removes=("retention_erasure",),
    ),
)
