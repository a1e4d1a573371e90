"""Who answers a request for access, and what can be done with it now."""

from datetime import date

from faden.domain.subject_requests.enums import AccessAct, AccessState
from faden.domain.subject_requests.models import SubjectAccess
from faden.domain.subject_requests.transitions import ACCESS
from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from faden.kernel.access.rules import rule

ACTS = {
    AccessAct.COLLECT: "zusammengestellt werden",
    AccessAct.REVIEW: "als geprüft abgeschlossen werden",
    AccessAct.DELIVER: "erteilt werden",
    AccessAct.REFUSE: "abgelehnt werden",
}


@rule
def may_answer(actor: Actor) -> str | None:
    """Data protection answers; for a restricted person only those who keep the Sperrvermerke (ADR 27).

    Which of the two sees a request is decided by the rows.
    """
    if actor.has(Role.DATA_PROTECTION, Role.SHIELD_KEEPER):
        return None
    return "Auskünfte bearbeitet der Datenschutz, bei einem Sperrvermerk, wer die Sperrvermerke führt."


@rule
def is_possible(request: SubjectAccess, act: AccessAct) -> str | None:
    """Whether the state lets it happen, and who asks is known to be them."""
    if not ACCESS.may(AccessState(request.state), act):
        return f"Das Ersuchen ist {request.get_state_display()}; es kann jetzt nicht {ACTS[act]}."
    if act is AccessAct.COLLECT and not request.identity:
        return "Bitte zuerst festhalten, wie die Identität geprüft wurde."
    return None


@rule
def may_be_extended(request: SubjectAccess, today: date) -> str | None:
    """Once, and within the first month (Art. 12 (3) GDPR)."""
    if ACCESS.may(AccessState(request.state), AccessAct.REFUSE) is False:
        return "Das Ersuchen ist beantwortet."
    if request.extended_on is not None:
        return "Die Frist ist schon verlängert; ein zweites Mal geht es nicht."
    if today > request.due_on:
        return "Die Frist ist abgelaufen. Verlängern lässt sie sich nur vorher."
    return None
