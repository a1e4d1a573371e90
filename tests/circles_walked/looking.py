"""What every account sees, asked of PostgreSQL in one statement: a function changes the actor for each account.

It runs as the app's role, so row security answers as in a request. What may be written is asked by ``FOR UPDATE``, to
which the policies of changing apply as well.
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import connection

from faden.domain.people.models.person import MASK

_PARTS = ("goal", "measure", "casebarrier", "rating", "assessment")
_WRITTEN = ("goal", "measure", "casebarrier")
READ = f"""
SELECT 'case:' || id FROM cases_case
UNION ALL SELECT 'person:' || id || CASE family_name WHEN '{MASK}' THEN ':masked' ELSE ':named' END FROM people_person
UNION ALL SELECT 'identity:' || person_id FROM people_shieldedidentity
UNION ALL SELECT DISTINCT 'token:' || person_id FROM people_nametoken
UNION ALL SELECT 'household:' || id FROM people_household
UNION ALL SELECT 'lives:' || household_id || ':' || person_id FROM people_householdmember
UNION ALL SELECT 'restriction:' || person_id || ':' || count(*) FROM people_restriction GROUP BY person_id
UNION ALL SELECT 'clearance:' || person_id || ':' || count(*) FROM people_clearance GROUP BY person_id
UNION ALL SELECT 'consent:' || id FROM consent_consent
UNION ALL SELECT 'merge:' || id FROM duplicates_personmerge
UNION ALL SELECT 'note:' || id FROM cases_contactnote
{" ".join(f"UNION ALL SELECT 'part:' || id FROM cases_{one}" for one in _PARTS)}
UNION ALL SELECT 'circle:' || case_id || ':' || count(*) FROM cases_circlemember GROUP BY case_id
UNION ALL SELECT 'handover:' || id || ':' || state FROM cases_handover
UNION ALL SELECT 'facts:' || key FROM jsonb_object_keys(faden_handover_facts()) key
UNION ALL SELECT 'shared:' || (e->>'case') || ':' || (e->>'scope')
    || CASE e->>'name' WHEN '{MASK}' THEN ':masked' ELSE ':named' END
    FROM jsonb_array_elements(faden_my_shared_parts()) e
UNION ALL SELECT 'transfer:' || case_id || ':' || count(*) FROM cases_transfer GROUP BY case_id
UNION ALL SELECT DISTINCT 'erasure:' || case_id FROM retention_erasure
UNION ALL SELECT 'package:' || id || ':' || state FROM residence_residencerequest
UNION ALL SELECT 'fields:' || request_id || ':' || count(*) FROM residence_disclosedfield GROUP BY request_id
UNION ALL SELECT 'steps:' || request_id || ':' || count(*) FROM residence_residencestep GROUP BY request_id
UNION ALL SELECT 'advice:' || id || ':' || CASE WHEN ended_on IS NULL THEN 'lasts' WHEN ended_because = '' THEN 'ended'
    ELSE ended_because END FROM consultations_caseadvice
UNION ALL SELECT 'said:' || advice_id || ':' || count(*) FROM consultations_advicecontribution GROUP BY advice_id
UNION ALL SELECT 'brought:' || (e->>'id') FROM jsonb_array_elements(faden_brought_in()) e
UNION ALL SELECT 'sheet:' || a FROM unnest(advices) a WHERE faden_released_sheet(a) IS NOT NULL
"""
WRITE = f"""
UNION ALL SELECT 'w-case:' || id FROM (SELECT id FROM cases_case FOR UPDATE) w
UNION ALL SELECT 'w-person:' || id FROM (SELECT id FROM people_person FOR UPDATE) w
UNION ALL SELECT 'w-note:' || id FROM (SELECT id FROM cases_contactnote FOR UPDATE) w
{" ".join(f"UNION ALL SELECT 'w-part:' || id FROM (SELECT id FROM cases_{one} FOR UPDATE) w" for one in _WRITTEN)}
UNION ALL SELECT 'w-consent:' || id FROM (SELECT id FROM consent_consent FOR UPDATE) w
UNION ALL SELECT 'w-package:' || id FROM (SELECT id FROM residence_residencerequest FOR UPDATE) w
UNION ALL SELECT 'w-circle:' || case_id || ':' || count(*) FROM (SELECT case_id FROM cases_circlemember FOR UPDATE) w
    GROUP BY case_id
"""
FUNCTION = f"""
CREATE FUNCTION faden_walked(accounts uuid[], day text, advices uuid[], writing boolean)
RETURNS TABLE (place int, things text[]) LANGUAGE plpgsql AS $walked$
BEGIN
    FOR place IN 1 .. cardinality(accounts) LOOP
        PERFORM set_config('faden.actor', accounts[place]::text, true), set_config('faden.today', day, true);
        IF writing THEN things := ARRAY({READ} {WRITE}); ELSE things := ARRAY({READ}); END IF;
        RETURN NEXT;
    END LOOP;
    PERFORM set_config('faden.actor', '', true);
END
$walked$
"""
FOUND = """
SELECT CASE WHEN f IS NULL THEN 'refused' WHEN f->'mine' <> '[]' THEN 'mine'
    WHEN f->>'keepers' IS NOT NULL THEN 'protected'
    WHEN f->'others' <> '[]' THEN 'other' ELSE 'nothing' END
FROM faden_find_people(%s::jsonb) f
"""


LISTED = """
SELECT m.case_id, m.account_id, function, scope, since,
    CASE function WHEN 'emergency' THEN NULL ELSE until END, release_id,
    m.person_id = c.person_id AND m.household_id IS NOT DISTINCT FROM c.household_id
FROM cases_circlemember m JOIN cases_case c ON c.id = m.case_id
"""


def listed() -> list[tuple[Any, ...]]:
    """The dated lists of all circles, as the owner reads them; of emergencies, which end by the hour, without the end.

    Last, whether an entry repeats what its case says.
    """
    with connection.cursor() as cursor:
        cursor.execute(LISTED)
        return list(cursor.fetchall())


def looked(accounts: Sequence[UUID], day: str, advices: Sequence[UUID], *, writing: bool) -> list[set[str]]:
    """What each of these accounts sees, in their order; with what they may change when asked."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT things FROM faden_walked(%s::uuid[], %s, %s::uuid[], %s)",
            [list(accounts), day, list(advices), writing],
        )
        return [set(things) for (things,) in cursor.fetchall()]


def searched(account: UUID, day: str, number: str) -> str:
    """What the search for a case number answers."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('faden.actor', %s, true), set_config('faden.today', %s, true)", [str(account), day]
        )
        cursor.execute(FOUND, [f'{{"number": "{number}", "words": 1, "keys": [], "beginnings": [], "near": []}}'])
        (answer,) = cursor.fetchone() or ("nothing",)
        cursor.execute("SELECT set_config('faden.actor', '', true)")
    return str(answer)
