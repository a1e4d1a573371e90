"""Read declarations, and what is missing."""

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from django.db.models import F, Q

from faden.domain.consent.enums import ConsentKind
from faden.domain.consent.models import Consent
from faden.domain.consent.rules import Missing, data_processing_allowed, may_work_beyond_short
from faden.domain.organisations.models import Organisation
from faden.domain.people.models import Person
from faden.kernel.access.errors import NotVisible


def consents_of(person: Person) -> list[Consent]:
    """All declarations of a person, the newest first, withdrawn ones too."""
    return list(
        Consent.objects.filter(person=person)
        .select_related("organisation", "recorded_by")
        .order_by(F("given_on").desc(), "-id")
    )


def valid_consents(person: Person, on: date) -> list[Consent]:
    """The declarations one may rely on that day."""
    return list(
        Consent.objects.filter(
            Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gt=on),
            Q(valid_until__isnull=True) | Q(valid_until__gte=on),
            person=person,
            given_on__lte=on,
        )
        .select_related("organisation")
        .order_by("kind", "given_on", "id")
    )


def consent_or_404(consent_id: UUID, person: Person) -> Consent:
    """One declaration of this person."""
    found = Consent.objects.select_related("organisation").filter(id=consent_id, person=person).first()
    if found is None:
        raise NotVisible
    return found


def missing_before_help(
    valid: Sequence[Consent], organisations: Iterable[Organisation] = (), *, on: date
) -> tuple[Missing, ...]:
    """What still has to be signed before help starts (PB 6.3).

    :param valid: the declarations of the person
    :param organisations: those with whom the client's matter is to be talked over
    """
    found = []
    if not data_processing_allowed(valid, on):
        kind = ConsentKind.DATA_PROCESSING
        found.append(Missing(kind, None, str(kind.label)))
    released = {one.organisation_id for one in valid if one.kind == ConsentKind.RELEASE and one.is_valid_on(on)}
    found += [
        Missing(ConsentKind.RELEASE, one.id, f"{ConsentKind.RELEASE.label} gegenüber {one.name}")
        for one in organisations
        if one.id not in released
    ]
    return tuple(found)


def check_consent(person: Person, on: date) -> None:
    """Do nothing when the person has consented to data processing.

    :raises Refused: the consent is missing; only a Kurzintervention is possible
    """
    may_work_beyond_short.check(valid_consents(person, on), on)
