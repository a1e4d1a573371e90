"""A few young people follow the tracks that their site has written."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import cycle
from typing import Any

from faden.domain.cases.enums import Constellation
from faden.domain.cases.models import Case
from faden.domain.catalogues.models import TargetGroup
from faden.domain.consent.queries import valid_consents
from faden.domain.consent.rules import data_processing_allowed
from faden.domain.people.models import PersonTargetGroup
from faden.domain.tracks import operations
from faden.domain.tracks.calculation import Answer
from faden.domain.tracks.definition import Question
from faden.domain.tracks.enums import FieldKind, StepAct, TrackAct
from faden.domain.tracks.models import Track
from faden.domain.tracks.queries import offered_tracks
from faden.kernel.access.actor import Actor
from faden.lib.german import age_in_years

MOST = 2
YOUNG = range(16, 28)
#: How long ago the track began, how many steps are done, and why it rests, if it does.
STANDINGS = ((100, 3, ""), (40, 1, ""), (150, 2, "Für drei Monate bei Verwandten."), (10, 0, ""))


def follow_tracks(cases: Iterable[Case], actor: Actor, today: date) -> None:
    """Let the first fitting cases of somebody begin what is proposed to them, each at another place of the way."""
    standings = cycle(STANDINGS)
    begun = 0
    for case in cases:
        if begun == MOST:
            return
        if not _can_begin(case, today):
            continue
        _name_group(case, today)
        for offered in offered_tracks(case, today):
            if offered.proposed:
                Walk(case, offered.track, actor, today).go(*next(standings))
                begun += 1


def _can_begin(case: Case, today: date) -> bool:
    if case.closed_on is not None or case.constellation == Constellation.SHORT:
        return False
    return data_processing_allowed(valid_consents(case.person, today), today)


def _name_group(case: Case, today: date) -> None:
    """Young people came without their families."""
    group = TargetGroup.objects.filter(key="uma").first()
    born = case.person.birth_date
    if group and born and age_in_years(born, today) in YOUNG:
        PersonTargetGroup.objects.get_or_create(
            person=case.person, target_group=group, until=None, defaults={"since": case.opened_on}
        )


@dataclass(frozen=True)
class Walk:
    """One case on its track."""

    case: Case
    track: Track
    actor: Actor
    today: date

    def go(self, ago: int, done: int, rest: str) -> None:
        """Begin so many days ago, do some steps, and perhaps rest."""
        on = max(self.case.opened_on, self.today - timedelta(days=ago))
        content = self.track.content
        known = {one.key: _answer(one, on) for one in content.asked_with("")}
        everyday: dict[str, Any] = {"actor": self.actor, "today": self.today}
        run = operations.begin_track(case=self.case, track=self.track, on=on, answers=known, **everyday)
        for number, step in enumerate(run.steps.order_by("position")[:done]):
            answers = {one.key: _answer(one, on) for one in content.asked_with(step.key)}
            day = min(self.today, on + timedelta(days=9 * (number + 1)))
            operations.move_step(step=step, version=step.version, act=StepAct.DO, on=day, answers=answers, **everyday)
        if rest:
            version = run.version
            operations.move_track(run=run, version=version, act=TrackAct.PAUSE, on=self.today, reason=rest, **everyday)


def _answer(question: Question, began: date) -> Answer:
    match question.kind:
        case FieldKind.DATE:
            return began + timedelta(days=75)
        case FieldKind.CHOICE:
            return question.choices[0]
        case FieldKind.YES_NO:
            return False
    return "Wohnung und Geld zuerst, dann die Arbeit." if question.step else None
