"""A link is seen by the administration, by the account it is for, and by whoever comes with its secret."""

from faden.kernel.database.rows import Policy, Table, roles

ADMINISTRATION = roles("admin", "system")
MINE = "account_id = (SELECT faden_actor())"

ROWS = (
    Table(
        "entrance_entrylink",
        (
            Policy("entrylink_read", "SELECT", using=f"{MINE} OR {ADMINISTRATION}"),
            Policy("entrylink_ask", "SELECT", using="digest = (SELECT current_setting('faden.entry', true))"),
            Policy("entrylink_add", "INSERT", check=ADMINISTRATION),
            Policy("entrylink_change", "UPDATE", using=f"{MINE} OR {ADMINISTRATION}"),
        ),
    ),
)
