"""Collecting everything about a person, as PostgreSQL does it: nobody who answers a request may read these rows.

Which tables and which of their rows follows from the field catalogue (``kernel.database.collecting``): a new table is
collected as soon as it is declared.
"""

from faden.domain.subject_requests.enums import AccessState
from faden.kernel.database.collecting import each_section
from faden.kernel.database.erasure import Procedure, all_keys

TO_COLLECT = ", ".join(f"'{one.value}'" for one in (AccessState.RECEIVED, AccessState.COLLECTED, AccessState.REVIEWED))
#: Who answers about somebody: for a restricted person only those who keep the Sperrvermerke.
ANSWERS = (
    "CASE WHEN person_id = ANY ((SELECT faden_shielded_people())::uuid[]) "
    "THEN (SELECT faden_has_role('shield_keeper')) ELSE (SELECT faden_has_role('data_protection')) END"
)

COLLECT = f"""
#variable_conflict use_variable
DECLARE
  asked subject_requests_subjectaccess; people uuid[]; cases uuid[]; households uuid[]; words text[];
  part jsonb; sections jsonb := '{{}}';
BEGIN
  SELECT * INTO asked FROM subject_requests_subjectaccess WHERE id = wanted AND {ANSWERS};
  IF asked.id IS NULL OR asked.state NOT IN ({TO_COLLECT}) OR asked.identity = '' THEN
    RAISE EXCEPTION 'Not to be collected by this actor' USING ERRCODE = 'insufficient_privilege';
  END IF;
  -- The rows of somebody who was stored twice are all theirs.
  people := array(
    WITH RECURSIVE same (id) AS (
      SELECT asked.person_id
      UNION SELECT CASE WHEN g.absorbed_id = s.id THEN g.survivor_id ELSE g.absorbed_id END
        FROM duplicates_personmerge g JOIN same s ON s.id IN (g.absorbed_id, g.survivor_id) WHERE g.undone_on IS NULL
    ) SELECT id FROM same);
  cases := array(SELECT c.id FROM cases_case c WHERE c.person_id = ANY (people));
  households := array(SELECT DISTINCT m.household_id FROM people_householdmember m WHERE m.person_id = ANY (people));
  words := array({all_keys()}
    UNION ALL SELECT number FROM cases_case WHERE id = ANY (cases));
  {each_section()}
  RETURN jsonb_build_object(
    'people', to_jsonb(people), 'cases', to_jsonb(cases), 'sections', sections,
    'own', (SELECT coalesce(jsonb_agg(DISTINCT n.name), '[]') FROM (
      SELECT concat_ws(' ', p.given_names, p.family_name) AS name FROM people_person p
        WHERE p.id = ANY (people) AND NOT p.is_shielded
      UNION SELECT concat_ws(' ', i.given_names, i.family_name) FROM people_shieldedidentity i
        WHERE i.person_id = ANY (people)) n),
    'others', (SELECT coalesce(jsonb_agg(DISTINCT n.name), '[]') FROM (
      SELECT m.person_id, concat_ws(' ', p.given_names, p.family_name, p.pseudonym) AS name
        FROM people_householdmember m JOIN people_person p ON p.id = m.person_id
        WHERE m.household_id = ANY (households) AND NOT p.is_shielded
      UNION SELECT m.person_id, concat_ws(' ', i.given_names, i.family_name, i.pseudonym)
        FROM people_householdmember m JOIN people_shieldedidentity i ON i.person_id = m.person_id
        WHERE m.household_id = ANY (households)) n WHERE n.person_id <> ALL (people)),
    'staff', (SELECT coalesce(jsonb_agg(DISTINCT a.name), '[]') FROM identity_account a
      WHERE a.id IN (SELECT m.account_id FROM cases_circlemember m WHERE m.case_id = ANY (cases))));
END
"""

PROCEDURES = (Procedure("faden_collect(wanted uuid)", "jsonb", COLLECT, to_app=True, reads=("identity_account",)),)
