"""A referral is seen by the case's circle and, once sent, by the partners of the organisation it went to."""

from faden.domain.cases.rows import MINE, of_case
from faden.kernel.database.rows import Guard, Policy, Table

PARTNERS_OF = "organisation_id = ANY ((SELECT faden_my_scopes('partner', 'organisation'))::uuid[])"
RECEIVED = f"state NOT IN ('draft', 'revoked') AND {PARTNERS_OF}"

GUARDS = (
    Guard(
        "faden_received_referrals()",
        "uuid[]",
        "SELECT array(SELECT id FROM referrals_referral WHERE state NOT IN ('draft', 'revoked') "
        "AND organisation_id = ANY (faden_my_scopes('partner', 'organisation')))",
    ),
)

ROWS = (
    Table(
        "referrals_referral",
        (
            *of_case("referral"),
            Policy("referral_received", "SELECT", using=RECEIVED),
            Policy("referral_answer", "UPDATE", using=RECEIVED),
        ),
        guard_reads=True,
    ),
    Table(
        "referrals_referralstep",
        (
            Policy("referralstep_read", "SELECT", using=f"case_id {MINE}"),
            Policy("referralstep_add", "INSERT", check=f"case_id {MINE}"),
            Policy(
                "referralstep_answer",
                "INSERT",
                check="author_id = (SELECT faden_actor()) "
                "AND referral_id = ANY ((SELECT faden_received_referrals())::uuid[])",
            ),
        ),
    ),
)
