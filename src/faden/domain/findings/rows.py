"""A gap is seen by its reporter and by those who bundle gaps; a theme by everybody who works here."""

from faden.domain.cases.rows import of_case
from faden.kernel.database.rows import Guard, Policy, Table, everything, roles
from faden.kernel.identity.rows import SIGNED_IN

BUNDLERS = roles("coordinator", "lead")
REPORTERS = roles("case_manager", "coordinator", "lead", "partner", "residence_officer")
OWN = "reporter_id = (SELECT faden_actor())"

GUARDS = (
    Guard(
        "faden_my_gaps()",
        "uuid[]",
        "SELECT array(SELECT id FROM findings_gapreport WHERE reporter_id = faden_actor())",
    ),
)
OF_OWN_GAP = f"(gap_id = ANY ((SELECT faden_my_gaps())::uuid[]) OR {BUNDLERS})"


def _theme_table(name: str) -> Table:
    return Table(
        f"findings_{name}",
        (
            Policy(f"{name}_read", "SELECT", using=SIGNED_IN),
            Policy(f"{name}_add", "INSERT", check=BUNDLERS),
            Policy(f"{name}_change", "UPDATE", using=BUNDLERS),
            Policy(f"{name}_remove", "DELETE", using=BUNDLERS),
        ),
        facts_reads=True,
    )


ROWS = (
    Table(
        "findings_gapreport",
        (
            Policy("gap_read", "SELECT", using=f"{OWN} OR {BUNDLERS}"),
            Policy("gap_add", "INSERT", check=f"{OWN} AND {REPORTERS}"),
            Policy("gap_change", "UPDATE", using=BUNDLERS),
        ),
        guard_reads=True,
        facts_reads=True,
    ),
    Table("findings_gapmunicipality", everything("gapmunicipality", OF_OWN_GAP), facts_reads=True),
    Table("findings_gaptargetgroup", everything("gaptargetgroup", OF_OWN_GAP)),
    Table("findings_gaporigin", of_case("gaporigin")[:2]),
    _theme_table("theme"),
    _theme_table("thememunicipality"),
    _theme_table("themestep"),
)
