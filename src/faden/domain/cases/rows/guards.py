"""The questions that policies ask: which cases, people and households are the actor's?"""

from faden.domain.cases.rows.conditions import CLEARED, COUNSELS, IN_FORCE, LASTING, MY_ENTRIES, WHOLE
from faden.domain.cases.rows.search import FOUND_PEOPLE
from faden.kernel.database.rows import Guard

CIRCLE_GUARDS = (
    Guard(
        "faden_counsels()",
        "boolean",
        "SELECT coalesce(bool_or(a.role = 'case_manager') AND NOT bool_or(a.role = 'residence_officer'), false) "
        "FROM identity_roleassignment a JOIN identity_account o ON o.id = a.account_id "
        f"WHERE a.account_id = (SELECT faden_actor()) AND o.deactivated_on IS NULL AND {IN_FORCE}",
    ),
    Guard(
        # Restricted people whom the actor has no clearance for, whoever they are to the actor.
        "faden_closed_off()",
        "uuid[]",
        f"SELECT array(SELECT s.person_id FROM people_shieldedidentity s WHERE NOT EXISTS ({CLEARED}))",
    ),
    Guard("faden_my_cases()", "uuid[]", f"SELECT array(SELECT case_id {MY_ENTRIES} AND {WHOLE})"),
    Guard(
        "faden_my_led_cases()",
        "uuid[]",
        f"SELECT array(SELECT case_id {MY_ENTRIES} AND function = 'responsible' AND {IN_FORCE} AND {COUNSELS})",
    ),
    Guard("faden_my_people()", "uuid[]", f"SELECT array(SELECT DISTINCT person_id {MY_ENTRIES} AND {WHOLE})"),
    Guard(
        "faden_my_households()",
        "uuid[]",
        f"SELECT array(SELECT DISTINCT household_id {MY_ENTRIES} AND household_id IS NOT NULL AND {WHOLE})",
    ),
    Guard(
        "faden_my_relatives()",
        "uuid[]",
        # Whoever has left the household is no longer seen from there: an address may be what they keep from it.
        "SELECT array(SELECT DISTINCT m.person_id FROM people_householdmember m "
        "WHERE m.household_id = ANY (faden_my_households()) AND (m.until IS NULL OR faden_today() < m.until))",
    ),
    Guard(
        # The same three without the emergencies: about whom a case is begun, and whom a household takes in.
        "faden_my_lasting_people()",
        "uuid[]",
        f"SELECT array(SELECT DISTINCT person_id {MY_ENTRIES} AND {LASTING})",
    ),
    Guard(
        "faden_my_lasting_households()",
        "uuid[]",
        f"SELECT array(SELECT DISTINCT household_id {MY_ENTRIES} AND household_id IS NOT NULL AND {LASTING})",
    ),
    Guard(
        "faden_my_lasting_relatives()",
        "uuid[]",
        "SELECT array(SELECT DISTINCT m.person_id FROM people_householdmember m "
        "WHERE m.household_id = ANY (faden_my_lasting_households()) AND (m.until IS NULL OR faden_today() < m.until))",
    ),
    Guard(
        # Restricted people who are not open to the actor. Somebody of a household is open by a clearance alone.
        "faden_masked_people()",
        "uuid[]",
        "SELECT array(SELECT s.person_id FROM people_shieldedidentity s "
        "WHERE s.person_id <> ALL ((SELECT faden_my_people())::uuid[]) "
        f"AND NOT (EXISTS ({CLEARED}) AND s.person_id = ANY ((SELECT faden_my_relatives())::uuid[])))",
    ),
    Guard(
        # By case number, for whoever sets a Sperrvermerk; which file it is they see no more than before.
        "faden_person_of_case(wanted text)",
        "uuid",
        "SELECT person_id FROM cases_case WHERE number = wanted AND faden_has_role('shield_keeper')",
    ),
    Guard(
        "faden_numbers_about(wanted uuid[])",
        "jsonb",
        "SELECT coalesce(jsonb_object_agg(person_id, numbers), '{}') FROM (SELECT person_id, "
        "jsonb_agg(number ORDER BY number) AS numbers FROM cases_case WHERE person_id = ANY (wanted) "
        "GROUP BY person_id) AS known WHERE faden_has_role('shield_keeper', 'data_protection')",
    ),
    Guard(
        # Counsellors hear by searching whom a colleague counsels; of their own families they hear that somebody does.
        "faden_counselled_elsewhere(wanted uuid[])",
        "uuid[]",
        "SELECT array(SELECT DISTINCT c.person_id FROM cases_case c WHERE c.person_id = ANY (wanted) "
        "AND c.closed_on IS NULL AND c.person_id = ANY (faden_my_relatives()) "
        "AND NOT c.id = ANY (faden_my_cases()) AND c.person_id <> ALL (faden_masked_people()) "
        "AND faden_has_role('case_manager'))",
    ),
    Guard(
        "faden_has_no_circle(wanted uuid)",
        "boolean",
        "SELECT NOT EXISTS (SELECT FROM cases_circlemember WHERE case_id = wanted)",
    ),
    Guard(
        "faden_is_nobodys(wanted uuid)",
        "boolean",
        # Somebody who was merged into somebody else is not free for the taking (duplicates/rows.py).
        "SELECT NOT EXISTS (SELECT FROM cases_circlemember WHERE person_id = wanted) "
        "AND NOT EXISTS (SELECT FROM duplicates_personmerge WHERE absorbed_id = wanted AND undone_on IS NULL) "
        "AND NOT EXISTS (SELECT FROM people_householdmember WHERE person_id = wanted)",
    ),
    Guard(
        "faden_household_is_nobodys(wanted uuid)",
        "boolean",
        "SELECT NOT EXISTS (SELECT FROM cases_circlemember WHERE household_id = wanted)",
    ),
    Guard(
        "faden_household_begins(wanted uuid)",
        "boolean",
        "SELECT NOT EXISTS (SELECT FROM cases_circlemember WHERE household_id = wanted) "
        "AND NOT EXISTS (SELECT FROM people_householdmember WHERE household_id = wanted "
        "AND NOT (person_id = ANY (faden_my_lasting_people()) OR person_id = ANY (faden_my_lasting_relatives())))",
    ),
    Guard(
        "faden_case_is_about(wanted uuid, whom uuid, home uuid)",
        "boolean",
        "SELECT EXISTS (SELECT FROM cases_case WHERE id = wanted AND person_id = whom "
        "AND household_id IS NOT DISTINCT FROM home)",
    ),
    Guard("faden_find_people(wanted jsonb)", "jsonb", FOUND_PEOPLE),
    Guard(
        # The data protection officer reads who opened which file, never the file.
        "faden_case_numbers(wanted uuid[])",
        "jsonb",
        "SELECT coalesce(jsonb_object_agg(id, number), '{}') FROM cases_case "
        "WHERE id = ANY (wanted) AND faden_has_role('data_protection')",
    ),
    Guard(
        "faden_case_key(wanted text)",
        "uuid",
        "SELECT id FROM cases_case WHERE number = wanted AND faden_has_role('data_protection')",
    ),
    Guard(
        # Whose client this actor answers: data protection; of a restricted person the keepers too.
        "faden_answers_in(wanted uuid)",
        "boolean",
        "SELECT EXISTS (SELECT FROM cases_case c WHERE c.id = wanted AND (faden_has_role('data_protection') "
        "OR faden_has_role('shield_keeper') AND EXISTS (SELECT FROM people_shieldedidentity i "
        "WHERE i.person_id = c.person_id)))",
    ),
    Guard(
        # Who could open a file when, and why: what its client can be shown.
        "faden_circle_history(wanted uuid)",
        "jsonb",
        "SELECT coalesce(jsonb_agg(jsonb_build_array(account_id, function, since, until, reason) ORDER BY since, id), "
        "'[]') FROM cases_circlemember WHERE case_id = wanted "
        "AND (faden_has_role('data_protection') OR wanted = ANY (faden_my_cases()))",
    ),
    Guard(
        "faden_number_is_free(wanted text)",
        "boolean",
        "SELECT NOT EXISTS (SELECT FROM cases_case WHERE number = wanted)",
    ),
)
