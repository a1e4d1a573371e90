"""Who reads the facts of cases without knowing whose they are."""

from faden.domain.cases.calculation import Circle
from faden.domain.cases.models import Case
from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from faden.kernel.access.rules import rule


@rule
def may_read_case_facts(actor: Actor) -> str | None:
    """Expert supervision: coordination for its region, lead for the site. The database asks again."""
    if actor.has(Role.COORDINATOR, Role.LEAD):
        return None
    return "Pseudonymisierte Falldaten lesen die Koordination für ihre Region und die KIM-Leitung."


@rule
def may_bring_in(actor: Actor, case: Case, circle: Circle) -> str | None:
    """Only the responsible case manager, only a running case, never somebody restricted."""
    if not circle.is_led_by(actor.id):
        return "In die Fallberatung bringt den Fall nur ein, wer ihn führt."
    if case.closed_on is not None:
        return "Der Fall ist abgeschlossen."
    if case.person.is_shielded:
        return "Für diese Person gilt ein Sperrvermerk. Der Fall kann nicht eingebracht werden."
    return None


@rule
def may_end_advice(actor: Actor, case: Case, circle: Circle) -> str | None:
    """Ending it before its time: who may bring in; with the case it has ended anyway."""
    if not circle.is_led_by(actor.id):
        return "Die Fallberatung beendet nur, wer den Fall führt."
    return None if case.closed_on is None else "Der Fall ist abgeschlossen."
