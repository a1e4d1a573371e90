"""A gap is seen by its reporter and by those who bundle gaps; a theme by everybody who works here."""

from faden.domain.cases.rows import of_case
from faden.kernel.database.rows import Guard, Policy, Table, roles
from faden.kernel.identity.rows import SIGNED_IN

BUNDLERS = roles("coordinator", "lead")
MOVERS = roles("coordinator", "lead", "assistant")
REPORTERS = roles("case_manager", "coordinator", "lead", "partner", "residence_officer")
OWN = "reporter_id = (SELECT faden_actor())"

# Whoever sees the case a report came from sees the report: after a hand-over the thread does not break.
GAPS_OF_MY_CASES = "SELECT gap_id FROM findings_gaporigin WHERE case_id = ANY (faden_my_cases())"

GUARDS = (
    Guard(
        "faden_my_gaps()",
        "uuid[]",
        "SELECT array(SELECT id FROM findings_gapreport WHERE reporter_id = faden_actor() UNION "
        + GAPS_OF_MY_CASES
        + ")",
    ),
    Guard(
        "faden_gap_number_is_free(wanted text)",
        "boolean",
        "SELECT NOT EXISTS (SELECT FROM findings_gapreport WHERE number = wanted)",
    ),
    Guard(
        # Counts only, one dimension at a time: readers of a theme do not see the reports behind it.
        "faden_theme_evidence(wanted uuid)",
        "jsonb",
        "SELECT jsonb_build_object("
        "'gaps', (SELECT count(*) FROM findings_gapreport WHERE theme_id = wanted), "
        "'reporters', (SELECT count(DISTINCT reporter_id) FROM findings_gapreport WHERE theme_id = wanted), "
        "'first', (SELECT min(reported_on) FROM findings_gapreport WHERE theme_id = wanted), "
        "'last', (SELECT max(reported_on) FROM findings_gapreport WHERE theme_id = wanted), "
        "'kinds', (SELECT coalesce(jsonb_object_agg(kind, n), '{}') FROM (SELECT kind, count(*) AS n "
        "FROM findings_gapreport WHERE theme_id = wanted GROUP BY kind) k), "
        "'municipalities', (SELECT coalesce(jsonb_object_agg(municipality_id, n), '{}') FROM (SELECT municipality_id, "
        "count(*) AS n FROM findings_gapmunicipality m JOIN findings_gapreport g ON g.id = m.gap_id "
        "WHERE g.theme_id = wanted GROUP BY municipality_id) p))",
    ),
)
OF_OWN_GAP = f"(gap_id = ANY ((SELECT faden_my_gaps())::uuid[]) OR {BUNDLERS})"


def _gap_table(name: str, *, facts_reads: bool = True, guard_reads: bool = False) -> Table:
    """What hangs on a report is written with it, or by those who bundle; nothing of it changes afterwards."""
    return Table(
        f"findings_{name}",
        (
            Policy(f"{name}_read", "SELECT", using=OF_OWN_GAP),
            Policy(f"{name}_add", "INSERT", check=OF_OWN_GAP),
        ),
        facts_reads=facts_reads,
        guard_reads=guard_reads,
    )


def _theme_table(name: str, keepers: str = BUNDLERS, *, kept: bool = False, facts_reads: bool = True) -> Table:
    """Everybody who works here reads it.

    :param kept: rows are history: added, never changed
    """
    policies = (
        Policy(f"{name}_read", "SELECT", using=SIGNED_IN),
        Policy(f"{name}_add", "INSERT", check=keepers),
        Policy(f"{name}_change", "UPDATE", using=keepers),
        Policy(f"{name}_remove", "DELETE", using=keepers),
    )
    return Table(f"findings_{name}", policies[:2] if kept else policies, facts_reads=facts_reads)


ROWS = (
    Table(
        "findings_gapreport",
        (
            Policy("gap_read", "SELECT", using=f"id = ANY ((SELECT faden_my_gaps())::uuid[]) OR {BUNDLERS}"),
            Policy("gap_add", "INSERT", check=f"{OWN} AND {REPORTERS}"),
            Policy("gap_change", "UPDATE", using=BUNDLERS),
        ),
        guard_reads=True,
        facts_reads=True,
    ),
    _gap_table("gapmunicipality", guard_reads=True),
    _gap_table("gaptargetgroup", facts_reads=False),
    _gap_table("gapstep", facts_reads=False),
    Table("findings_gaporigin", of_case("gaporigin")[:2], guard_reads=True),
    # The assistant who writes the minutes notes the decision, which moves the theme.
    Table(
        "findings_theme",
        (
            Policy("theme_read", "SELECT", using=SIGNED_IN),
            Policy("theme_add", "INSERT", check=BUNDLERS),
            Policy("theme_change", "UPDATE", using=MOVERS),
        ),
        facts_reads=True,
    ),
    _theme_table("thememunicipality"),
    _theme_table("themestep", MOVERS, kept=True),
    _theme_table("themefeedback", kept=True, facts_reads=False),
    _theme_table("indicatorvalue", facts_reads=False),
)
