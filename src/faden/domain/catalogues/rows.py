"""Which rows an actor sees."""

from faden.kernel.database.rows import Open

WHY = "words of the trade, the same for everybody"
# Nothing that a case or a decision may point to is ever deleted; it is ended.
KEPT = ("SELECT", "INSERT", "UPDATE")

ROWS = (
    Open("catalogues_legalarea", WHY, KEPT),
    Open("catalogues_residencekind", WHY, KEPT),
    Open("catalogues_lifedomain", WHY, KEPT),
    Open("catalogues_targetgroup", WHY, KEPT),
    Open("catalogues_targetgrouprule", WHY, KEPT),
    Open("catalogues_barrier", WHY, KEPT),
)
