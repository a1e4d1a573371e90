"""Beginning a track, going through it, answering, resting, ending: against the database."""

from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from faden.domain.cases.models import Case
from faden.domain.cases.story import Kind
from faden.domain.tracks import operations, queries
from faden.domain.tracks.enums import StepAct, StepState, TrackAct, TrackState
from faden.domain.tracks.models import CaseTrack, Track, TrackAnswer, TrackStep
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.errors import Conflict, Invalid, NotVisible, Refused
from faden.kernel.access.roles import Role
from tests import given
from tests.domain.cases.acts import close
from tests.stories import told_by

pytestmark = pytest.mark.django_db
TODAY = given.TODAY
OPENED = date(2026, 3, 12)


@pytest.fixture
def manager() -> Actor:
    return given.actor(Role.CASE_MANAGER)


@pytest.fixture
def case(manager: Actor) -> Case:
    return given.case(manager, on=OPENED, consented=True)


@pytest.fixture
def track(manager: Actor) -> Track:
    with act_as(manager, today=TODAY):
        return given.track()


def begun(case: Case, track: Track, manager: Actor, *, on: date = TODAY, **more: Any) -> CaseTrack:
    with act_as(manager, today=TODAY):
        return operations.begin_track(case=case, track=track, on=on, actor=manager, today=TODAY, **more)


def step(run: CaseTrack, key: str) -> TrackStep:
    return TrackStep.objects.get(case_track=run, key=key)


def move(run: CaseTrack, key: str, act: StepAct, manager: Actor, **more: Any) -> TrackStep:
    with act_as(manager, today=TODAY):
        row = step(run, key)
        values = {"version": row.version, "on": TODAY, **more}
        return operations.move_step(step=row, act=act, actor=manager, today=TODAY, **values)


def shown(case: Case, manager: Actor) -> queries.Run:
    with act_as(manager, today=TODAY):
        return queries.runs_of(case, TODAY)[0]


def test_a_track_begins_with_its_steps_and_the_due_dates_that_are_known(
    case: Case, track: Track, manager: Actor
) -> None:
    begun(case, track, manager, reason="Neu hier")
    run = shown(case, manager)
    assert [(one.of.key, one.due_on, one.waits_for) for one in run.steps] == [
        ("talk", TODAY + timedelta(days=14), ""),
        ("check", None, "Übergabegespräch"),
        ("work", None, "Beginn der Arbeit"),
    ]
    assert [(one.to_state, one.reason) for one in run.changes] == [("running", "Neu hier")]


def test_what_is_known_at_the_beginning_makes_due_dates(case: Case, track: Track, manager: Actor) -> None:
    begun(case, track, manager, answers={"job": date(2027, 1, 4)})
    assert shown(case, manager).steps[2].due_on == date(2027, 1, 4)


def test_without_consent_no_track_begins(manager: Actor, track: Track) -> None:
    with pytest.raises(Refused, match="Einwilligung"):
        begun(given.case(manager, on=OPENED), track, manager)


@pytest.mark.parametrize(
    ("on", "field"),
    [(TODAY + timedelta(days=1), "Zukunft"), (OPENED - timedelta(days=1), "beginnt erst")],
    ids=["in the future", "before the case"],
)
def test_a_track_begins_on_a_day_of_the_case(case: Case, track: Track, manager: Actor, on: date, field: str) -> None:
    with pytest.raises(Invalid, match=field):
        begun(case, track, manager, on=on)


def test_a_track_runs_once_at_a_time(case: Case, track: Track, manager: Actor) -> None:
    begun(case, track, manager)
    with pytest.raises(Invalid, match="schon begonnen"):
        begun(case, track, manager)
    with act_as(manager, today=TODAY), pytest.raises(IntegrityError), transaction.atomic():
        CaseTrack.objects.create(case=case, track=track, key=track.key, began_on=TODAY)


def test_a_version_that_was_replaced_does_not_begin(case: Case, track: Track, manager: Actor) -> None:
    track.ended_on = TODAY
    with pytest.raises(Refused, match="gilt nicht mehr"):
        begun(case, track, manager)


