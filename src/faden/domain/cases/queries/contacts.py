"""What somebody has written down lately, and where."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count

from faden.domain.cases.models import ContactNote
from faden.kernel.access.actor import Actor


@dataclass(frozen=True)
class Written:
    """A contact of today as its author sees it; ``number`` is empty for an anonymous one."""

    written_at: datetime
    kind: str
    minutes: int
    number: str
    municipality: str
    language: str
    life_domain_ids: tuple[UUID, ...]


@dataclass(frozen=True)
class LastUsed:
    """What the next short contact probably has in common with the last one."""

    municipality_id: UUID
    access_path: str
    kind: str
    language: str
    on: date


def last_used(actor: Actor) -> LastUsed | None:
    """Where and how the actor counselled last."""
    row = (
        ContactNote.objects.filter(author_id=actor.id)
        .order_by("-on", "-id")
        .values_list("municipality_id", "access_path", "kind", "language", "on")
        .first()
    )
    return LastUsed(*row) if row else None


def languages_spoken(actor: Actor, since: date, limit: int) -> list[str]:
    """The languages of the actor's own contacts since a day, the most frequent first."""
    spoken = ContactNote.objects.filter(author_id=actor.id, on__gte=since).exclude(language="").order_by()
    counted = spoken.values("language").annotate(times=Count("id")).order_by("-times", "language")
    return [row["language"] for row in counted[:limit]]


def written_on(actor: Actor, on: date) -> list[Written]:
    """The actor's own contacts of a day, the newest first."""
    notes = (
        ContactNote.objects.filter(author_id=actor.id, on=on)
        .select_related("case", "municipality")
        .order_by("-written_at", "-id")
    )
    return [
        Written(
            written_at=note.written_at,
            kind=note.get_kind_display(),
            minutes=note.minutes,
            number=note.case.number if note.case else "",
            municipality=note.municipality.name,
            language=note.language,
            life_domain_ids=tuple(note.life_domain_ids),
        )
        for note in notes
    ]


def written_note(note_id: UUID, actor: Actor) -> ContactNote | None:
    """The contact, if the actor has stored it already (the same form sent twice)."""
    return ContactNote.objects.select_related("case", "municipality").filter(id=note_id, author_id=actor.id).first()
