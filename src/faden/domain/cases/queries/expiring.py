"""What runs out soon in one's own cases: residence titles, consents and releases."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from faden.domain.cases.models import Case
from faden.domain.consent.models import Consent
from faden.domain.people.models import ResidenceTitle
from faden.kernel.access.actor import Actor

#: An appointment at the authority takes weeks: titles are told earlier than signatures.
TITLES_AHEAD, CONSENTS_AHEAD = timedelta(days=90), timedelta(days=30)
#: What has run out stays on the list for so long.
BACK = timedelta(days=60)


@dataclass(frozen=True)
class Expiring:
    """Something of a case that ends on a day (the last one on which it counts)."""

    case: Case
    what: str
    last_day: date


def titles_expiring(actor: Actor, today: date, limit: int) -> list[Expiring]:
    """Residence titles in force of the people the actor is responsible for, the first to end first."""
    titles = ResidenceTitle.objects.filter(
        Q(until__isnull=True) | Q(until__gt=today),
        Exists(Case.objects.filter(person_id=OuterRef("person_id"), manager_id=actor.id, closed_on__isnull=True)),
        replaced_on__isnull=True,
        expires_on__gte=today - BACK,
        expires_on__lte=today + TITLES_AHEAD,
    )
    found = list(titles.select_related("kind").order_by("expires_on", "id")[:limit])
    cases = _running(actor) if found else {}
    return [Expiring(cases[t.person_id], str(t.kind), t.expires_on) for t in found if t.expires_on]


def consents_expiring(actor: Actor, today: date, limit: int) -> list[Expiring]:
    """Consents and releases that end soon or have ended, and that nothing newer has replaced."""
    newer = Consent.objects.filter(
        Q(valid_until__isnull=True) | Q(valid_until__gt=OuterRef("valid_until")),
        Q(organisation_id=OuterRef("organisation_id")) | Q(organisation_id__isnull=True),
        person_id=OuterRef("person_id"),
        kind=OuterRef("kind"),
        withdrawn_on__isnull=True,
    )
    ending = Consent.objects.filter(
        Exists(Case.objects.filter(person_id=OuterRef("person_id"), manager_id=actor.id, closed_on__isnull=True)),
        ~Exists(newer),
        withdrawn_on__isnull=True,
        valid_until__gte=today - BACK,
        valid_until__lte=today + CONSENTS_AHEAD,
    )
    found = list(ending.select_related("organisation").order_by("valid_until", "id")[:limit])
    cases = _running(actor) if found else {}
    return [
        Expiring(cases[c.person_id], c.organisation.name if c.organisation else c.get_kind_display(), c.valid_until)
        for c in found
        if c.valid_until
    ]


def _running(actor: Actor) -> dict[UUID, Case]:
    """The actor's running cases by person."""
    running = Case.objects.filter(manager_id=actor.id, closed_on__isnull=True).select_related("person")
    return {case.person_id: case for case in running.order_by("opened_on", "id")}
