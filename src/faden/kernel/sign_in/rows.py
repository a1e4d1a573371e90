"""Second factors are their owner's; sessions are read before anybody is known, and sign nobody in."""

from faden.kernel.database.rows import Open, Policy, Table, roles
from faden.kernel.sealing.rows import keeping

MINE = "account_id = (SELECT faden_actor())"
#: Taking a lost device's factor away: PostgreSQL deletes only what it may show.
RESETS = f"{MINE} OR {roles('admin')}"


def _own(table: str, name: str, *more: Policy) -> Table:
    """Kept by the owner alone; the administration may take it away."""
    return Table(
        table,
        (
            Policy(f"{name}_read", "SELECT", using=RESETS),
            Policy(f"{name}_add", "INSERT", check=MINE),
            Policy(f"{name}_change", "UPDATE", using=MINE),
            Policy(f"{name}_remove", "DELETE", using=RESETS),
            *more,
        ),
    )


ROWS = (
    _own("sign_in_codeapp", "codeapp", *keeping("codeapp")),
    _own("sign_in_recoverycode", "recoverycode"),
    _own("sign_in_passkey", "passkey"),
    Open("sign_in_factorrule", "dated site data", commands=("SELECT", "INSERT", "UPDATE")),
    Open(
        "sign_in_session",
        "digests of keys, device and account of staff; read before anybody is signed in",
        guard_reads=False,
        facts_reads=False,
    ),
)
