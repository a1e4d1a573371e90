"""Who may do what in a case, and whether now.

That somebody sees the case at all is decided by the row policies (``rows.py``); ``may_read`` says the same in Python,
and a property test holds both together. Every other rule assumes nothing and asks the circle again.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date
from uuid import UUID

from faden.domain.cases.calculation import Advice, Circle
from faden.domain.cases.enums import (
    CircleFunction,
    Constellation,
    MeasureAct,
    MeasureState,
    Phase,
    StayAct,
    StayState,
    Visibility,
)
from faden.domain.cases.models import Case, CircleMember, ContactNote, Handover, Measure
from faden.domain.cases.transitions import MEASURE, PHASE, STAY
from faden.domain.consent.enums import Purpose
from faden.domain.consent.models import Consent
from faden.domain.consent.rules import covers, data_processing_allowed
from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from faden.kernel.access.rules import Rule, rule

#: Clients agree to helpers who counsel. Coordination, lead and the residence authorities stay outside the file
#: (domain.md 2): what they need is handed to them as a package or without names.
HELPING_ROLES = frozenset({Role.CASE_MANAGER, Role.PARTNER})
OUTSIDE = "Sie gehören nicht zum Kreis dieses Falls."
CLOSED = "Der Fall ist abgeschlossen. Zum Weiterarbeiten muss er wiedereröffnet werden."

CaseRule = Rule[[Actor, Case, Circle]]


def state_of(case: Case) -> StayState:
    """Whether the case is being worked on."""
    return StayState.OPEN if case.is_open else StayState.CLOSED


@rule
def may_list_cases(actor: Actor) -> str | None:
    """A list of one's own cases: those who counsel or help in counselling."""
    return None if actor.has(*HELPING_ROLES) else "Fälle sieht nur, wer darin berät."


@rule
def may_read(actor: Actor, circle: Circle) -> str | None:
    """Reading the whole file: whoever is in its circle that day and not only with a part of it."""
    return None if circle.has(actor.id) else OUTSIDE


@rule
def may_work_on(actor: Actor, case: Case, circle: Circle) -> str | None:
    """Contacts, assessments, goals, measures, barriers: the whole circle, while the case is open."""
    if not circle.has(actor.id):
        return OUTSIDE
    return None if case.is_open else CLOSED


def _only_responsible(act: str) -> Callable[[Actor, Case, Circle], str | None]:
    """What binds the client or lets others in is decided by one person."""

    def reason(actor: Actor, case: Case, circle: Circle) -> str | None:
        if not circle.has(actor.id):
            return OUTSIDE
        if not circle.is_led_by(actor.id):
            return f"Nur die fallführende Person darf {act}."
        return None if case.is_open else CLOSED

    return reason


may_change_constellation: CaseRule = rule(_only_responsible("die Handlungskonstellation ändern"))
may_enter_phase: CaseRule = rule(_only_responsible("die Phase ändern"))
may_change_circle: CaseRule = rule(_only_responsible("andere in den Kreis holen oder daraus entlassen"))
may_name_household: CaseRule = rule(_only_responsible("den Haushalt des Falls bestimmen"))
may_refer: CaseRule = rule(_only_responsible("an Organisationen verweisen"))


@rule
def may_hand_over(actor: Actor, case: Case, circle: Circle) -> str | None:
    """Proposing somebody else: the responsible case manager; a closed case too, or nobody could reopen it."""
    if not circle.has(actor.id):
        return OUTSIDE
    del case
    return None if circle.is_led_by(actor.id) else "Nur die fallführende Person darf den Fall übergeben."


@rule
def may_propose_for_others(actor: Actor) -> str | None:
    """When somebody is away or leaves, coordination and lead propose for them, without seeing the file."""
    if actor.has(Role.COORDINATOR, Role.LEAD):
        return None
    return "Übergaben für andere schlagen Koordination und KIM-Leitung vor."


@rule
def may_answer_handover(actor: Actor, handover: Handover) -> str | None:
    """Only the one who shall take over, only once."""
    if handover.successor_id != actor.id:
        return "Annehmen oder ablehnen kann nur, wer den Fall übernehmen soll."
    return None if handover.is_open else "Die Übergabe ist schon beantwortet."


