"""Who opens cases, and as what."""

from collections.abc import Sequence
from datetime import date

from faden.domain.cases.criteria import Advice
from faden.domain.cases.enums import Constellation
from faden.domain.consent.models import Consent
from faden.domain.consent.rules import data_processing_allowed
from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from faden.kernel.access.rules import rule


@rule
def may_open_case(actor: Actor) -> str | None:
    """Only counsellors."""
    if not actor.has(Role.CASE_MANAGER):
        return "Kontakte festhalten und Fälle eröffnen kann nur das Case Management."
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
