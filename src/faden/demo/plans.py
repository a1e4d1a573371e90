"""Invents assessments, goals, measures and barriers of a case."""

from datetime import date, timedelta
from random import Random
from typing import Any
from uuid import UUID

from faden.demo.catalogue import Catalogue
from faden.demo.own_voice import OwnVoice
from faden.demo.shelf import Shelf
from faden.demo.story import Story
from faden.demo.texts import ORGANISATION, SUBJECTS
from faden.domain.cases.enums import GoalState, MeasureState
from faden.domain.cases.models import Assessment, CaseBarrier, Goal, GoalStep, Measure, MeasureStep, Rating

WAITING, ACTIVE, DONE = MeasureState.WAITING, MeasureState.ACTIVE, MeasureState.DONE
ENDED = (ACTIVE, DONE)
#: The states a step of a running case has gone through after being planned.
WAYS = ((), (ACTIVE,), (WAITING,), (WAITING, ACTIVE), ENDED, (WAITING, *ENDED))
RESOURCES = (
    "Eine Nachbarin hilft beim Lesen von Briefen.",
    "Kommt pünktlich zu allen Terminen.",
    "Zehn Jahre Berufserfahrung im Herkunftsland.",
    "Die älteste Tochter spricht gut Deutsch.",
    "Hat schon einen Kurs geschafft und weiß, wie sie lernt.",
    "Ein Onkel wohnt in der Nähe.",
)
#: What is rare in one place is common in another: a pattern for coordinators to find.
TYPICAL = ("kein-kita-platz", "keine-kurs-betreuung", "kein-kursplatz", "fachsprache-fehlt", "kein-behoerdentermin")


class Planning:
    """Assesses one case, agrees on goals, plans steps, and lets some of them wait."""

    def __init__(self, shelf: Shelf, random: Random, catalogue: Catalogue, story: Story, author: UUID) -> None:
        self.shelf, self.random, self.catalogue, self.story, self.author = shelf, random, catalogue, story, author

    def invent(self) -> None:
        """Everything between the first contact and the closing."""
        days = self.story.days
        worst = {key: self.random.randint(2, 4) for key in self.story.domains}
        for number, day in enumerate([days[min(1, len(days) - 1)], *days[8::9]]):
            self._assess(day, {key: max(0, need - number) for key, need in worst.items()})
        if len(days) > 2:
            for key in self.story.domains:
                self._pursue(key)
        if self.random.random() < 0.7:
            self._hold_up()

    def _assess(self, day: date, needs: dict[str, int]) -> None:
        case = self.story.case
        said_by_client = OwnVoice(self.shelf, self.story, self.author, day)
        own_view = said_by_client.own_view(needs)
        assessment = self.shelf.put(Assessment(case=case, on=day, author_id=self.author, own_view=own_view))
        for key, domain in self.catalogue.domains.items():
            need = needs.get(key, self.random.choice((0, 0, 0, 1)))
            own = min(4, max(0, need + self.random.choice((-1, 0, 0, 1))))
            if own_view is not None:
                said_by_client.answer(own_view, domain, own)
            said = self._said(key) if need > 1 else {}
            rating = Rating(assessment=assessment, case=case, life_domain=domain, need=need, own_view=own, **said)
            self.shelf.put(rating)

    def _said(self, key: str) -> dict[str, Any]:
        """What is written beside a need: a resource, a wish, now and then a barrier."""
        said: dict[str, Any] = {"resources": self.random.choice(RESOURCES)}
        if key in SUBJECTS:
            said["wishes"] = self.random.choice(SUBJECTS[key].goals)
        if key in self.catalogue.barriers and self.random.random() < 0.3:
            said["barrier_ids"] = [self.random.choice(self.catalogue.barriers[key]).id]
        return said

    def _pursue(self, key: str) -> None:
        """One goal of a life domain, with one or two steps."""
        subject, day, state = SUBJECTS[key], self.story.days[2], GoalState.OPEN
        if self.story.is_closed:
            state = self.random.choice((GoalState.REACHED, GoalState.PARTLY, GoalState.MISSED))
        words = self.random.choice(subject.goals)
        domain = self.catalogue.domains[key]
        goal = self.shelf.put(Goal(case=self.story.case, life_domain=domain, words=words, agreed_on=day, state=state))
        if state != GoalState.OPEN:
            judged = {"from_state": GoalState.OPEN, "to_state": state, "on": self.story.days[-1]}
            self.shelf.put(GoalStep(case=self.story.case, goal=goal, author_id=self.author, **judged))
        for title, responsible in self.random.sample(subject.measures, self.random.randint(1, 2)):
            measure = Measure(case=self.story.case, goal=goal, title=title, responsible=responsible, created_on=day)
            if responsible == ORGANISATION:
                measure.organisation = self.random.choice(self.catalogue.organisations)
            self._advance(self.shelf.put(measure), key)

    def _advance(self, measure: Measure, key: str) -> None:
        """Move a step to where it stands today; what waits has a barrier and a date."""
        day, at = measure.created_on, MeasureState.PLANNED
        for state in ENDED if self.story.is_closed else self.random.choice(WAYS):
            day = min(self.story.days[-1], day + timedelta(days=self.random.randint(3, 60)))
            waits = state == MeasureState.WAITING and key in self.catalogue.barriers
            barrier = self.random.choice(self.catalogue.barriers[key]) if waits else None
            step = {"case": self.story.case, "measure": measure, "on": day, "author_id": self.author}
            self.shelf.put(MeasureStep(from_state=at, to_state=state, barrier=barrier, **step))
            at = state
            measure.waiting_since, measure.barrier = (day, barrier) if state == MeasureState.WAITING else (None, None)
        measure.state = at
        if at == MeasureState.DONE:
            measure.ended_on = day
        elif not self.story.is_closed:
            self._set_due(measure)

    def _set_due(self, measure: Measure) -> None:
        """Most lie ahead, some are overdue; the case repeats its nearest."""
        measure.due_on = self.catalogue.today + timedelta(
            days=self.random.choice((-12, -6, -3, 0, 1, 2, 4, 5, 7, 9, 12, 14, 18, 21, 26, 30, 38, 45))
        )
        case = self.story.case
        case.due_on = min(case.due_on or measure.due_on, measure.due_on)

    def _hold_up(self) -> None:
        """A barrier of the case itself."""
        known = [barrier for key in self.story.domains for barrier in self.catalogue.barriers.get(key, [])]
        typical = [barrier for barrier in known if barrier.key in TYPICAL]
        barrier = self.random.choice(typical if typical and self.random.random() < 0.6 else known)
        days = self.story.days
        since = days[min(1, len(days) - 1)]
        until = days[-1] if self.story.is_closed and days[-1] > since else None
        self.shelf.put(CaseBarrier(case=self.story.case, barrier=barrier, since=since, until=until))
