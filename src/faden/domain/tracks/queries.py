"""Reading tracks: what a case follows, what it might follow, and what is due."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Prefetch, Q

from faden.domain.cases.calculation import is_overdue
from faden.domain.cases.models import Case
from faden.domain.cases.story import Piece
from faden.domain.people.queries import histories_of
from faden.domain.people.queries.target_groups import DERIVED_FROM, known_of, target_groups_of
from faden.domain.tracks.calculation import Answer, Facts, fits, read, waits_for
from faden.domain.tracks.definition import Definition, PrintForm, Question, Step
from faden.domain.tracks.enums import StepState, TrackState
from faden.domain.tracks.models import CaseTrack, Track, TrackAnswer, TrackChange, TrackStep, TrackStepChange
from faden.kernel.access.actor import Actor
from faden.kernel.access.errors import NotVisible

#: What happened to them, for the story of a case.
STORY = Piece.beside(__file__)

#: How long before its day a step is announced.
SOON = timedelta(days=7)


@dataclass(frozen=True)
class StepLine:
    """A step of a case's track.

    :param waits_for: what must happen or be entered before it has a due date; empty when it has one, or never will
    """

    id: UUID
    of: Step
    state: StepState
    due_on: date | None
    closed_on: date | None
    remark: str
    overdue: bool
    waits_for: str
    version: int

    @property
    def is_open(self) -> bool:
        """Whether there is something to do."""
        return self.state == StepState.OPEN


@dataclass(frozen=True)
class Answered:
    """A question with its answer in force and the former ones, the newest first."""

    question: Question
    answer: Answer
    former: tuple[tuple[Answer, date, str], ...]


@dataclass(frozen=True)
class Run:
    """A track of a case with everything its page shows."""

    row: CaseTrack
    steps: tuple[StepLine, ...]
    answers: tuple[Answered, ...]
    changes: tuple[TrackChange, ...]

    @property
    def forms(self) -> tuple[PrintForm, ...]:
        """The papers that can be printed."""
        return self.row.track.content.forms

    @property
    def done(self) -> int:
        """How many steps need nothing more."""
        return sum(not step.is_open for step in self.steps)


@dataclass(frozen=True)
class Offered:
    """A track that a case might follow.

    :param proposed: the site's rule speaks for it
    """

    track: Track
    proposed: bool


@dataclass(frozen=True)
class DueTrackStep:
    """A step that is due, for a list over several cases."""

    case: Case
    track: str
    title: str
    due_on: date
    overdue: bool


def tracks_in_force(on: date) -> list[Track]:
    """The tracks that can begin on that day, by name."""
    valid = Q(valid_until__isnull=True) | Q(valid_until__gt=on)
    return list(Track.objects.filter(valid, ended_on=None, valid_from__lte=on).order_by("name", "id"))


def offered_tracks(case: Case, on: date) -> list[Offered]:
    """The tracks that the case does not follow, the proposed ones first."""
    followed = set(
        CaseTrack.objects.filter(case_id=case.id).exclude(state=TrackState.ENDED).values_list("key", flat=True)
    )
    there = [track for track in tracks_in_force(on) if track.key not in followed]
    if not there:
        return []
    facts = facts_of(case, on)
    offered = [Offered(track, fits(track.content.proposal, facts, on)) for track in there]
    return sorted(offered, key=lambda one: not one.proposed)


def facts_of(case: Case, on: date) -> Facts:
    """What is known of the client for the sites' rules; groups that are set and those that are derived."""
    histories = histories_of(case.person, on, *DERIVED_FROM)
    return Facts(
        target_groups={one.group.key for one in target_groups_of(case.person, histories, on)},
        legal_areas={key for key, _ in known_of(case.person, histories, on).legal_areas},
        access_path=case.access_path,
        born_on=case.person.birth_date,
    )


def proposed_to(case: Case, on: date) -> list[Track]:
    """The tracks that the site's rules propose for an open case and that it does not follow."""
    as_it_stands = Case.objects.select_related("person").get(id=case.id)
    if not as_it_stands.is_open:
        return []
    return [one.track for one in offered_tracks(as_it_stands, on) if one.proposed]


def track_on_offer(key: str) -> Track:
    """The version of a track in force.

    :raises NotVisible: there is none
    """
    track = Track.objects.filter(key=key, ended_on=None).first()
    if track is None:
        raise NotVisible
    return track


