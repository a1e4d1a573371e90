"""What may be stored, done and passed on before and after a client has consented (PB 6.3)."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import NamedTuple
from uuid import UUID

from faden.domain.consent.enums import ConsentKind, Direction, Purpose, TransferKind
from faden.domain.consent.models import Consent, LegalBasis
from faden.domain.organisations.enums import OrganisationKind
from faden.domain.organisations.models import Organisation
from faden.domain.people.models import Person
from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from faden.kernel.access.rules import rule

# A Kurzintervention needs to know whom one talks to, in which language and where, and not to take one person for two.
BEFORE_CONSENT = frozenset(
    {"family_name", "given_names", "pseudonym", "birth_date", "language", "interpreter_needed", "municipality"}
)
REASON = "Vor der Einwilligung darf nur gespeichert werden, was eine Kurzintervention braucht."
LETS_OUT = (Direction.BOTH, Direction.TO_THEM)


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


def evaluation_allowed(consents: Iterable[Consent], on: date) -> bool:
    """Whether the switch „Auswertung“ is on that day; the database asks the same with ``rows.EVALUATED`` (ADR 34)."""
    return any(one.kind == ConsentKind.EVALUATION and one.is_valid_on(on) for one in consents)


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


def purpose_towards(organisation: Organisation) -> Purpose:
    """What an organisation is told something for: the residence authority never for anything but its own business."""
    if organisation.kind == OrganisationKind.RESIDENCE_AUTHORITY:
        return Purpose.RESIDENCE
    return Purpose.SUPPORT


def covers(consent: Consent, *, about: Collection[UUID] | None, purpose: Purpose) -> bool:
    """Whether a release lets the office tell its organisation something about these life domains, for this purpose.

    :param about: life domains; an empty list: the client as a whole; None: free text, whose author keeps to the release
    """
    if consent.kind != ConsentKind.RELEASE or consent.direction not in LETS_OUT or consent.purpose != purpose:
        return False
    if consent.life_domain_ids is None or about is None:
        return True
    return bool(about) and set(about) <= set(consent.life_domain_ids)


def covering(
    consents: Iterable[Consent],
    organisation: Organisation,
    *days: date,
    about: Collection[UUID] | None = (),
    purpose: Purpose | None = None,
) -> list[Consent]:
    """The releases on which an organisation may hear this on all these days; the one that holds longest comes first."""
    purpose = purpose or purpose_towards(organisation)
    fit = [
        one
        for one in consents
        if one.organisation_id == organisation.id
        and covers(one, about=about, purpose=purpose)
        and all(one.is_valid_on(day) for day in days)
    ]
    return sorted(fit, key=lambda one: (one.valid_until or date.max, one.given_on), reverse=True)


@rule
def may_carry(law: LegalBasis, kind: TransferKind, organisation: Organisation | None, on: date) -> str | None:
    """Whether a norm lets something leave by this way, to this organisation, that day."""
    if not law.is_valid_on(on):
        return f"„{law}“ gilt an diesem Tag nicht."
    if kind not in law.carries:
        return f"„{law}“ trägt diesen Weg nicht: {kind.label}."
    if organisation is None:
        return f"„{law}“ erlaubt nur die Weitergabe an eine Organisation." if law.receivers else None
    if law.receivers:
        fits = organisation.kind in law.receivers
        return None if fits else f"„{law}“ erlaubt die Weitergabe an „{organisation}“ nicht."
    if organisation.kind == OrganisationKind.RESIDENCE_AUTHORITY:
        return (
            f"An „{organisation}“ geht nur etwas, wenn es die Klientin oder der Klient erlaubt hat, oder wenn die "
            "Rechtsgrundlage diese Behörde nennt."
        )
    return None
