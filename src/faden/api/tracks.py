"""Tracks of a case: what is agreed for a target group, step by step, with the questions of the site."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from typing import Annotated, Any
from uuid import UUID

from ninja import Field, Router, Schema, Status

from faden.api.acting import Call, endpoint, everyday
from faden.api.files import open_file
from faden.api.schemas import Day, Input, Key, Reason, Remark, shown, up_to
from faden.api.tags import IfMatch, version_of
from faden.domain.cases.rules import may_work_on
from faden.domain.tracks.calculation import LONGEST_TEXT, Answer
from faden.domain.tracks.definition import Question
from faden.domain.tracks.enums import Category, FieldKind, StepAct, StepKind, StepState, TrackAct, TrackState
from faden.domain.tracks.operations import FIELD, answer_questions, begin_track, move_step, move_track
from faden.domain.tracks.queries import Run, offered_tracks, run_of, runs_of, step_of, track_on_offer
from faden.kernel.access.errors import Invalid

router = Router(tags=["tracks"])
PATH = "/cases/{number}/tracks"
Said = bool | Annotated[str, up_to(LONGEST_TEXT)] | None
Answers = Annotated[
    dict[Key, Said],
    Field(max_length=200, description="nach der Kennung der Frage; ein Tag als JJJJ-MM-TT, null: nichts"),
]


class QuestionOut(Schema):
    """A question of a track with its answer in force."""

    key: str
    name: str
    kind: FieldKind
    category: Category
    purpose: str
    choices: list[str]
    required: bool
    step: str = Field(description="Kennung des Schritts, mit dem sie gefragt wird")
    answer: bool | date | str | None


class TrackStepOut(Schema):
    """A step of a case's track."""

    id: UUID
    key: str
    name: str
    kind: StepKind
    organisation: str
    state: StepState
    due_on: date | None
    closed_on: date | None
    remark: str
    is_overdue: bool
    waits_for: str
    version: int


class TrackOut(Schema):
    """A track that the case follows."""

    id: UUID
    key: str
    name: str
    state: TrackState
    began_on: date
    ended_on: date | None
    steps: list[TrackStepOut]
    questions: list[QuestionOut]
    version: int


class OfferedOut(Schema):
    """A track that the case does not follow."""

    key: str
    name: str
    audience: str
    is_proposed: bool


class TrackList(Schema):
    """What the case follows, and what it might follow."""

    items: list[TrackOut]
    offered: list[OfferedOut]


class BeginIn(Input):
    """From when on a case follows a track, and what is known already."""

    track: Key
    on: Day
    reason: Remark = ""
    answers: Answers = {}


class MoveTrackIn(Input):
    """How a track goes on."""

    act: TrackAct
    on: Day
    reason: Reason


class MoveStepIn(Input):
    """How it stands with a step, and the answers that belong to it."""

    act: StepAct
    on: Day
    remark: Remark = Field("", description="nötig, wenn der Schritt entfällt oder wieder offen ist")
    answers: Answers = {}


class TrackAnswersIn(Input):
    """Answers to questions; those left out stay as they are."""

    answers: Answers


@router.get(PATH, response=TrackList, summary="Begleitwege")
@endpoint(reads_file=True)
def list_tracks(request: Call, number: Key) -> TrackList:
    """What the case follows with steps and answers; whoever works on it is told what it might follow."""
    file = open_file(request, number)
    works = may_work_on.allows(request.actor, file.case, file.circle)
    offered = offered_tracks(file.case, request.today) if works else []
    return TrackList(
        items=[_track(one) for one in runs_of(file.case, request.today)],
        offered=[shown(OfferedOut, one.track, is_proposed=one.proposed) for one in offered],
    )


