"""Who sees what people ask about their own data: who answers it.

Of access the circle of the person adds a request and reads only how far it is. What is to be corrected, or is objected
to, stands in the file: its circle reads it, without helpers of other organisations.
"""

from faden.domain.cases.rows.conditions import INSIDE, LED, MINE
from faden.domain.subject_requests.collecting import ANSWERS
from faden.kernel.database.rows import Guard, Policy, Table, roles
from faden.kernel.sealing.rows import keeping

MY_PEOPLE = (
    "(person_id = ANY ((SELECT faden_my_people())::uuid[]) OR person_id = ANY ((SELECT faden_my_relatives())::uuid[])) "
    "AND person_id <> ALL ((SELECT faden_masked_people())::uuid[])"
)
BY_ME = "recorded_by_id = (SELECT faden_actor())"
MINE_TO_ANSWER = "request_id = ANY ((SELECT faden_access_to_answer())::uuid[])"
OVER = f"delete_on <= faden_today() AND {roles('system')}"
OF_MY_FILE = f"case_id {MINE} AND {INSIDE} AND person_id <> ALL ((SELECT faden_masked_people())::uuid[])"
RIGHTS_READ = f"({OF_MY_FILE} OR {ANSWERS})"
RIGHTS_CHANGE = f"(case_id {LED} AND {OF_MY_FILE} OR {ANSWERS})"
NOTICE_READ = "request_id = ANY ((SELECT faden_rights_to_read())::uuid[])"
NOTICE_CHANGE = "request_id = ANY ((SELECT faden_rights_to_change())::uuid[])"

GUARDS = (
    Guard("faden_shielded_people()", "uuid[]", "SELECT array(SELECT person_id FROM people_shieldedidentity)"),
    Guard(
        "faden_access_to_answer()",
        "uuid[]",
        f"SELECT array(SELECT id FROM subject_requests_subjectaccess WHERE {ANSWERS})",
    ),
    Guard(
        # By case number, for whoever answers; which file it is they see no more than before.
        "faden_person_to_answer(wanted text)",
        "uuid",
        f"SELECT person_id FROM cases_case WHERE number = wanted AND {ANSWERS}",
    ),
    Guard(
        "faden_rights_to_read()",
        "uuid[]",
        f"SELECT array(SELECT id FROM subject_requests_rightsrequest WHERE {RIGHTS_READ})",
    ),
    Guard(
        "faden_rights_to_change()",
        "uuid[]",
        f"SELECT array(SELECT id FROM subject_requests_rightsrequest WHERE {RIGHTS_CHANGE})",
    ),
    Guard(
        # By case number, for whoever answers: the file in which the request is kept.
        "faden_case_to_answer(wanted text)",
        "uuid",
        f"SELECT id FROM cases_case WHERE number = wanted AND {ANSWERS}",
    ),
    Guard(
        "faden_numbers_to_answer(wanted uuid[])",
        "jsonb",
        "SELECT coalesce(jsonb_object_agg(id, number), '{}') FROM cases_case "
        f"WHERE id = ANY (wanted) AND (id {MINE} OR {ANSWERS})",
    ),
    Guard(
        # To whom something of a file has gone, and when last: for those who have to tell them (Art. 19 GDPR). Who works
        # here and took a list along, or helped in an emergency, is no receiver (CJEU C-579/21).
        "faden_receivers_of(wanted uuid)",
        "jsonb",
        "SELECT coalesce(jsonb_agg(jsonb_build_object('organisation', t.organisation_id, 'receiver', t.receiver, "
        "'on', t.last) ORDER BY t.last DESC), '[]') FROM (SELECT organisation_id, receiver, max(\"on\") AS last "
        "FROM cases_transfer WHERE case_id = wanted AND kind NOT IN ('export', 'emergency') "
        "GROUP BY organisation_id, receiver) t WHERE EXISTS "
        f"(SELECT FROM cases_case WHERE id = wanted AND (id {MINE} OR {ANSWERS}))",
    ),
    Guard(
        # What those who counsel somebody know of their requests: that there is one and how far it is, no reason.
        "faden_access_of(wanted uuid[])",
        "jsonb",
        "SELECT coalesce(jsonb_agg(jsonb_build_object('number', number, 'person', person_id, 'state', state, "
        "'received_on', received_on, 'due_on', due_on, 'ended_on', ended_on) ORDER BY received_on DESC, id), '[]') "
        f"FROM subject_requests_subjectaccess WHERE person_id = ANY (wanted) AND {MY_PEOPLE}",
    ),
)

ROWS = (
    Table(
        "subject_requests_subjectaccess",
        (
            Policy("access_read", "SELECT", using=ANSWERS),
            Policy("access_add", "INSERT", check=f"({ANSWERS}) AND {BY_ME}"),
            Policy("access_receive", "INSERT", check=f"{MY_PEOPLE} AND {BY_ME} AND state = 'received'"),
            Policy("access_change", "UPDATE", using=ANSWERS),
        ),
        guard_reads=True,
    ),
    Table(
        "subject_requests_accesspackage",
        (
            Policy("package_read", "SELECT", using=MINE_TO_ANSWER),
            Policy("package_add", "INSERT", check=MINE_TO_ANSWER),
            Policy("package_change", "UPDATE", using=MINE_TO_ANSWER),
            Policy("package_read_over", "SELECT", using=OVER),
            Policy("package_clear", "UPDATE", using=OVER, check=OVER),
            *keeping("package"),
        ),
    ),
    Table(
        "subject_requests_rightsrequest",
        (
            Policy("rights_read", "SELECT", using=RIGHTS_READ),
            Policy("rights_add", "INSERT", check=f"({ANSWERS}) AND {BY_ME} AND state = 'received'"),
            Policy(
                "rights_take_up",
                "INSERT",
                check=f"{OF_MY_FILE} AND {MY_PEOPLE} AND {BY_ME} AND state = 'received'",
            ),
            Policy("rights_change", "UPDATE", using=RIGHTS_CHANGE, check=RIGHTS_CHANGE),
        ),
        guard_reads=True,
    ),
    Table(
        "subject_requests_receivernotice",
        (
            Policy("notice_read", "SELECT", using=NOTICE_READ),
            Policy("notice_add", "INSERT", check=NOTICE_CHANGE),
            Policy("notice_change", "UPDATE", using=NOTICE_CHANGE, check=NOTICE_CHANGE),
        ),
    ),
)
