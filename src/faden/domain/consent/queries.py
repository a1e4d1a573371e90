"""Read declarations, and what is missing."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from uuid import UUID

from django.db.models import F, Q

from faden.domain.catalogues.models import LifeDomain
from faden.domain.consent.enums import ConsentKind, Purpose, TransferKind
from faden.domain.consent.models import Consent, LegalBasis
from faden.domain.consent.rules import (
    LETS_OUT,
    Missing,
    covering,
    data_processing_allowed,
    may_work_beyond_short,
    purpose_towards,
)
from faden.domain.organisations.models import Organisation
from faden.domain.people.models import Person
from faden.kernel.access.errors import Invalid, NotVisible
from faden.lib import german


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
            valid_from__lte=on,
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


def releases_of(person_id: UUID, *, on: date) -> list[Consent]:
    """The releases from confidentiality that hold on that day, with their organisations."""
    given = Consent.objects.filter(person_id=person_id, kind=ConsentKind.RELEASE).select_related("organisation")
    return [consent for consent in given.order_by("organisation__name", "id") if consent.is_valid_on(on)]


def basis_for(
    person_id: UUID,
    organisation: Organisation,
    *,
    on: date,
    about: Collection[UUID] | None = (),
    purpose: Purpose | None = None,
    field: str = "basis",
) -> Consent:
    """The release on which something about a person may go to an organisation; of several, the one that holds longest.

    :param about: the life domains, as ``rules.covers`` takes them; by default the client as a whole
    :param purpose: what for; by default what this organisation is told things for
    :raises Invalid: there is none; says what is missing and what to do
    """
    releases = releases_of(person_id, on=on)
    fit = covering(releases, organisation, on, about=about, purpose=purpose)
    if not fit:
        wanted = purpose or purpose_towards(organisation)
        raise Invalid({field: why_not(releases, organisation, about=about, purpose=wanted)})
    return fit[0]


def why_not(
    releases: Iterable[Consent], organisation: Organisation, *, about: Collection[UUID] | None, purpose: Purpose
) -> str:
    """What is missing so that an organisation may hear this, and what to do."""
    towards = [one for one in releases if one.organisation_id == organisation.id]
    print_it = "Drucken Sie unter „Freigaben“ das Formular und lassen Sie es unterschreiben."
    if not towards:
        return f"Es fehlt eine gültige Schweigepflichtentbindung gegenüber „{organisation}“. {print_it}"
    theirs = f"Die Schweigepflichtentbindung gegenüber „{organisation}“"
    outward = [one for one in towards if one.direction in LETS_OUT]
    if not outward:
        return f"{theirs} erlaubt nur, dass diese Stelle uns etwas sagt. {print_it}"
    if not any(one.purpose == purpose for one in outward):
        return f"{theirs} gilt nicht für diesen Zweck: {purpose.label}. {print_it}"
    return f"{theirs} umfasst nicht alle Themen, um die es geht: {_not_covered(outward, about or ())}. {print_it}"


def _not_covered(releases: Iterable[Consent], about: Collection[UUID]) -> str:
    allowed = {one for release in releases for one in release.life_domain_ids or ()}
    beyond = LifeDomain.objects.filter(id__in=set(about) - allowed)
    return german.join([str(one) for one in beyond]) or "den Fall als Ganzes"


def laws_on(day: date, *, carrying: TransferKind | None = None) -> list[LegalBasis]:
    """The norms in force that day that something may rest on instead of a release.

    :param carrying: only those meant for this way
    """
    found = LegalBasis.objects.filter(Q(valid_until__isnull=True) | Q(valid_until__gt=day), valid_from__lte=day)
    return list(found.filter(carries__contains=[carrying]) if carrying else found)


def all_laws() -> list[LegalBasis]:
    """Every norm that the site names, those that no longer or not yet apply too, by name and date."""
    return list(LegalBasis.objects.order_by("title", "valid_from", "key"))
