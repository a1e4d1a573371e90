"""Templates are the office's; a letter is seen and written by the circle of its case."""

from faden.domain.cases.rows import of_case
from faden.kernel.database.rows import Policy, Table, roles

ROWS = (
    Table(
        "letters_lettertemplateversion",
        (
            Policy("lettertemplate_read", "SELECT", using="(SELECT faden_actor()) IS NOT NULL"),
            Policy(
                "lettertemplate_add",
                "INSERT",
                check=f"author_id = (SELECT faden_actor()) AND {roles('admin', 'coordinator', 'lead')}",
            ),
        ),
    ),
    Table("letters_letter", of_case("letter", removable=True)),
)
