"""A referral is seen by the case's circle and, once sent, by the partners of the organisation it went to.

The organisation sees it only as long as something lets it: a release that holds today, or the norm it was sent on. A
withdrawal closes it with the next statement; a renewed release opens it again.

Whoever has only a link sees the one referral it opens: while ``faden.link`` and ``faden.link_code`` hold the digests of
its secret and its code, and as long as link and referral are open.
"""

from faden.domain.cases.rows import IN_PART, MINE, of_case, of_part
from faden.domain.consent.rows import LETS_OUT
from faden.kernel.database.rows import Guard, Policy, Table

PARTNERS_OF = "organisation_id = ANY ((SELECT faden_my_scopes('partner', 'organisation'))::uuid[])"
SENT = "state NOT IN ('draft', 'revoked')"
RECEIVED = "= ANY ((SELECT faden_received_referrals())::uuid[])"
#: Whether something lets the organisation of the referral ``r`` of the case ``k`` see it today.
LET = f"""
(EXISTS (SELECT FROM consent_consent c WHERE c.person_id = k.person_id AND c.organisation_id = r.organisation_id
    AND {LETS_OUT} AND c.purpose = 'support'
    AND (c.life_domain_ids IS NULL OR r.life_domain_id = ANY (c.life_domain_ids)))
OR EXISTS (SELECT FROM cases_transfer t WHERE t.case_id = r.case_id AND t.origin_id = r.id
    AND t.legal_basis_id IS NOT NULL))
"""
OPEN = (
    "SELECT {} FROM referrals_answerlink l JOIN referrals_referral r ON r.id = l.referral_id "
    "JOIN cases_case k ON k.id = r.case_id "
    "WHERE l.digest = current_setting('faden.link', true) AND l.code_digest = current_setting('faden.link_code', true) "
    "AND l.withdrawn_at IS NULL AND l.failures < 5 AND faden_today() <= l.expires_on "
    f"AND r.state IN ('sent', 'accepted', 'appointed', 'expired') AND {LET}"
)

GUARDS = (
    Guard(
        "faden_received_referrals()",
        "uuid[]",
        f"SELECT array(SELECT r.id FROM referrals_referral r JOIN cases_case k ON k.id = r.case_id WHERE r.{SENT} "
        f"AND r.organisation_id = ANY (faden_my_scopes('partner', 'organisation')) AND {LET})",
    ),
    Guard("faden_open_link()", "uuid", OPEN.format("l.id")),
    Guard("faden_linked_referral()", "uuid", OPEN.format("r.id")),
)
LINKED = "id = (SELECT faden_linked_referral())"
ASKED = "digest = (SELECT current_setting('faden.link', true))"

ROWS = (
    Table(
        "referrals_referral",
        (
            *of_part("referral", IN_PART),
            Policy("referral_received", "SELECT", using=f"id {RECEIVED}"),
            Policy("referral_answer", "UPDATE", using=f"id {RECEIVED}", check=f"{SENT} AND {PARTNERS_OF}"),
            Policy("referral_linked", "SELECT", using=LINKED),
            Policy(
                "referral_link_answer",
                "UPDATE",
                using=LINKED,
                check=f"state NOT IN ('draft', 'revoked') AND {LINKED}",
            ),
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
                check=f"author_id = (SELECT faden_actor()) AND referral_id {RECEIVED}",
            ),
            Policy(
                "referralstep_link_answer",
                "INSERT",
                check="link_id = (SELECT faden_open_link()) AND referral_id = (SELECT faden_linked_referral())",
            ),
        ),
    ),
    Table(
        "referrals_answerlink",
        (
            *of_case("answerlink"),
            Policy("answerlink_ask", "SELECT", using=ASKED),
            Policy("answerlink_try", "UPDATE", using=ASKED),
        ),
        guard_reads=True,
    ),
)
