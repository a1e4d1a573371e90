"""Invents what stands beside notes and measures: who took part, attachments, documents, weekly times."""

from datetime import UTC, datetime, time, timedelta
from functools import cache
from random import Random
from uuid import UUID

from faden.demo.shelf import Shelf
from faden.demo.story import Story
from faden.domain.cases.enums import ChildCare, MeasureState, Responsible, Visibility
from faden.domain.cases.models import ContactNote, Measure, MeasureSlot, NoteParticipant
from faden.domain.consent.enums import ConsentKind
from faden.domain.consent.models import Consent
from faden.domain.offers.models import Offer
from faden.kernel.files import content as contents
from faden.kernel.files.enums import FileKind
from faden.kernel.files.models import StoredFile
from faden.lib.file_content.file_types import PDF, TEXT
from faden.reporting.consent_forms import FilledIn, sheet

WORDS = ("Klassenlehrerin", "Nachbar", "ehrenamtliche Begleiterin")
TIMES = (((1, 3, 5), time(8, 30), time(12, 0)), ((2, 4), time(14, 0), time(16, 30)), ((1, 2, 3, 4), time(9), time(12)))


def invent_details(shelf: Shelf, story: Story, offers: list[Offer], author: UUID) -> None:
    """In every fifth longer case; the pages of the others show how much may be left out."""
    # Its own dice: the other stories stay as they were.
    random = Random(f"details-{story.case.number}")
    if random.random() > 0.2:
        return
    rows = shelf.of_case(story.case)
    for measure in [row for row in rows if isinstance(row, Measure)]:
        _give_times(shelf, random, measure, offers)
    notes = [row for row in rows if isinstance(row, ContactNote) and row.visibility == Visibility.CIRCLE]
    for note in random.sample(notes, min(2, len(notes))):
        shelf.put(NoteParticipant(note=note, words=random.choice(WORDS)))
    if notes:
        note = notes[-1]
        note.visibility = Visibility.INSIDE
        text = b"Stundenplan (erfundenes Beispiel)\nMo bis Do 8:30 bis 12:00 Uhr\n"
        _file(shelf, story, author, "Stundenplan.txt", text, kind=FileKind.ATTACHMENT, beside=note)
    scan = _blank_form()
    name = "Einwilligung unterschrieben (Beispiel).pdf"
    _file(shelf, story, author, name, scan, kind=FileKind.CONSENT, beside=story.consent)


def _give_times(shelf: Shelf, random: Random, measure: Measure, offers: list[Offer]) -> None:
    if random.random() < 0.3:
        return
    if measure.responsible == Responsible.ORGANISATION and offers:
        measure.offer = random.choice(offers)
        measure.organisation = measure.offer.organisation
    measure.starts_on = measure.created_on + timedelta(days=random.randint(3, 20))
    measure.ends_on = measure.ended_on or measure.starts_on + timedelta(days=random.randint(30, 200))
    measure.ends_on = max(measure.starts_on, measure.ends_on)
    if measure.state in (MeasureState.ACTIVE, MeasureState.WAITING):
        weekdays, start, end = random.choice(TIMES)
        measure.child_care = random.choice(list(ChildCare))
        for weekday in weekdays:
            shelf.put(
                MeasureSlot(case_id=measure.case_id, measure=measure, weekday=weekday, starts_at=start, ends_at=end)
            )


def _file(
    shelf: Shelf,
    story: Story,
    author: UUID,
    name: str,
    content: bytes,
    *,
    kind: FileKind,
    beside: ContactNote | Consent | None = None,
) -> None:
    note = beside if isinstance(beside, ContactNote) else None
    stored = StoredFile(
        file_id=story.case.id,
        hangs_on=beside.id if beside else None,
        name=name,
        kind=kind,
        audience=note.visibility if note else "circle",
        media_type=(TEXT if name.endswith(".txt") else PDF).media_type,
        author_id=author,
        stored_at=note.written_at if note else datetime.combine(story.days[0], time(10), UTC),
    )
    contents.put(stored, content, handed_in=content)
    shelf.put(stored)


@cache
def _blank_form() -> bytes:
    """The product's own form, filled in for nobody."""
    return sheet(ConsentKind.DATA_PROCESSING, FilledIn(counsellor=""), language="de")
