"""The sheets that coordination and lead read, made by the database; who reads cases brought in, and what ends that."""

from pathlib import Path

from faden.domain.cases.rows import MINE
from faden.domain.consent.rows import EVALUATED, LETS_OUT
from faden.domain.consultations.enums import EndedBecause
from faden.kernel.database.rows import Consequence, Guard, Policy, Table, roles
from faden.kernel.identity.queries import SYSTEM_ID

_HERE = Path(__file__).parent
#: The cases ``f`` of the actor's region, municipality or site.
REACH = """(
    (SELECT faden_has_role('lead'))
    OR (SELECT cardinality(faden_my_scopes('coordinator', '')) > 0)
    OR f.municipality_id = ANY ((SELECT faden_my_scopes('coordinator', 'municipality'))::uuid[])
    OR f.municipality_id = ANY ((SELECT array(
        SELECT m.id FROM places_municipality m
        WHERE m.region_id = ANY (faden_my_scopes('coordinator', 'region'))))::uuid[])
)"""
#: What is told of a running case of the actor's reach, and how it is made coarser: the comments stand in the file.
_SHEETS = (_HERE / "facts.sql").read_text("utf-8")
SHEETS = _SHEETS.format(
    evaluated=EVALUATED,
    reach=REACH,
    brought="SELECT a.case_id FROM consultations_caseadvice a "
    "WHERE a.id = (wanted->>'advice')::uuid AND a.id = ANY ((SELECT faden_advised())::uuid[])",
    whole_list="wanted->>'advice' IS NULL",
    may_read="(SELECT faden_has_role('coordinator', 'lead'))",
)
#: The sheet of a case that its case manager may bring in, as a certain reader will find it.
PREVIEW = _SHEETS.format(
    evaluated=EVALUATED,
    reach="""f.municipality_id IN (
    SELECT m.id FROM places_municipality m, identity_roleassignment a
    WHERE a.account_id = (wanted->>'reader')::uuid AND a.since <= faden_today()
        AND (a.until IS NULL OR faden_today() < a.until)
        AND (a.role = 'lead' OR a.role = 'coordinator' AND (a.scope_kind = ''
            OR a.scope_kind = 'municipality' AND a.scope_id = m.id
            OR a.scope_kind = 'region' AND a.scope_id = m.region_id)))""",
    brought="SELECT led AS case_id FROM unnest(faden_my_led_cases()) led WHERE led = (wanted->>'case')::uuid",
    whole_list="false",
    may_read="(SELECT EXISTS (SELECT FROM brought))",
)
RELEASED = (_HERE / "released.sql").read_text("utf-8")

LED = "= ANY ((SELECT faden_my_led_cases())::uuid[])"
ADVISED = "= ANY ((SELECT faden_advised())::uuid[])"
OWN = "= ANY ((SELECT faden_my_advices())::uuid[])"
#: The case and the release of a sheet with a name: brought in already, or to be brought in by whoever leads the case.
BROUGHT = """
    SELECT a.case_id, t.consent_id FROM consultations_caseadvice a JOIN cases_transfer t ON t.id = a.transfer_id
    WHERE a.id = wanted AND a.id = ANY (faden_advised())"""
TO_BRING = """
    SELECT led AS case_id, (wanted->>'release')::uuid AS consent_id FROM unnest(faden_my_led_cases()) led
    WHERE led = (wanted->>'case')::uuid"""

GUARDS = (
    Guard(
        # What the actor may advise on now. The last day, an early end, a withdrawn release, a closed case and a
        # Sperrvermerk close it with the next statement; that it does not open again is the consequences' (below).
        "faden_advised()",
        "uuid[]",
        "SELECT array(SELECT a.id FROM consultations_caseadvice a JOIN cases_case f ON f.id = a.case_id "
        "LEFT JOIN cases_transfer t ON t.id = a.transfer_id AND t.case_id = a.case_id "
        "LEFT JOIN consent_consent c ON c.id = t.consent_id AND c.person_id = f.person_id "
        "WHERE a.since <= faden_today() AND faden_today() <= a.until "
        "AND (a.ended_on IS NULL OR faden_today() < a.ended_on) AND f.closed_on IS NULL "
        "AND NOT EXISTS (SELECT FROM people_person p WHERE p.id = f.person_id AND p.is_shielded) "
        # With a name, by those alone who work for the office that the release names.
        f"AND (a.transfer_id IS NULL OR c.purpose = 'advice' AND {LETS_OUT} "
        "AND c.organisation_id = ANY ((SELECT faden_my_teams())::uuid[])) "
        f"AND faden_actor_is_active() AND NOT {roles('residence_officer')} AND {REACH})",
    ),
    Guard("faden_case_facts(wanted jsonb)", "jsonb", SHEETS),
    Guard(
        # Of a pseudonymised one not even who asks: in a small team that would be half a name.
        "faden_brought_in()",
        "jsonb",
        "SELECT coalesce(jsonb_agg(jsonb_build_object('id', a.id, 'question', a.question, 'since', a.since, "
        "'until', a.until, 'released', a.transfer_id IS NOT NULL, "
        "'by', CASE WHEN a.transfer_id IS NOT NULL THEN u.name END, 'said', (SELECT count(*) "
        "FROM consultations_advicecontribution s WHERE s.advice_id = a.id)) ORDER BY a.since DESC, a.id DESC), '[]') "
        "FROM consultations_caseadvice a JOIN identity_account u ON u.id = a.author_id "
        "WHERE a.id = ANY (faden_advised())",
    ),
    Guard("faden_released_sheet(wanted uuid)", "jsonb", RELEASED.format(brought=BROUGHT, holds=LETS_OUT)),
    Guard("faden_sheet_preview(wanted jsonb)", "jsonb", PREVIEW),
    Guard("faden_released_preview(wanted jsonb)", "jsonb", RELEASED.format(brought=TO_BRING, holds=LETS_OUT)),
    Guard(
        "faden_my_advices()",
        "uuid[]",
        "SELECT array(SELECT a.id FROM consultations_caseadvice a WHERE a.case_id = ANY (faden_my_cases()))",
    ),
)

