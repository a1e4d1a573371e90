"""Everybody who works here reads the bodies' work; coordination, lead and assistance keep it."""

from faden.kernel.database.rows import Policy, Table, roles
from faden.kernel.identity.rows import SIGNED_IN

KEEPERS = roles("coordinator", "lead", "assistant", "system")


def _kept(name: str, *, counted: bool = False) -> Table:
    return Table(
        f"steering_{name}",
        (
            Policy(f"{name}_read", "SELECT", using=SIGNED_IN),
            Policy(f"{name}_add", "INSERT", check=KEEPERS),
            Policy(f"{name}_change", "UPDATE", using=KEEPERS),
            Policy(f"{name}_remove", "DELETE", using=KEEPERS),
        ),
        facts_reads=counted,
    )


ROWS = (
    *(_kept(name, counted=True) for name in ("body", "meeting", "decision")),
    *(_kept(name) for name in ("seat", "agendaitem", "attendance", "assignment")),
)
