"""Marks are their owner's alone."""

from faden.kernel.database.rows import Policy, Table

MINE = "owner_id = (SELECT faden_actor())"

ROWS = (
    Table(
        "seen_seenmark",
        (
            Policy("seenmark_read", "SELECT", using=MINE),
            Policy("seenmark_add", "INSERT", check=MINE),
            Policy("seenmark_remove", "DELETE", using=MINE),
        ),
    ),
)
