"""What the office does with a track: begin it, go through its steps, answer its questions, let it rest, end it."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.db import transaction

from faden.domain.cases.models import Case
from faden.domain.cases.operations.holding import check_day, hold
from faden.domain.cases.rules import may_work_on
from faden.domain.tracks.calculation import Answer, due_days, misfit, missing, stored
from faden.domain.tracks.definition import Definition, Question
from faden.domain.tracks.enums import StepAct, StepState, TrackAct, TrackState
from faden.domain.tracks.models import CaseTrack, Track, TrackAnswer, TrackChange, TrackStep, TrackStepChange
from faden.domain.tracks.queries import answers_in_force, entered_days
from faden.domain.tracks.rules import may_answer, may_begin_on, may_move_step, may_move_track
from faden.domain.tracks.transitions import STEP, TRACK
from faden.kernel.access.actor import Actor
from faden.kernel.access.editing import lock, save_edit
from faden.kernel.access.errors import Invalid
from faden.kernel.audit import operations as audit

#: The name of a question's field in a form.
FIELD = "angabe_{}"


@transaction.atomic
def begin_track(
    *,
    case: Case,
    track: Track,
    on: date,
    actor: Actor,
    today: date,
    reason: str = "",
    answers: Mapping[str, Answer] | None = None,
) -> CaseTrack:
    """Let a case follow a track from a day on, in the version in force.

    :param answers: by key; what is known already, so that more due dates can be reckoned
    :raises Refused: the consent is missing, or the track cannot begin on that day
    :raises Invalid: the case follows it already, the day does not fit, or an answer does not
    """
    case = hold(case, may_work_on, actor=actor, today=today, consented=True)
    may_begin_on.check(track, on)
    check_day(on, today, earliest=case.opened_on, why="Der Fall")
    if CaseTrack.objects.filter(case_id=case.id, key=track.key).exclude(state=TrackState.ENDED).exists():
        raise Invalid({"": f"„{track.name}“ hat in diesem Fall schon begonnen."})
    run = CaseTrack.objects.create(case=case, track=track, key=track.key, began_on=on)
    TrackChange.objects.create(
        case=case, case_track=run, to_state=TrackState.RUNNING, on=on, reason=reason.strip(), author_id=actor.id
    )
    TrackStep.objects.bulk_create(
        TrackStep(case=case, case_track=run, key=step.key, position=place)
        for place, step in enumerate(track.content.steps)
    )
    _answer(run, track.content.questions, answers or {}, on=today, actor=actor)
    _reckon(run)
    audit.record("track.begun", actor=actor, subject=run, on=on, track=track.name)
    return run


@transaction.atomic
def move_track(
    *, run: CaseTrack, version: int, act: TrackAct, on: date, reason: str, actor: Actor, today: date
) -> CaseTrack:
    """Let a track rest, go on, or end; what is open at its end falls away, with the reason.

    :raises Refused: it does not stand where this can follow
    :raises Invalid: no reason is given, or the day lies before its last change
    :raises Conflict: somebody has moved it since
    """
    hold(run.case, may_work_on, actor=actor, today=today)
    run = lock(run, version=version, fields=("state",))
    may_move_track.check(run, act)
    check_day(on, today, earliest=_last_change(run), why="Der jetzige Stand")
    if not reason.strip():
        raise Invalid({"reason": "Bitte den Grund angeben. Er steht im Verlauf."})
    _move(run, act=act, on=on, reason=reason.strip(), actor=actor)
    return run


def _move(run: CaseTrack, *, act: TrackAct, on: date, reason: str, actor: Actor) -> None:
    """Write the change and the track as it stands from now on; it must be locked."""
    before = TrackState(run.state)
    after = TRACK.target(before, act)
    if after == TrackState.ENDED:
        for step in TrackStep.objects.select_for_update().filter(case_track=run, state=StepState.OPEN):
            _step(step, act=StepAct.SKIP, on=on, remark=reason[:300], actor=actor)
    TrackChange.objects.create(
        case_id=run.case_id, case_track=run, to_state=after, on=on, reason=reason, author_id=actor.id
    )
    save_edit(run, state=after, ended_on=on if after == TrackState.ENDED else None)
    audit.record("track.moved", actor=actor, subject=run, on=on, state=[before, after])


def end_tracks(*, case: Case, on: date, reason: str, actor: Actor) -> int:
    """End every track of a case that is being closed; part of that act, which has asked whether it may be.

    :param on: the last day of the case; a track that began later ends on the day it began
    :returns: how many there were
    """
    runs = list(CaseTrack.objects.select_for_update().filter(case_id=case.id).exclude(state=TrackState.ENDED))
    for run in runs:
        _move(run, act=TrackAct.END, on=max(on, _last_change(run)), reason=reason, actor=actor)
    return len(runs)


@transaction.atomic
def move_step(
    *,
    step: TrackStep,
    version: int,
    act: StepAct,
    on: date,
    actor: Actor,
    today: date,
    remark: str = "",
    answers: Mapping[str, Answer] | None = None,
) -> TrackStep:
    """Say that a step is done, falls away, or is open again; due dates that hang on it are reckoned anew.

    :param answers: to the questions that belong to this step, by key
    :raises Refused: the track does not run, or the step does not stand where this can follow
    :raises Invalid: it falls away or opens again without a word why, or a required answer is missing
    :raises Conflict: somebody has moved it since
    """
    hold(step.case, may_work_on, actor=actor, today=today)
    run = lock(step.case_track)
    step = lock(step, version=version, fields=("state",))
    may_move_step.check(run, step, act)
    check_day(on, today, earliest=run.began_on, why="Der Begleitweg")
    if act != StepAct.DO and not remark.strip():
        raise Invalid({"remark": "Bitte sagen, warum. Es steht im Verlauf."})
    questions = run.track.content.asked_with(step.key)
    _answer(run, questions, answers or {}, on=today, actor=actor)
    if act == StepAct.DO:
        _refuse(missing(questions, answers_in_force(run)))
    _step(step, act=act, on=on, remark=remark.strip(), actor=actor)
    _reckon(run)
    return step


@transaction.atomic
def answer_questions(
    *, run: CaseTrack, version: int, answers: Mapping[str, Answer], actor: Actor, today: date
) -> CaseTrack:
    """Keep answers; the former ones stay in the history. Due dates that hang on a day are reckoned anew.

    :raises Refused: the track has ended, or the consent is missing
    :raises Conflict: somebody has answered since
    """
    hold(run.case, may_work_on, actor=actor, today=today, consented=True)
    run = lock(run, version=version, fields=("state",))
    may_answer.check(run)
    changed = _answer(run, run.track.content.questions, answers, on=today, actor=actor)
    if changed:
        save_edit(run)
        _reckon(run)
    return run


def _answer(
    run: CaseTrack, questions: Iterable[Question], answers: Mapping[str, Answer], *, on: date, actor: Actor
) -> list[str]:
    """Keep what is new among the answers; say which questions got one."""
    _refuse({one.key: wrong for one in questions if (wrong := misfit(one, answers.get(one.key)))})
    before = answers_in_force(run)
    wanted = {one.key: _told(answers[one.key]) for one in questions if one.key in answers}
    changed = [key for key, answer in wanted.items() if answer != before.get(key)]
    if not changed:
        return []
    TrackAnswer.objects.filter(case_track=run, key__in=changed, replaced_on=None).update(replaced_on=on)
    TrackAnswer.objects.bulk_create(
        TrackAnswer(
            case_id=run.case_id, case_track=run, key=key, value=stored(wanted[key]), since=on, author_id=actor.id
        )
        for key in changed
        if wanted[key] is not None
    )
    audit.record("track.answered", actor=actor, subject=run, questions=len(changed))
    return changed


def _told(answer: Answer) -> Answer:
    """The answer without what is not seen; nothing is None."""
    if isinstance(answer, str):
        return answer.strip() or None
    return answer


def _refuse(wrong: Mapping[str, str]) -> None:
    if wrong:
        raise Invalid({FIELD.format(key): reason for key, reason in wrong.items()})


def _step(step: TrackStep, *, act: StepAct, on: date, remark: str, actor: Actor) -> None:
    """Write the change and the step as it stands from now on; it must be locked."""
    before = StepState(step.state)
    after = STEP.target(before, act)
    TrackStepChange.objects.create(
        case_id=step.case_id, step=step, from_state=before, to_state=after, on=on, remark=remark, author_id=actor.id
    )
    save_edit(step, state=after, closed_on=None if after == StepState.OPEN else on)
    audit.record("track.step_moved", actor=actor, subject=step, on=on, state=[before, after])


def _reckon(run: CaseTrack) -> None:
    """Reckon the due dates of the open steps; those of the others stay what they were."""
    definition: Definition = run.track.content
    steps = list(TrackStep.objects.select_for_update().filter(case_track=run))
    done = {step.key: step.closed_on for step in steps if step.closed_on}
    days = due_days(definition, began_on=run.began_on, done=done, entered=entered_days(run))
    for step in steps:
        if step.state == StepState.OPEN and step.due_on != days[step.key]:
            step.due_on = days[step.key]
            step.save(update_fields=["due_on"])


def _last_change(run: CaseTrack) -> date:
    last = run.changes.order_by("-on").values_list("on", flat=True).first()
    return last or run.began_on


def note_form_printed(*, run: CaseTrack, form: str, actor: Actor) -> None:
    """Write into the trace that a paper with what is known was printed."""
    audit.record("track.form_printed", actor=actor, subject=run, form=form)
