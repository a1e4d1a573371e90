"""A list is its owner's; the team it is shared with opens it and changes nothing."""

from faden.kernel.database.rows import Policy, Table

MINE = "owner_id = (SELECT faden_actor())"
# faden_my_teams stands with the posts (staffing/rows.py): a team is who works in one region or for one employer.
TEAMS = "team = ANY ((SELECT faden_my_teams())::uuid[])"
KEPT = f"{MINE} AND (team IS NULL OR {TEAMS})"

ROWS = (
    Table(
        "saved_lists_savedlist",
        (
            Policy("savedlist_read", "SELECT", using=f"{MINE} OR {TEAMS}"),
            Policy("savedlist_add", "INSERT", check=KEPT),
            Policy("savedlist_change", "UPDATE", using=MINE, check=KEPT),
            Policy("savedlist_remove", "DELETE", using=MINE),
        ),
    ),
)
