"""Which rows an actor sees."""

from faden.kernel.database.rows import Open

WHY = "public geography"
# Nothing that a case or a decision may point to is ever deleted; it is ended.
KEPT = ("SELECT", "INSERT", "UPDATE")

ROWS = (
    Open("places_site", WHY, KEPT),
    Open("places_region", WHY, KEPT),
    Open("places_municipality", WHY, KEPT),
    Open("places_neighbourhood", WHY, KEPT),
)
