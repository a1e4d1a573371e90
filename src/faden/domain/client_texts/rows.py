"""Reviews of translations: read by everybody who is signed in, written by those who may review, as themselves."""

from faden.kernel.database.rows import Policy, Table, roles

ROWS = (
    Table(
        "client_texts_textreview",
        (
            Policy("textreview_read", "SELECT", using="(SELECT faden_actor()) IS NOT NULL"),
            Policy(
                "textreview_add",
                "INSERT",
                check=f"reviewed_by_id = (SELECT faden_actor()) AND {roles('admin', 'lead')}",
            ),
        ),
    ),
)