@rule
def may_accept_handover(actor: Actor, handover: Handover, today: date) -> str | None:
    """Accepting makes responsible from that moment on, so it waits for the agreed day."""
    if refusal := may_answer_handover(actor, handover):
        return refusal
    if handover.earliest_on > today:
        return f"Die Übergabe ist erst ab dem {handover.earliest_on:%d.%m.%Y} vereinbart."
    return None if actor.has(Role.CASE_MANAGER) else "Einen Fall übernehmen kann nur das Case Management."


@rule
def may_withdraw_handover(actor: Actor, handover: Handover) -> str | None:
    """Who proposed it, and the present case manager, as long as nobody has answered."""
    if actor.id not in (handover.proposed_by_id, handover.former_id):
        return "Zurückziehen kann, wer die Übergabe vorgeschlagen hat."
    return None if handover.is_open else "Die Übergabe ist schon beantwortet."


@rule
def may_end_help(actor: Actor, member: CircleMember, circle: Circle) -> str | None:
    """Ending an access: the responsible case manager, or the helper who withdraws; in a closed case too."""
    if not circle.takes_part(actor.id):
        return OUTSIDE
    if member.function == CircleFunction.RESPONSIBLE:
        return "Die Fallführung endet nur durch eine Übergabe."
    if circle.is_led_by(actor.id) or member.account_id == actor.id:
        return None
    return "Nur die fallführende Person darf andere aus dem Kreis entlassen."


@rule
def may_close(actor: Actor, case: Case, circle: Circle) -> str | None:
    """Closing: only the responsible case manager, only while a stay is running."""
    if not circle.has(actor.id):
        return OUTSIDE
    if not circle.is_led_by(actor.id):
        return "Nur die fallführende Person darf den Fall abschließen."
    return None if STAY.may(state_of(case), StayAct.CLOSE) else "Der Fall ist bereits abgeschlossen."


@rule
def may_reopen(actor: Actor, case: Case, circle: Circle) -> str | None:
    """Reopening: only the responsible case manager, only after a closing; at any time (WAF)."""
    if not circle.has(actor.id):
        return OUTSIDE
    if not circle.is_led_by(actor.id):
        return "Nur die fallführende Person darf den Fall wiedereröffnen."
    return None if STAY.may(state_of(case), StayAct.REOPEN) else "Der Fall ist offen."


@rule
def may_read_note(actor: Actor, note: ContactNote, circle: Circle) -> str | None:
    """Reading a note: as its author has chosen, within the circle; the row policy says the same.

    Those inside counsel for the KIM; helpers of partner organisations hold another role (domain.md 3).
    """
    if not circle.has(actor.id):
        return OUTSIDE
    if note.author_id == actor.id or note.visibility == Visibility.CIRCLE:
        return None
    if note.visibility == Visibility.INSIDE and actor.has(Role.CASE_MANAGER):
        return None
    return "Wer die Notiz geschrieben hat, zeigt sie nicht allen im Kreis."


@rule
def may_correct_note(actor: Actor, note: ContactNote) -> str | None:
    """Correcting a note: its author, in a closed case too.

    A correction mends the record (Art. 16 DSGVO) and keeps the former text; it adds nothing new to a closed case.
    """
    return None if note.author_id == actor.id else "Nur wer die Notiz geschrieben hat, darf sie berichtigen."


@rule
def may_remove_document(actor: Actor, author_id: UUID, circle: Circle) -> str | None:
    """Taking a document out, or back in: who filed it, or who is responsible; in a closed case too.

    What was filed in the wrong case must not stay there because the case is closed.
    """
    if not circle.has(actor.id):
        return OUTSIDE
    if author_id == actor.id or circle.is_led_by(actor.id):
        return None
    return "Nur wer die Datei abgelegt hat oder den Fall führt, darf sie löschen oder zurückholen."


@rule
def may_move_measure(measure: Measure, act: MeasureAct) -> str | None:
    """Whether a step of the plan can go on like this from where it stands."""
    state = MeasureState(measure.state)
    if MEASURE.may(state, act):
        return None
    return f"Der Schritt ist „{state.label}“; „{act.label}“ passt dazu nicht."


