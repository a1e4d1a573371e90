"""Invents letters that are being written: drafts, since what is filed is a typeset document."""

from datetime import date
from random import Random
from uuid import UUID

from faden.demo.shelf import Shelf
from faden.demo.story import Story
from faden.domain.letters.models import Letter
from faden.domain.letters.queries import known_values
from faden.domain.letters.shipped import LETTERHEAD, shipped
from faden.kernel.identity.models import Account
from faden.lib.letter_text import placeholders

WORDS = {"Termin": "Mittwoch, 14:00 Uhr", "Ort": "Beratungsstelle, Raum 3", "Mitzubringen": "Ausweis\nden Bescheid"}


def invent_letter(shelf: Shelf, story: Story, author: UUID, today: date) -> None:
    """In some running cases a certificate or an invitation waits to be looked at."""
    random = Random(f"Brief {story.case.number}")
    if story.is_closed or random.random() > 0.15:
        return
    template = shipped()[random.choice(("terminbrief", "beratungsbescheinigung"))]
    story.case.manager = Account.objects.get(id=author)
    known = {**known_values(story.case, None, today), **WORDS}
    head = shipped()[LETTERHEAD]
    shelf.put(
        Letter(
            case=story.case,
            template_key=template.key,
            template_number=0,
            title=template.title,
            kind=template.kind,
            subject=template.subject,
            body=template.body,
            head=f"{head.subject}\n{head.body}",
            address=f"{story.person.full_name}\n{story.case.municipality.name}",
            values={name: known.get(name, "") for name in placeholders(template.text)},
            author_id=author,
            written_on=story.days[-1],
        )
    )
