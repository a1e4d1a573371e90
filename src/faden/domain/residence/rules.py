"""Who may send, answer and take back a request, and whether now."""

from datetime import date

from faden.domain.cases.calculation import Circle
from faden.domain.cases.models import Case
from faden.domain.residence.enums import RequestAct, RequestState
from faden.domain.residence.models import ResidenceRequest
from faden.domain.residence.transitions import OFFICE_ACTS, REQUEST
from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from faden.kernel.access.rules import rule


@rule
def may_move(request: ResidenceRequest, act: RequestAct) -> str | None:
    """Whether it stands where this can follow."""
    state = RequestState(request.state)
    if REQUEST.may(state, act):
        return None
    if act == RequestAct.WITHDRAW and state in (RequestState.READ, RequestState.QUERIED):
        return "Die Behörde hat die Anfrage schon gelesen. Zurückziehen lässt sie sich nicht mehr."
    return f"Die Anfrage ist „{state.label}“; „{act.label}“ passt dazu nicht."


@rule
def may_lead_request(actor: Actor, case: Case, circle: Circle) -> str | None:  # noqa: ARG001 - the circle's rules are alike
    """Taking back, replying, closing: the responsible case manager, in a closed case too."""
    if circle.is_led_by(actor.id):
        return None
    return "Nur die fallführende Person führt eine Anfrage an eine Behörde weiter."


@rule
def may_still_be_told(request: ResidenceRequest, act: RequestAct, *, is_closed: bool) -> str | None:
    """Further words go to an authority only while it sees the request at all.

    :param is_closed: ``queries.is_closed_to_office``
    """
    if act == RequestAct.REPLY and is_closed:
        return f"„{request.office}“ sieht diese Anfrage nicht mehr; Ihre Antwort käme nicht an."
    return None


@rule
def may_answer_request(actor: Actor, request: ResidenceRequest, act: RequestAct, on: date) -> str | None:
    """Reading and answering: those who work for the authority it was sent to."""
    if request.office_id not in actor.scope_ids(Role.RESIDENCE_OFFICER, "organisation"):
        return "Antworten kann nur die Behörde, an die die Anfrage ging."
    if act not in OFFICE_ACTS:
        return "Das entscheidet die anfragende Stelle."
    if not request.is_open_on(on):
        return "Die Anfrage ist abgelaufen."
    return may_move(request, act)
