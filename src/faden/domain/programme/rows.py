"""Which rows an actor sees."""

from faden.kernel.database.rows import Open

WHY = "published plans and goals"
# Nothing that a case or a decision may point to is ever deleted; it is ended.
KEPT = ("SELECT", "INSERT", "UPDATE")

ROWS = (
    Open("programme_milestone", WHY, KEPT),
    Open("programme_milestoneperiod", WHY),
    Open("programme_operativegoal", WHY, KEPT),
    Open("programme_goaltarget", WHY),
    Open("programme_sourcenote", WHY, KEPT),
)
