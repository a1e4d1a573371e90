"""Everybody who works here reads the bodies' work; coordination, lead and assistance keep it."""

from faden.kernel.database.rows import Guard, Policy, Table, roles
from faden.kernel.identity.rows import SIGNED_IN

KEEPERS = roles("coordinator", "lead", "assistant", "system")

GUARDS = (
    Guard(
        # That a theme came out of casework, not out of which case: whether an operative goal is reached (PB-B).
        "faden_themes_from_casework()",
        "uuid[]",
        "SELECT array(SELECT DISTINCT r.theme_id FROM findings_gapreport r "
        "JOIN findings_gaporigin o ON o.gap_id = r.id "
        "WHERE r.theme_id IS NOT NULL)",
    ),
)


def _kept(name: str, *, counted: bool = False, also_changed_by: str = "") -> Table:
    return Table(
        f"steering_{name}",
        (
            Policy(f"{name}_read", "SELECT", using=SIGNED_IN),
            Policy(f"{name}_add", "INSERT", check=KEEPERS),
            Policy(f"{name}_change", "UPDATE", using=f"{KEEPERS}{also_changed_by}"),
            Policy(f"{name}_remove", "DELETE", using=KEEPERS),
        ),
        facts_reads=counted,
    )


ROWS = (
    *(_kept(name, counted=True) for name in ("body", "meeting", "agendaitem", "decision")),
    *(_kept(name) for name in ("seat", "attendance")),
    _kept("assignment", also_changed_by=" OR responsible_id = (SELECT faden_actor())"),
)
