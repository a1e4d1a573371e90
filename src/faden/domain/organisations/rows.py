"""Which rows an actor sees."""

from faden.kernel.database.rows import Open

WHY = "institutions and functions, never persons"
# Nothing that a case or a decision may point to is ever deleted; it is ended.
KEPT = ("SELECT", "INSERT", "UPDATE")

ROWS = (
    Open("organisations_organisation", WHY, KEPT),
    Open("organisations_organisationlegalarea", WHY),
    Open("organisations_organisationmunicipality", WHY),
)