@router.post(PATH, response={201: TrackOut}, summary="Begleitweg beginnen")
@endpoint(writes=True)
def begin(request: Call, number: Key, data: BeginIn) -> Status[TrackOut]:
    """Begin a track; what is known already makes more due dates."""
    case = open_file(request, number, may_work_on).case
    chosen = track_on_offer(data.track)
    answers = _read(chosen.content.questions, data.answers)
    with _named():
        run = begin_track(case=case, track=chosen, on=data.on, reason=data.reason, answers=answers, **everyday(request))
    return Status(201, _found(case, run.id, request))


@router.post(f"{PATH}/{{track_id}}/state", response=TrackOut, summary="Stand eines Begleitwegs")
@endpoint(writes=True)
def move(request: Call, number: Key, *, track_id: UUID, data: MoveTrackIn, if_match: IfMatch) -> TrackOut:
    """Let a track rest, go on or end."""
    case = open_file(request, number, may_work_on).case
    move_track(run=run_of(case, track_id), version=version_of(if_match), **data.dict(), **everyday(request))
    return _found(case, track_id, request)


@router.post(f"{PATH}/{{track_id}}/answers", response=TrackOut, summary="Angaben zu einem Begleitweg")
@endpoint(writes=True)
def answer(request: Call, number: Key, *, track_id: UUID, data: TrackAnswersIn, if_match: IfMatch) -> TrackOut:
    """Answer questions of a track; former answers stay in the history."""
    case = open_file(request, number, may_work_on).case
    run, version = run_of(case, track_id), version_of(if_match)
    with _named():
        answers = _read(run.track.content.questions, data.answers)
        answer_questions(run=run, version=version, answers=answers, **everyday(request))
    return _found(case, track_id, request)


@router.post(f"{PATH}/{{track_id}}/steps/{{step_id}}", response=TrackOut, summary="Stand eines Schritts")
@endpoint(writes=True)
def step(request: Call, number: Key, *, track_id: UUID, step_id: UUID, data: MoveStepIn, if_match: IfMatch) -> TrackOut:
    """Say that a step is done, falls away, or is open again."""
    case = open_file(request, number, may_work_on).case
    run = run_of(case, track_id)
    found, version = step_of(run, step_id), version_of(if_match)
    told = data.dict() | {"answers": _read(run.track.content.asked_with(found.key), data.answers)}
    with _named():
        move_step(step=found, version=version, **told, **everyday(request))
    return _found(case, track_id, request)


def _read(questions: Iterable[Question], sent: Mapping[str, Said]) -> dict[str, Answer]:
    """The answers as the operations take them: a day is a day."""
    asked = {one.key: one for one in questions}
    wrong = {f"answers.{key}": "Diese Frage gibt es hier nicht." for key in sent if key not in asked}
    if wrong:
        raise Invalid(wrong)
    return {key: _day(said) if asked[key].kind is FieldKind.DATE else said for key, said in sent.items()}


def _day(said: Said) -> Answer:
    """The day that a text names; what names none is refused by its question."""
    try:
        return date.fromisoformat(said) if isinstance(said, str) and said else said
    except ValueError:
        return said


@contextmanager
def _named() -> Iterator[None]:
    """Say what is wrong with an answer under the name the caller gave it."""
    try:
        yield
    except Invalid as invalid:
        prefix = FIELD.format("")
        errors = {
            f"answers.{field.removeprefix(prefix)}" if field.startswith(prefix) else field: words
            for field, words in invalid.errors.items()
        }
        raise Invalid(errors) from None


def _found(case: Any, track_id: UUID, request: Call) -> TrackOut:
    return _track(next(one for one in runs_of(case, request.today) if one.row.id == track_id))


def _track(run: Run) -> TrackOut:
    row = run.row
    steps = [
        shown(
            TrackStepOut,
            one,
            key=one.of.key,
            name=one.of.name,
            kind=one.of.kind,
            organisation=one.of.organisation,
            is_overdue=one.overdue,
        )
        for one in run.steps
    ]
    questions = [
        shown(QuestionOut, one.question, choices=list(one.question.choices), answer=one.answer) for one in run.answers
    ]
    return shown(TrackOut, row, name=row.track.name, steps=steps, questions=questions)