ROWS = (
    Table("consultations_pseudonymsecret", (), guard_reads=True),
    Table(
        "consultations_caseadvice",
        (
            Policy("advice_read", "SELECT", using=f"case_id {MINE}"),
            Policy(
                "advice_add",
                "INSERT",
                check=f"case_id {LED} AND author_id = (SELECT faden_actor()) AND since = faden_today()",
            ),
            # What has ended stays so.
            Policy("advice_end", "UPDATE", using=f"case_id {LED} AND ended_on IS NULL", check=f"case_id {LED}"),
        ),
        guard_reads=True,
        guard_writes=("UPDATE (ended_on, ended_because)",),
    ),
    Table(
        "consultations_advicecontribution",
        (
            Policy("contribution_read", "SELECT", using=f"advice_id {OWN} OR advice_id {ADVISED}"),
            Policy(
                "contribution_add",
                "INSERT",
                check=f'author_id = (SELECT faden_actor()) AND "on" = faden_today() AND advice_id {ADVISED}',
            ),
        ),
        guard_reads=True,
    ),
)


def _end(because: EndedBecause, which: str, *, by: str = "faden_actor()") -> str:
    """End the advices ``a`` that run, for good, and add that to the trace of each file.

    :param by: in whose name
    """
    return f"""
    WITH ended AS (
        UPDATE consultations_caseadvice a
        SET ended_on = greatest(a.since, faden_today()), ended_because = '{because.value}'
        WHERE a.ended_on IS NULL AND a.until >= faden_today() AND {which}
        RETURNING a.id, a.case_id, a.ended_on
    )
    INSERT INTO audit_auditentry (id, actor_id, act, subject_kind, subject_id, file_id, facts)
        SELECT gen_random_uuid(), coalesce({by}, '{SYSTEM_ID}'::uuid), 'advice.ended', 'consultations.caseadvice',
            e.id, e.case_id, jsonb_build_object('on', e.ended_on, 'ended_because', '{because.value}')
        FROM ended e;"""


ON_THIS = "a.transfer_id IN (SELECT t.id FROM cases_transfer t WHERE t.consent_id = NEW.id)"
#: Reopening, lifting and merging anew shall give nobody access as a side effect (domain.md 12.2): so whatever takes an
#: advice away ends it, by whatever way and by whomever it is done. Some of them could not write the row themselves.
CONSEQUENCES = (
    Consequence(
        "faden_end_advice_with_case",
        "cases_case",
        "UPDATE OF closed_on, person_id",
        f"""
        IF OLD.closed_on IS NULL AND NEW.closed_on IS NOT NULL THEN
            {_end(EndedBecause.CLOSED, "a.case_id = NEW.id")}
        END IF;
        IF OLD.person_id <> NEW.person_id THEN
            {_end(EndedBecause.MERGED, "a.case_id = NEW.id AND a.transfer_id IS NOT NULL")}
        END IF;
        """,
    ),
    Consequence(
        "faden_end_advice_with_release",
        "consent_consent",
        "UPDATE OF withdrawn_on, person_id",
        f"""
        IF OLD.withdrawn_on IS NULL AND NEW.withdrawn_on IS NOT NULL THEN
            {_end(EndedBecause.WITHDRAWN, ON_THIS)}
        END IF;
        IF OLD.person_id <> NEW.person_id THEN
            {_end(EndedBecause.MERGED, ON_THIS)}
        END IF;
        """,
    ),
    Consequence(
        # In the system's name: whoever restricts reads her own entries, and is not told that the case was brought in.
        "faden_end_advice_with_restriction",
        "people_restriction",
        "INSERT",
        _end(
            EndedBecause.SHIELDED,
            "a.case_id IN (SELECT f.id FROM cases_case f WHERE f.person_id = NEW.person_id)",
            by="NULL",
        ),
    ),
)