@rule
def may_follow(before: Phase, after: Phase) -> str | None:
    """Whether one phase can follow the other."""
    if PHASE.may(before, after):
        return None
    return f"Auf „{before.label}“ kann „{after.label}“ nicht unmittelbar folgen."


@rule
def may_be_invited(helper: Actor) -> str | None:
    """Into a circle come only those who counsel."""
    if helper.has(*HELPING_ROLES):
        return None
    return "In den Kreis eines Falls können nur Fachkräfte aus der Beratung geholt werden."


@rule
def may_use_emergency(actor: Actor) -> str | None:
    """Opening a file in an emergency: counsellors of the own house."""
    return None if actor.has(Role.CASE_MANAGER) else "Im Notfall öffnet nur das Case Management eine Akte."


@rule
def may_check_emergency(actor: Actor, *, is_checked: bool) -> str | None:
    """Looking at it afterwards: data protection, once."""
    if not actor.has(Role.DATA_PROTECTION):
        return "Notfallzugriffe prüft die oder der Datenschutzbeauftragte."
    return "Dieser Zugriff ist schon geprüft." if is_checked else None


def release_for(
    helper: Actor, consents: Iterable[Consent], on: date, about: Collection[UUID] | None = None
) -> Consent | None:
    """The release on which this helper's organisation may learn this; of several, the one that holds longest.

    :param about: life domains, as ``consent.rules.covers`` takes them: an empty list is the whole file
    """
    theirs = helper.scope_ids(Role.PARTNER, "organisation")
    fitting = [
        one
        for one in consents
        if one.organisation_id in theirs and one.is_valid_on(on) and covers(one, about=about, purpose=Purpose.SUPPORT)
    ]
    return max(fitting, key=lambda one: (one.valid_until or date.max, one.given_on), default=None)


@rule
def is_released_to(helper: Actor, consents: Sequence[Consent], on: date, about: Collection[UUID] | None) -> str | None:
    """Anybody but the own house needs the client's release towards their organisation (§ 203 StGB)."""
    if helper.has(Role.CASE_MANAGER) or release_for(helper, consents, on, about) is not None:
        return None
    if release_for(helper, consents, on) is not None:
        return (
            "Die Schweigepflichtentbindung gegenüber der Organisation dieser Person reicht nicht so weit. "
            "Bitte weniger teilen, oder eine weitere Entbindung eintragen."
        )
    return (
        "Gegenüber der Organisation dieser Person liegt keine gültige Schweigepflichtentbindung vor. "
        "Bitte zuerst die Entbindung eintragen."
    )


@rule
def may_open_case(actor: Actor) -> str | None:
    """Only counsellors."""
    if not actor.has(Role.CASE_MANAGER):
        return "Kontakte festhalten und Fälle eröffnen kann nur das Case Management."
    return None


@rule
def is_not_of_emergency(*, in_emergency_only: bool) -> str | None:
    """Three hours do not become a case of one's own."""
    if in_emergency_only:
        return (
            "Diese Person oder ihren Haushalt sehen Sie nur durch einen Notfallzugriff. Damit lässt sich kein eigener "
            "Fall eröffnen. Bitte sprechen Sie mit der Fallführung."
        )
    return None


@rule
def constellation_is_open(wanted: Constellation, consents: Sequence[Consent], on: date) -> str | None:
    """Anything longer than a Kurzintervention waits for the consent to data processing (PB 6.3)."""
    if wanted == Constellation.SHORT or data_processing_allowed(consents, on):
        return None
    return (
        f"{wanted.label} braucht die Einwilligung in die Datenverarbeitung. Tragen Sie die Einwilligung ein, "
        "oder eröffnen Sie den Fall zunächst als Kurzintervention."
    )


@rule
def decision_is_explained(advice: Advice, decided: Constellation, reason: str) -> str | None:
    """Deviating from the recommendation is the professional's right; why, is written down."""
    if advice.recommendation == decided.value or reason.strip():
        return None
    return f"Empfohlen ist {advice.recommendation.label}. Bitte begründen Sie die andere Entscheidung."
