"""The contacts of a case, page by page."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Prefetch, Q

from faden.domain.cases.models import Case, ContactNote, NoteParticipant
from faden.kernel.access.errors import NotVisible
from faden.lib.text_difference import Change, difference

ROWS = 25


@dataclass(frozen=True)
class NotePage:
    """Contacts, newest first.

    :param after: where the next page begins, None at the end
    """

    notes: tuple[ContactNote, ...]
    after: tuple[date, UUID] | None


def notes_of(case: Case, *, after: tuple[date, UUID] | None = None) -> NotePage:
    """The contacts of a case that the actor may read, with their authors and who took part.

    :param after: day and key of the last contact of the page before
    """
    found = (
        ContactNote.objects.filter(case=case).select_related("author").prefetch_related(_who()).order_by("-on", "-id")
    )
    if after is not None:
        day, key = after
        found = found.filter(Q(on__lt=day) | Q(on=day, id__lt=key))
    rows = tuple(found[: ROWS + 1])
    shown = rows[:ROWS]
    return NotePage(shown, (shown[-1].on, shown[-1].id) if len(rows) > ROWS else None)


def _who() -> "Prefetch[str]":
    """Who took part, with the people and organisations."""
    return Prefetch("participants", NoteParticipant.objects.select_related("person", "organisation"))


def note_by_id(note_id: UUID) -> ContactNote:
    """One contact with its case.

    :raises NotVisible: there is none for this actor
    """
    note = ContactNote.objects.select_related("author", "case").prefetch_related(_who()).filter(id=note_id).first()
    if note is None:
        raise NotVisible
    return note


def note_of(case: Case, note_id: UUID) -> ContactNote:
    """One note of this case.

    :raises NotVisible: there is none, or not for this actor
    """
    note = ContactNote.objects.filter(case_id=case.id, id=note_id).select_related("author").first()
    if note is None:
        raise NotVisible
    return note


@dataclass(frozen=True)
class Former:
    """A former version of a note, and what was corrected in it.

    :param facts: what else was corrected: German name and how it was
    :param changes: the words that were taken out and put in, beside those that stayed
    """

    until: datetime
    by: str
    facts: tuple[tuple[str, str], ...]
    changes: tuple[tuple[str, Change], ...]


def former_versions(note: ContactNote) -> list[Former]:
    """What a note said before, the latest first, each beside what replaced it."""
    found, after = [], note.text
    for one in note.revisions.select_related("replaced_by").order_by("-replaced_at"):
        changes = tuple(difference(one.text, after))
        found.append(Former(one.replaced_at, one.replaced_by.name, tuple(one.facts.items()), changes))
        after = one.text
    return found
