"""Who answers what people ask about their own data, and what can be done with it now."""

from datetime import date

from faden.domain.cases.calculation import Circle
from faden.domain.cases.models import Case
from faden.domain.subject_requests.enums import (
    AccessAct,
    AccessState,
    Against,
    RightsAct,
    RightsKind,
    RightsState,
)
from faden.domain.subject_requests.models import RightsRequest, SubjectAccess
from faden.domain.subject_requests.transitions import ACCESS, RIGHTS, UNDECIDED
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


@rule
def may_take_up(actor: Actor, case: Case, circle: Circle) -> str | None:  # noqa: ARG001  asked like the others of a case
    """Somebody asks their counsellors: everybody who sees the file whole takes it up, also when the case is closed."""
    return None if circle.has(actor.id) else "Das Anliegen nimmt auf, wer den Fall begleitet."


@rule
def may_fulfil(actor: Actor, circle: Circle) -> str | None:
    """What is asked is done by whoever is responsible: nobody else may write into the file."""
    return None if circle.is_led_by(actor.id) else "Dem Anliegen entspricht die fallführende Person."


@rule
def may_decide(actor: Actor) -> str | None:
    """Nobody says no to an objection to their own work: that is for data protection, as with access."""
    if may_answer.allows(actor):
        return None
    return "Ablehnen und als bestritten vermerken kann nur der Datenschutz, bei einem Sperrvermerk, wer sie führt."


@rule
def is_open_to(request: RightsRequest, act: RightsAct) -> str | None:
    """Whether it can still be decided so.

    What rests on the client's own agreement ends when the client says so (Art. 7 (3) GDPR): nothing is to be weighed.
    """
    if not RIGHTS.may(RightsState(request.state), act):
        return f"Das Anliegen ist {request.get_state_display()}; das geht jetzt nicht mehr."
    if act is RightsAct.DISPUTE and request.kind != RightsKind.CORRECTION:
        return "Bestritten werden Angaben; ein Widerspruch wird entschieden."
    if act is not RightsAct.FULFIL and rests_on_consent(request):
        return "Auswertung und Entbindung beruhen auf einer Einwilligung: Der Widerspruch beendet sie ohne Abwägung."
    return None


@rule
def may_be_answered(request: RightsRequest) -> str | None:
    """The letter tells what is decided, so that comes first."""
    return None if request.decided_on is not None else "Beantwortet wird, was entschieden ist."


def rests_on_consent(request: RightsRequest) -> bool:
    """Whether what is objected to was allowed by the client."""
    return request.against == Against.EVALUATION or request.release_id is not None


@rule
def may_take_longer(request: RightsRequest, today: date) -> str | None:
    """Once, before the first month is over, as long as nothing is decided (Art. 12 (3) GDPR)."""
    if request.state not in UNDECIDED:
        return "Das Anliegen ist entschieden."
    if request.extended_on is not None:
        return "Die Frist ist schon verlängert; ein zweites Mal geht es nicht."
    return "Die Frist ist abgelaufen. Verlängern lässt sie sich nur vorher." if today > request.due_on else None
