"""Second factors are their owner's; sessions are read before anybody is known, and sign nobody in."""

from faden.kernel.database.rows import Open, Policy, Table, roles
from faden.kernel.sealing.rows import keeping

MINE = "account_id = (SELECT faden_actor())"
#: The house's own sign-in answers before anybody is known: the system itself looks up and links.
BY_SYSTEM = roles("system")
SEES = f"{MINE} OR {roles('admin', 'system')}"
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
    Table(
        "sign_in_externalidentity",
        (
            Policy("externalidentity_read", "SELECT", using=SEES),
            Policy("externalidentity_add", "INSERT", check=BY_SYSTEM),
            Policy("externalidentity_change", "UPDATE", using=BY_SYSTEM),
        ),
    ),
    Table(
        "sign_in_mappedrole",
        (
            Policy("mappedrole_read", "SELECT", using=SEES),
            Policy("mappedrole_add", "INSERT", check=BY_SYSTEM),
        ),
    ),
    Open("sign_in_identityprovider", "site data without secrets", commands=("SELECT", "INSERT", "UPDATE")),
    Open("sign_in_factorrule", "dated site data", commands=("SELECT", "INSERT", "UPDATE")),
    Open(
        "sign_in_session",
        "digests of keys, device and account of staff; read before anybody is signed in",
        guard_reads=False,
        facts_reads=False,
    ),
)