def test_a_running_track_keeps_its_version(case: Case, track: Track, manager: Actor) -> None:
    begun(case, track, manager)
    with act_as(manager, today=TODAY):
        Track.objects.filter(id=track.id).update(ended_on=TODAY)
        newer = given.track(valid_from=TODAY)
        assert queries.track_on_offer(track.key).id == newer.id
        assert queries.offered_tracks(case, TODAY) == []
    assert shown(case, manager).row.track_id == track.id


def test_a_step_done_sets_the_next_one_in_motion(case: Case, track: Track, manager: Actor) -> None:
    run = begun(case, track, manager)
    move(run, "talk", StepAct.DO, manager)
    told = shown(case, manager)
    assert told.steps[0].state == StepState.DONE
    assert told.steps[1].due_on == date(2026, 12, 20)
    assert told.done == 1


def test_a_step_opened_again_takes_its_day_back(case: Case, track: Track, manager: Actor) -> None:
    run = begun(case, track, manager)
    move(run, "talk", StepAct.DO, manager)
    with pytest.raises(Invalid, match="warum"):
        move(run, "talk", StepAct.REOPEN, manager)
    move(run, "talk", StepAct.REOPEN, manager, remark="war ein anderes Gespräch")
    assert shown(case, manager).steps[1].due_on is None


def test_a_step_falls_away_with_a_word_why(case: Case, track: Track, manager: Actor) -> None:
    run = begun(case, track, manager)
    with pytest.raises(Invalid) as refused:
        move(run, "work", StepAct.SKIP, manager)
    assert set(refused.value.errors) == {"remark"}
    move(run, "work", StepAct.SKIP, manager, remark="geht zur Schule")
    assert (shown(case, manager).steps[2].state, shown(case, manager).steps[2].remark) == (
        StepState.SKIPPED,
        "geht zur Schule",
    )


def test_a_step_that_needs_an_answer_is_not_done_without_it(case: Case, track: Track, manager: Actor) -> None:
    run = begun(case, track, manager)
    with pytest.raises(Invalid) as refused:
        move(run, "check", StepAct.DO, manager)
    assert set(refused.value.errors) == {"angabe_who"}
    move(run, "check", StepAct.DO, manager, answers={"who": "wir"})
    assert shown(case, manager).steps[1].state == StepState.DONE


def test_two_people_with_one_step(case: Case, track: Track, manager: Actor) -> None:
    run = begun(case, track, manager)
    move(run, "talk", StepAct.DO, manager)
    with pytest.raises(Conflict):
        move(run, "talk", StepAct.REOPEN, manager, remark="x", version=1)


def answered(run: CaseTrack, manager: Actor, **answers: Any) -> CaseTrack:
    with act_as(manager, today=TODAY):
        run.refresh_from_db()
        return operations.answer_questions(run=run, version=run.version, answers=answers, actor=manager, today=TODAY)


def test_former_answers_stay(case: Case, track: Track, manager: Actor) -> None:
    run = begun(case, track, manager)
    for job in (date(2027, 1, 4), date(2027, 2, 1)):
        answered(run, manager, job=job)
    told = shown(case, manager)
    assert told.answers[0].answer == date(2027, 2, 1)
    assert [former for former, *_ in told.answers[0].former] == [date(2027, 1, 4)]
    assert told.steps[2].due_on == date(2027, 2, 1)


def test_the_same_answer_twice_is_kept_once(case: Case, track: Track, manager: Actor) -> None:
    run = begun(case, track, manager)
    for _ in range(2):
        answered(run, manager, health=False, who="wir")
    with act_as(manager, today=TODAY):
        assert TrackAnswer.objects.filter(case_track=run).count() == 2


def test_an_answer_taken_back_leaves_nothing_in_force(case: Case, track: Track, manager: Actor) -> None:
    run = begun(case, track, manager, answers={"job": TODAY})
    answered(run, manager, job=None)
    told = shown(case, manager)
    assert told.answers[0].answer is None
    assert told.steps[2].due_on is None
    assert len(told.answers[0].former) == 1


