"""Who sees requests for access: who answers them. The circle of the person adds one and reads only how far it is."""

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
)
