"""Invents what clients say themselves: own views on the device, and what they think of the counselling at the end.

Drawn from a source of its own, so that nothing else of the invented site depends on it.
"""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from random import Random
from uuid import UUID
from zoneinfo import ZoneInfo

from faden.demo.shelf import Shelf
from faden.demo.story import Story
from faden.demo.texts import SUBJECTS
from faden.domain.cases.enums import FilledBy, Opinion
from faden.domain.cases.models import Feedback, OwnAnswer, OwnView, Stay
from faden.domain.catalogues.models import LifeDomain
from faden.domain.client_texts.shipped import SOURCE, reading_language

BERLIN = ZoneInfo("Europe/Berlin")
#: One assessment in so many begins with the client's own view on the device; one closing in so many has a feedback.
OWN_VIEWS, FEEDBACKS = 6, 3


class OwnVoice:
    """One client on one day."""

    def __init__(self, shelf: Shelf, story: Story, author: UUID, day: date) -> None:
        self.shelf, self.story, self.author, self.day = shelf, story, author, day
        self.random = Random(f"{story.case.number} {day}")
        spoken = story.person.language
        self.language = reading_language(spoken)

    def own_view(self, needs: Iterable[str]) -> OwnView | None:
        """Now and then; in the client's language where there are texts in it."""
        if self.random.randrange(OWN_VIEWS):
            return None
        at = datetime.combine(self.day, time(10, 20), BERLIN)
        wishes = [wish for key in needs if key in SUBJECTS for wish in SUBJECTS[key].goals]
        return self.shelf.put(
            OwnView(
                case=self.story.case,
                language=self.language,
                texts_reviewed=self.language == SOURCE,
                filled_by=self.random.choice(list(FilledBy)),
                on=self.day,
                begun_by_id=self.author,
                begun_at=at,
                finished_at=at + timedelta(minutes=8),
                wish=self.random.choice(wishes) if wishes else "",
            )
        )

    def answer(self, own_view: OwnView, domain: LifeDomain, step: int) -> None:
        """One answer."""
        at = own_view.begun_at
        case = self.story.case
        self.shelf.put(OwnAnswer(case=case, own_view=own_view, life_domain=domain, step=step, answered_at=at))

    def feedback(self, stay: Stay) -> None:
        """At the end, now and then."""
        if self.random.randrange(FEEDBACKS):
            return
        opinions = {name: self.random.choice(list(Opinion)[:3]) for name in ("helped", "understood", "respected")}
        self.shelf.put(
            Feedback(
                case=self.story.case,
                stay=stay,
                language=self.language,
                texts_reviewed=self.language == SOURCE,
                on=self.day,
                begun_by_id=self.author,
                finished_at=datetime.combine(self.day, time(15, 5), BERLIN),
                again=Opinion.YES,
                words=self.random.choice(("", "Danke für die Geduld.", "Ich hätte gern öfter einen Termin gehabt.")),
                **opinions,
            )
        )
