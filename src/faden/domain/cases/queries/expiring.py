"""What runs out soon in one's own cases: residence titles, consents and releases."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, Subquery

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

    number: str
    name: str
    what: str
    last_day: date
    consent_id: UUID | None = None


def titles_expiring(actor: Actor, today: date, limit: int) -> list[Expiring]:
    """Residence titles in force of the people the actor is responsible for, the first to end first."""
    titles = ResidenceTitle.objects.annotate(number=_number(actor)).filter(
        Q(until__isnull=True) | Q(until__gt=today),
        number__isnull=False,
        replaced_on__isnull=True,
        expires_on__gte=today - BACK,
        expires_on__lte=today + TITLES_AHEAD,
    )
    found = titles.select_related("kind", "person").order_by("expires_on", "id")[:limit]
    return [Expiring(t.number, t.person.full_name, str(t.kind), t.expires_on) for t in found if t.expires_on]


def consents_expiring(actor: Actor, today: date, limit: int) -> list[Expiring]:
    """Consents and releases that end soon or have ended, and that nothing newer has replaced."""
    newer = Consent.objects.filter(
        Q(valid_until__isnull=True) | Q(valid_until__gt=OuterRef("valid_until")),
        Q(organisation_id=OuterRef("organisation_id")) | Q(organisation_id__isnull=True),
        person_id=OuterRef("person_id"),
        kind=OuterRef("kind"),
        withdrawn_on__isnull=True,
    )
    ending = Consent.objects.annotate(number=_number(actor)).filter(
        ~Exists(newer),
        number__isnull=False,
        withdrawn_on__isnull=True,
        valid_until__gte=today - BACK,
        valid_until__lte=today + CONSENTS_AHEAD,
    )
    found = ending.select_related("organisation", "person").order_by("valid_until", "id")[:limit]
    return [
        Expiring(c.number, c.person.full_name, str(c.organisation or c.get_kind_display()), c.valid_until, c.id)
        for c in found
        if c.valid_until
    ]


def _number(actor: Actor) -> Subquery:
    """Of the newest running case of the person for which the actor is responsible."""
    running = Case.objects.filter(person_id=OuterRef("person_id"), manager_id=actor.id, closed_on__isnull=True)
    return Subquery(running.order_by("-opened_on", "-id").values("number")[:1])
