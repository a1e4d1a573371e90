"""A draft is its owner's; the system removes what has expired without reading it."""

from faden.kernel.database.rows import Policy, Table, everything, roles

ROWS = (
    Table(
        "drafts_draft",
        (
            *everything("draft", "owner_id = (SELECT faden_actor())"),
            Policy("draft_purge", "DELETE", using=f"{roles('system')} AND expires_on <= (SELECT faden_today())"),
        ),
    ),
)
