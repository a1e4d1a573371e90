"""A request is seen by the case's circle; by the officers of the authority it was sent to, while its release holds.

What an officer sees of it is the request, its fields and its steps. Nothing else of casework has a policy for them.
"""

from faden.domain.cases.rows import MINE, of_case
from faden.domain.consent.rows import LETS_OUT
from faden.kernel.database.rows import Guard, Policy, Table

GUARDS = (
    Guard(
        "faden_received_requests()",
        "uuid[]",
        # A withdrawn or ended release and an expired package close it with the next statement, read or not; so does
        # a release that turns out to be somebody else's, when a merge of two people is undone.
        "SELECT array(SELECT r.id FROM residence_residencerequest r JOIN cases_transfer t ON t.id = r.transfer_id "
        "JOIN cases_case k ON k.id = r.case_id "
        "JOIN consent_consent c ON c.id = t.consent_id AND c.person_id = k.person_id "
        "WHERE r.office_id = ANY (faden_my_scopes('residence_officer', 'organisation')) "
        "AND r.state IN ('sent', 'read', 'queried', 'answered', 'closed') AND faden_today() <= r.expires_on "
        f"AND {LETS_OUT})",
    ),
)
RECEIVED = "= ANY ((SELECT faden_received_requests())::uuid[])"

ROWS = (
    Table(
        "residence_residencerequest",
        (
            *of_case("request"),
            Policy("request_received", "SELECT", using=f"id {RECEIVED}"),
            Policy(
                "request_answer",
                "UPDATE",
                using=f"id {RECEIVED}",
                # Taking back, closing and giving up are acts of the other side.
                check=f"state IN ('sent', 'read', 'queried', 'answered') AND id {RECEIVED}",
            ),
        ),
        guard_reads=True,
    ),
    Table(
        "residence_disclosedfield",
        (
            *of_case("disclosed", removable=True),
            Policy("disclosed_received", "SELECT", using=f"request_id {RECEIVED}"),
        ),
    ),
    Table(
        "residence_residencestep",
        (
            Policy("residencestep_read", "SELECT", using=f"case_id {MINE} OR request_id {RECEIVED}"),
            Policy("residencestep_add", "INSERT", check=f"case_id {MINE}"),
            Policy(
                "residencestep_answer",
                "INSERT",
                check=f"author_id = (SELECT faden_actor()) AND request_id {RECEIVED}",
            ),
        ),
    ),
)
