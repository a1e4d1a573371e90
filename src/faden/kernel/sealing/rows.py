"""Policies of tables with sealed contents: the operators' command sees them while nobody is signed in."""

from faden.kernel.database.rows import Policy

#: Never while somebody acts: a page cannot get there.
KEEPING = "(SELECT faden_actor()) IS NULL AND (SELECT current_setting('faden.keeping', true)) = 'on'"


def keeping(name: str) -> tuple[Policy, ...]:
    """Seal keys anew, and verify."""
    return (
        Policy(f"{name}_keep_read", "SELECT", using=KEEPING),
        Policy(f"{name}_keep_change", "UPDATE", using=KEEPING, check=KEEPING),
    )
