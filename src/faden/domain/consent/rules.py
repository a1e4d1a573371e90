"""What may be stored and done before and after a client has consented (PB 6.3)."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple
from uuid import UUID

from faden.domain.consent.enums import ConsentKind
from faden.domain.consent.models import Consent
from faden.domain.people.models import Person
from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from faden.kernel.access.rules import rule

# A Kurzintervention needs to know whom one talks to, in which language and where, and not to take one person for two.
BEFORE_CONSENT = frozenset(
    {"family_name", "given_names", "pseudonym", "birth_date", "language", "interpreter_needed", "municipality"}
)
REASON = "Vor der Einwilligung darf nur gespeichert werden, was eine Kurzintervention braucht."


class Missing(NamedTuple):
    """A declaration that is not there yet: its kind and towards whom (None: towards the office itself)."""

    kind: ConsentKind
    organisation_id: UUID | None
    label: str


@rule
def may_record_consent(actor: Actor) -> str | None:
    """Only counsellors; for whom, row security decides."""
    if not actor.has(Role.CASE_MANAGER):
        return "Einwilligungen trägt nur das Case Management ein."
    return None


def data_processing_allowed(consents: Iterable[Consent], on: date) -> bool:
    """Whether the client has consented to data processing that day."""
    return any(one.kind == ConsentKind.DATA_PROCESSING and one.is_valid_on(on) for one in consents)


@rule
def may_work_beyond_short(consents: Sequence[Consent], on: date) -> str | None:
    """Assessment, goals, plan, referrals with a name: only with the consent to data processing."""
    if data_processing_allowed(consents, on):
        return None
    return f"Die Einwilligung in die Datenverarbeitung fehlt. {REASON}"


def fields_needing_consent(filled: Iterable[str]) -> tuple[str, ...]:
    """Of these fields of a person that have a value, those that wait for the consent."""
    stored = {field.name for field in Person._meta.fields}
    return tuple(sorted(name for name in filled if name in stored and name not in BEFORE_CONSENT))
