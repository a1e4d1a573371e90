"""Who announces, holds and erases, and when it is time."""

from collections.abc import Iterable
from datetime import date

from faden.domain.retention.calculation import LONGEST_HOLD
from faden.domain.retention.enums import ErasureAct, ErasureState
from faden.domain.retention.models import Erasure, LegalHold
from faden.domain.retention.transitions import ERASURE
from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from faden.kernel.access.rules import rule
from faden.lib import german

ACTS = {
    ErasureAct.OFFER: "dem Archiv angeboten werden",
    ErasureAct.ANSWER: "eine Antwort des Archivs erhalten",
    ErasureAct.CARRY_OUT: "ausgeführt werden",
    ErasureAct.STOP: "abgebrochen werden",
}


@rule
def may_erase(actor: Actor) -> str | None:
    """Announcing, offering and carrying out is the data protection officer's: no counsellor erases traces."""
    if actor.has(Role.DATA_PROTECTION):
        return None
    return "Löschungen führt die oder der Datenschutzbeauftragte."


@rule
def may_hold(actor: Actor, *, leads: bool) -> str | None:
    """Whoever is responsible for the case knows whether it is still needed; so may the data protection officer."""
    if leads or actor.has(Role.DATA_PROTECTION):
        return None
    return "Eine Löschsperre setzen nur die fallführende Person und die oder der Datenschutzbeauftragte."


@rule
def is_possible(erasure: Erasure, act: ErasureAct) -> str | None:
    """Whether the state lets it happen."""
    if ERASURE.may(ErasureState(erasure.state), act):
        return None
    return f"Die Löschung ist {erasure.get_state_display()}; sie kann jetzt nicht {ACTS[act]}."


@rule
def is_time(erasure: Erasure, holds: Iterable[LegalHold], *, closed_on: date | None, today: date) -> str | None:
    """Announced, waited, offered, not held, and the case has not been opened again."""
    if reason := is_possible(erasure, ErasureAct.CARRY_OUT):
        return reason
    if today < erasure.due_on:
        return f"Die Wartezeit läuft bis {german.day(erasure.due_on)}."
    if held := next((one for one in holds if is_in_force(one, today)), None):
        return f"Die Akte ist bis {german.day(held.until)} gesperrt: {held.reason}"
    if closed_on is None:
        return "Der Fall ist wieder eröffnet. Bitte die Löschung abbrechen."
    return None


@rule
def is_sensible_hold(reason: str, until: date, today: date) -> str | None:
    """A hold says why, and ends by itself."""
    if not reason.strip():
        return "Bitte schreiben, wofür die Akte noch gebraucht wird."
    if not today < until <= today + LONGEST_HOLD:
        return "Die Sperre endet in der Zukunft, spätestens in zwei Jahren. Danach kann sie neu gesetzt werden."
    return None


def is_in_force(hold: LegalHold, today: date) -> bool:
    """Whether the hold still holds."""
    return hold.lifted_on is None and today < hold.until