def test_answers_of_two_people(case: Case, track: Track, manager: Actor) -> None:
    run = begun(case, track, manager)
    answered(run, manager, health=True)
    with act_as(manager, today=TODAY), pytest.raises(Conflict):
        operations.answer_questions(run=run, version=1, answers={"health": False}, actor=manager, today=TODAY)


def moved(run: CaseTrack, act: TrackAct, manager: Actor, *, reason: str = "so vereinbart") -> CaseTrack:
    with act_as(manager, today=TODAY):
        run.refresh_from_db()
        return operations.move_track(
            run=run, version=run.version, act=act, on=TODAY, reason=reason, actor=manager, today=TODAY
        )


def test_what_rests_is_due_nowhere_and_goes_on(case: Case, track: Track, manager: Actor) -> None:
    run = begun(case, track, manager, on=TODAY - timedelta(days=20))
    with act_as(manager, today=TODAY):
        assert [one.title for one in queries.track_steps_due(manager, TODAY)] == ["Übergabegespräch"]
    moved(run, TrackAct.PAUSE, manager)
    with act_as(manager, today=TODAY):
        assert queries.track_steps_due(manager, TODAY) == []
        assert queries.open_steps_of(case, TODAY) == []
    with pytest.raises(Refused, match="ruht"):
        move(run, "talk", StepAct.DO, manager)
    moved(run, TrackAct.RESUME, manager)
    with act_as(manager, today=TODAY):
        assert queries.track_steps_due(manager, TODAY)[0].overdue


def test_the_end_needs_a_reason_and_closes_what_is_open(case: Case, track: Track, manager: Actor) -> None:
    run = begun(case, track, manager)
    move(run, "talk", StepAct.DO, manager)
    with pytest.raises(Invalid, match="Grund"):
        moved(run, TrackAct.END, manager, reason=" ")
    moved(run, TrackAct.END, manager, reason="zieht weg")
    told = shown(case, manager)
    assert [one.state for one in told.steps] == [StepState.DONE, StepState.SKIPPED, StepState.SKIPPED]
    assert told.steps[1].remark == "zieht weg"
    assert (told.row.state, told.row.ended_on) == (TrackState.ENDED, TODAY)
    with pytest.raises(Refused, match="beendet"):
        answered(run, manager, health=True)


def test_after_its_end_a_track_can_begin_again(case: Case, track: Track, manager: Actor) -> None:
    moved(begun(case, track, manager), TrackAct.END, manager)
    begun(case, track, manager)
    with act_as(manager, today=TODAY):
        assert len(queries.runs_of(case, TODAY)) == 2


def test_in_a_closed_case_nothing_moves(case: Case, track: Track, manager: Actor) -> None:
    run = begun(case, track, manager)
    with act_as(manager, today=TODAY):
        close(case, manager)
    with pytest.raises(Refused, match="abgeschlossen"):
        move(run, "talk", StepAct.DO, manager)


def test_a_stranger_sees_no_track(case: Case, track: Track, manager: Actor) -> None:
    run = begun(case, track, manager)
    other = given.actor(Role.CASE_MANAGER)
    with act_as(other, today=TODAY):
        assert queries.runs_of(case, TODAY) == []
        with pytest.raises(NotVisible):
            queries.run_of(case, run.id)


def test_the_site_proposes_a_track(manager: Actor, case: Case, track: Track) -> None:
    with act_as(manager, today=TODAY):
        assert [one.proposed for one in queries.offered_tracks(case, TODAY)] == [False]
        Case.objects.filter(id=case.id).update(access_path="first_contact_point")
        case.refresh_from_db()
        assert [one.proposed for one in queries.offered_tracks(case, TODAY)] == [True]


def test_the_story_tells_of_tracks_and_steps(case: Case, track: Track, manager: Actor) -> None:
    run = begun(case, track, manager, reason="Neu hier")
    move(run, "talk", StepAct.DO, manager, remark="zu dritt")
    with act_as(manager, today=TODAY):
        story = partial(told_by, queries.STORY, Kind.TRACK, Kind.TRACK_STEP, case=case, today=TODAY)
        told = story()
        assert story(after=told[0].place) == told[1:]
    assert [one.facts.get("step", "") for one in told] == ["Übergabegespräch", ""]