def runs_of(case: Case, today: date) -> list[Run]:
    """The tracks of a case, the running ones first, then the newest."""
    found = CaseTrack.objects.filter(case_id=case.id).select_related("track").prefetch_related(
        Prefetch("steps", TrackStep.objects.order_by("position")),
        Prefetch("steps__changes", TrackStepChange.objects.order_by("on", "id")),
        Prefetch("answers", TrackAnswer.objects.select_related("author").order_by("-since", "-id")),
        Prefetch("changes", TrackChange.objects.select_related("author").order_by("-on", "-id")),
    )  # fmt: skip
    rows = sorted(found.order_by("-began_on", "-id"), key=lambda row: row.state == TrackState.ENDED)
    return [_run(row, today) for row in rows]


def running_in(case: Case) -> list[str]:
    """The names of the tracks that a case follows and that have not ended."""
    runs = CaseTrack.objects.filter(case_id=case.id).exclude(state=TrackState.ENDED).select_related("track")
    return [run.track.name for run in runs.order_by("began_on", "id")]


def run_of(case: Case, track_id: UUID) -> CaseTrack:
    """One track of this case.

    :raises NotVisible: there is none
    """
    run = CaseTrack.objects.filter(case_id=case.id, id=track_id).select_related("track", "case").first()
    if run is None:
        raise NotVisible
    return run


def step_of(run: CaseTrack, step_id: UUID) -> TrackStep:
    """One step of this track.

    :raises NotVisible: there is none
    """
    step = TrackStep.objects.filter(case_track=run, id=step_id).select_related("case_track__track", "case").first()
    if step is None:
        raise NotVisible
    return step


def answers_in_force(run: CaseTrack) -> dict[str, Answer]:
    """What is known, by question."""
    questions = {question.key: question for question in run.track.content.questions}
    rows = TrackAnswer.objects.filter(case_track=run, replaced_on=None).values_list("key", "value")
    return {key: read(questions[key], value) for key, value in rows if key in questions}


def entered_days(run: CaseTrack) -> dict[str, date]:
    """The answers that are days, by question."""
    return {key: answer for key, answer in answers_in_force(run).items() if isinstance(answer, date)}


def open_steps_of(case: Case, today: date) -> list[tuple[str, StepLine]]:
    """The open steps of the running tracks of a case with the name of the track, the most urgent first."""
    steps = (
        TrackStep.objects.filter(case_id=case.id, state=StepState.OPEN, case_track__state=TrackState.RUNNING)
        .select_related("case_track__track")
        .order_by("due_on", "position", "id")
    )
    told = [(step.case_track.track.name, _line(step, step.case_track.track.content, "", today)) for step in steps]
    return sorted(told, key=lambda one: (one[1].due_on is None, one[1].due_on or today))


def track_steps_due(actor: Actor, on: date, limit: int = 20) -> list[DueTrackStep]:
    """Steps of running tracks in the actor's own open cases, overdue or due within a week, the most urgent first."""
    steps = (
        TrackStep.objects.filter(
            case__manager_id=actor.id,
            case__closed_on__isnull=True,
            case_track__state=TrackState.RUNNING,
            state=StepState.OPEN,
            due_on__lte=on + SOON,
        )
        .select_related("case__person", "case_track__track")
        .order_by("due_on", "id")[:limit]
    )
    return [
        DueTrackStep(
            step.case,
            step.case_track.track.name,
            step.case_track.track.content.step(step.key).name,
            step.due_on,
            is_overdue(step.due_on, on),
        )
        for step in steps
        if step.due_on
    ]


def _run(row: CaseTrack, today: date) -> Run:
    definition = row.track.content
    steps = []
    for step in row.steps.all():
        changes = step.changes.all()
        steps.append(_line(step, definition, changes[len(changes) - 1].remark if changes else "", today))
    answers = list(row.answers.all())
    return Run(
        row=row,
        steps=tuple(steps),
        answers=tuple(_answered(question, answers) for question in definition.questions),
        changes=tuple(row.changes.all()),
    )


def _answered(question: Question, answers: Iterable[TrackAnswer]) -> Answered:
    given = [answer for answer in answers if answer.key == question.key]
    in_force = next((answer for answer in given if answer.replaced_on is None), None)
    former = tuple(
        (read(question, one.value), one.replaced_on, one.author.name) for one in given if one.replaced_on is not None
    )
    return Answered(question, read(question, in_force.value) if in_force else None, former)


def _line(step: TrackStep, definition: Definition, remark: str, today: date) -> StepLine:
    of = definition.step(step.key)
    state = StepState(step.state)
    is_open = state == StepState.OPEN
    return StepLine(
        id=step.id,
        of=of,
        state=state,
        due_on=step.due_on,
        closed_on=step.closed_on,
        remark=remark,
        overdue=is_open and is_overdue(step.due_on, today),
        waits_for=waits_for(definition, of.due) if is_open and of.due and step.due_on is None else "",
        version=step.version,
    )
