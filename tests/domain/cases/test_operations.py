"""What is done in a case: what it leaves behind, what it refuses, what it finds wrong."""

from datetime import date, timedelta

import pytest

from faden.domain.cases.calculation import DomainView
from faden.domain.cases.enums import Constellation, GoalState, MeasureAct, MeasureState, Phase, Responsible
from faden.domain.cases.models import (
    Assessment,
    Case,
    CircleMember,
    ConstellationPeriod,
    ContactNoteRevision,
    GoalStep,
    MeasureStep,
    PhasePeriod,
)
from faden.domain.cases.operations.assessing import assess
from faden.domain.cases.operations.barriers import overcome_barrier, record_barrier
from faden.domain.cases.operations.circle import end_helper, invite_helper
from faden.domain.cases.operations.course import change_constellation, enter_phase
from faden.domain.cases.operations.goals import change_goal
from faden.domain.cases.operations.measures import change_measure, move_measure, plan_measure
from faden.domain.cases.operations.notes import correct_note
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.errors import Conflict, Invalid, NotVisible, Refused
from faden.kernel.access.roles import Role
from faden.kernel.audit.models import AuditEntry
from tests import given
from tests.domain.cases.acts import NOW, close, goal, measure, note

pytestmark = pytest.mark.django_db
TODAY = given.TODAY
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
OPENED = date(2026, 3, 12)


@pytest.fixture
def manager() -> Actor:
    return given.actor(Role.CASE_MANAGER)


@pytest.fixture
def case(manager: Actor) -> Case:
    return given.case(manager, on=OPENED, consented=True)


# -- contacts ---------------------------------------------------------------------------------


def test_the_latest_contact_counts_in_whatever_order_they_are_written(manager: Actor, case: Case) -> None:
    with act_as(manager, today=TODAY):
        note(case, manager, on=YESTERDAY)
        note(case, manager, on=date(2026, 5, 1))
        assert Case.objects.get().last_contact_on == YESTERDAY


@pytest.mark.parametrize(
    ("on", "minutes", "field"),
    [(TOMORROW, 25, "on"), (OPENED - timedelta(days=1), 25, "on"), (TODAY, 0, "minutes"), (TODAY, 601, "minutes")],
)
def test_a_contact_that_cannot_have_been(manager: Actor, case: Case, on: date, minutes: int, field: str) -> None:
    with act_as(manager, today=TODAY), pytest.raises(Invalid) as invalid:
        note(case, manager, on=on, minutes=minutes)
    assert list(invalid.value.errors) == [field]


def test_a_stranger_finds_no_case(manager: Actor, case: Case) -> None:
    stranger = given.actor(Role.CASE_MANAGER)
    with act_as(stranger, today=TODAY), pytest.raises(NotVisible):
        note(case, stranger)


def test_a_correction_keeps_the_former_text(manager: Actor, case: Case) -> None:
    with act_as(manager, today=TODAY):
        written = note(case, manager, text="Termin um drei")
        close(case, manager)
        corrected = correct_note(note=written, version=1, text="Termin um vier", actor=manager, now=NOW)
        assert (corrected.text, corrected.version) == ("Termin um vier", 2)
        assert ContactNoteRevision.objects.get().text == "Termin um drei"


def test_two_corrections_meet(manager: Actor, case: Case) -> None:
    with act_as(manager, today=TODAY):
        written = note(case, manager, text="eins")
        correct_note(note=written, version=1, text="zwei", actor=manager, now=NOW)
        with pytest.raises(Conflict) as conflict:
            correct_note(note=written, version=1, text="drei", actor=manager, now=NOW)
    assert conflict.value.fields["text"] == ("Notiz", "zwei")


def test_only_the_author_corrects_and_a_note_is_not_emptied(manager: Actor, case: Case) -> None:
    helper = given.helper(case, manager)
    with act_as(manager, today=TODAY):
        written = note(case, manager)
        with pytest.raises(Invalid):
            correct_note(note=written, version=1, text="  ", actor=manager, now=NOW)
        unchanged = correct_note(note=written, version=1, text=written.text, actor=manager, now=NOW)
        assert unchanged.version == 1
    with act_as(helper, today=TODAY), pytest.raises(Refused, match="Nur wer die Notiz geschrieben hat"):
        correct_note(note=written, version=1, text="anders", actor=helper, now=NOW)


# -- assessment -------------------------------------------------------------------------------


def test_an_assessment_keeps_both_views(manager: Actor, case: Case) -> None:
    views = [
        DomainView(given.life_domain("Sprache").id, 3, 1),
        DomainView(given.life_domain("Wohnen").id, 0, None, " – "),
    ]
    with act_as(manager, today=TODAY):
        assess(case=case, on=TODAY, views=views, actor=manager, today=TODAY)
        assert list(Assessment.objects.get().ratings.order_by("-need").values_list("need", "own_view", "remark")) == [
            (3, 1, ""),
            (0, None, "–"),
        ]


def _bad_views() -> dict[str, list[DomainView]]:
    sprache = given.life_domain().id
    return {
        "nothing": [],
        "twice": [DomainView(sprache, 1), DomainView(sprache, 2)],
        "too high": [DomainView(sprache, 5)],
        "own view too high": [DomainView(sprache, 1, 7)],
    }


@pytest.mark.parametrize("which", ["nothing", "twice", "too high", "own view too high"])
def test_an_assessment_that_makes_no_sense(manager: Actor, case: Case, which: str) -> None:
    with act_as(manager, today=TODAY), pytest.raises(Invalid):
        assess(case=case, on=TODAY, views=_bad_views()[which], actor=manager, today=TODAY)


def test_before_the_consent_nothing_beyond_a_short_contact(manager: Actor) -> None:
    unsigned = given.case(manager, family_name="Ohne")
    with act_as(manager, today=TODAY):
        note(unsigned, manager)
        for act in (
            lambda: goal(unsigned, manager),
            lambda: measure(unsigned, manager),
            lambda: record_barrier(case=unsigned, barrier=given.barrier(), on=TODAY, actor=manager, today=TODAY),
        ):
            with pytest.raises(Refused, match="Einwilligung in die Datenverarbeitung fehlt"):
                act()


# -- goals ------------------------------------------------------------------------------------


def test_a_goal_put_into_other_words_keeps_the_former_ones(manager: Actor, case: Case) -> None:
    with act_as(manager, today=TODAY):
        aim = goal(case, manager, words="Arbeiten")
        change_goal(
            goal=aim, version=1, words="Als Koch arbeiten", state=GoalState.OPEN, on=TODAY, actor=manager, today=TODAY
        )
        step = GoalStep.objects.get()
        assert (step.former_words, step.from_state, step.to_state) == ("Arbeiten", "open", "open")
        with pytest.raises(Conflict) as conflict:
            change_goal(goal=aim, version=1, words="Lernen", state=GoalState.OPEN, on=TODAY, actor=manager, today=TODAY)
        assert conflict.value.fields["words"][1] == "Als Koch arbeiten"


def test_saving_a_goal_unchanged_is_no_step(manager: Actor, case: Case) -> None:
    with act_as(manager, today=TODAY):
        aim = goal(case, manager)
        change_goal(goal=aim, version=1, words=aim.words, state=GoalState.OPEN, on=TODAY, actor=manager, today=TODAY)
        assert not GoalStep.objects.exists()


def test_a_goal_needs_words(manager: Actor, case: Case) -> None:
    with act_as(manager, today=TODAY):
        with pytest.raises(Invalid):
            goal(case, manager, words=" ")
        aim = goal(case, manager)
        with pytest.raises(Invalid):
            change_goal(goal=aim, version=1, words="", state=GoalState.OPEN, on=TODAY, actor=manager, today=TODAY)


# -- measures ---------------------------------------------------------------------------------


def test_waiting_is_a_fact(manager: Actor, case: Case) -> None:
    with act_as(manager, today=TODAY):
        step = measure(case, manager, on=OPENED)
        waiting = move_measure(
            measure=step, version=1, act=MeasureAct.WAIT, on=date(2026, 5, 1), barrier=given.barrier(), actor=manager,
            today=TODAY,
        )  # fmt: skip
        assert (waiting.state, waiting.waiting_since, waiting.barrier) == (
            MeasureState.WAITING, date(2026, 5, 1), given.barrier(),
        )  # fmt: skip
        started = move_measure(
            measure=step, version=2, act=MeasureAct.START, on=date(2026, 6, 1), actor=manager, today=TODAY
        )
        assert (started.waiting_since, started.barrier) == (None, None)
        assert [s.to_state for s in MeasureStep.objects.all()] == ["waiting", "active"]


@pytest.mark.parametrize("act", [MeasureAct.WAIT, MeasureAct.ABORT])
def test_what_holds_a_step_up_is_told(manager: Actor, case: Case, act: MeasureAct) -> None:
    with act_as(manager, today=TODAY):
        step = measure(case, manager)
        with pytest.raises(Invalid) as invalid:
            move_measure(measure=step, version=1, act=act, on=TODAY, actor=manager, today=TODAY)
    assert list(invalid.value.errors) == ["barrier"]


def test_a_step_can_break_off_for_a_reason_that_is_no_barrier(manager: Actor, case: Case) -> None:
    with act_as(manager, today=TODAY):
        step = measure(case, manager)
        ended = move_measure(
            measure=step,
            version=1,
            act=MeasureAct.ABORT,
            on=TODAY,
            remark="hat schon Arbeit",
            actor=manager,
            today=TODAY,
        )
        assert (ended.state, ended.ended_on) == (MeasureState.ABORTED, TODAY)
        with pytest.raises(Refused, match="passt dazu nicht"):
            move_measure(measure=step, version=2, act=MeasureAct.START, on=TODAY, actor=manager, today=TODAY)
        with pytest.raises(Invalid, match="bleibt, wie er war"):
            change_measure(
                measure=step, version=2, title="x", responsible=Responsible.CLIENT, actor=manager, today=TODAY
            )


def test_a_step_does_not_go_on_before_it_stood_where_it_stands(manager: Actor, case: Case) -> None:
    with act_as(manager, today=TODAY):
        step = measure(case, manager, on=TODAY)
        with pytest.raises(Invalid):
            move_measure(measure=step, version=1, act=MeasureAct.START, on=YESTERDAY, actor=manager, today=TODAY)


def test_the_list_knows_the_next_deadline(manager: Actor, case: Case) -> None:
    with act_as(manager, today=TODAY):
        soon = measure(case, manager, title="bald", due_on=TODAY + timedelta(days=3))
        measure(case, manager, title="später", due_on=TODAY + timedelta(days=9))
        assert Case.objects.get().due_on == TODAY + timedelta(days=3)
        move_measure(measure=soon, version=1, act=MeasureAct.FINISH, on=TODAY, actor=manager, today=TODAY)
        assert Case.objects.get().due_on == TODAY + timedelta(days=9)


def test_a_deadline_can_be_moved_and_two_who_move_it_meet(manager: Actor, case: Case) -> None:
    with act_as(manager, today=TODAY):
        step = measure(case, manager, due_on=TOMORROW)
        later = TODAY + timedelta(days=30)
        change_measure(
            measure=step, version=1, title=step.title, responsible=Responsible.CLIENT, due_on=later, actor=manager,
            today=TODAY,
        )  # fmt: skip
        assert Case.objects.get().due_on == later
        with pytest.raises(Conflict) as conflict:
            change_measure(
                measure=step, version=1, title="x", responsible=Responsible.CLIENT, actor=manager, today=TODAY
            )
        assert conflict.value.fields["due_on"] == ("bis wann", later)


@pytest.mark.parametrize(
    ("arguments", "field"),
    [
        ({"title": " "}, "title"),
        ({"responsible": Responsible.ORGANISATION}, "organisation"),
        ({"due_on": YESTERDAY}, "due_on"),
        ({"on": TOMORROW}, "on"),
    ],
)
def test_a_step_that_makes_no_sense(manager: Actor, case: Case, arguments: dict[str, object], field: str) -> None:
    complete = {"title": "Kurs", "responsible": Responsible.CLIENT, "on": TODAY, **arguments}
    with act_as(manager, today=TODAY), pytest.raises(Invalid) as invalid:
        plan_measure(case=case, actor=manager, today=TODAY, **complete)  # type: ignore[arg-type]
    assert list(invalid.value.errors) == [field]


def test_a_goal_of_another_case_is_refused(manager: Actor, case: Case) -> None:
    other = given.case(manager, family_name="Andere", on=OPENED, consented=True)
    with act_as(manager, today=TODAY):
        aim = goal(other, manager)
        with pytest.raises(Invalid, match="gehört zu einem anderen Fall"):
            plan_measure(
                case=case, title="x", responsible=Responsible.CLIENT, on=TODAY, goal=aim, actor=manager, today=TODAY
            )


# -- barriers ---------------------------------------------------------------------------------


def test_a_barrier_is_recorded_once_until_it_is_overcome(manager: Actor, case: Case) -> None:
    with act_as(manager, today=TODAY):
        met = record_barrier(case=case, barrier=given.barrier(), on=YESTERDAY, actor=manager, today=TODAY)
        with pytest.raises(Invalid, match="schon eingetragen"):
            record_barrier(case=case, barrier=given.barrier(), on=TODAY, actor=manager, today=TODAY)
        assert overcome_barrier(met=met, on=TODAY, actor=manager, today=TODAY).until == TODAY
        with pytest.raises(Invalid, match="schon überwunden"):
            overcome_barrier(met=met, on=TODAY, actor=manager, today=TODAY)
        record_barrier(case=case, barrier=given.barrier(), on=TODAY, actor=manager, today=TODAY)


# -- constellation and phase ------------------------------------------------------------------


def test_a_constellation_keeps_its_history(manager: Actor, case: Case) -> None:
    with act_as(manager, today=TODAY):
        change_constellation(
            case=case, version=1, constellation=Constellation.CASE_MANAGEMENT, on=TODAY, reason="viele Akteure",
            actor=manager, today=TODAY,
        )  # fmt: skip
        assert Case.objects.get().constellation == Constellation.CASE_MANAGEMENT
        assert list(ConstellationPeriod.objects.values_list("constellation", "since", "until")) == [
            ("guidance", OPENED, TODAY),
            ("case_management", TODAY, None),
        ]


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"constellation": Constellation.GUIDANCE}, "constellation"),
        ({"reason": " "}, "reason"),
        ({"on": OPENED - timedelta(days=1)}, "on"),
    ],
)
def test_a_change_that_is_none(manager: Actor, case: Case, changed: dict[str, object], field: str) -> None:
    complete = {"constellation": Constellation.SHORT, "reason": "x", "on": TODAY, **changed}
    with act_as(manager, today=TODAY), pytest.raises(Invalid) as invalid:
        change_constellation(case=case, version=1, actor=manager, today=TODAY, **complete)  # type: ignore[arg-type]
    assert list(invalid.value.errors) == [field]


def test_a_phase_keeps_its_history_and_two_who_change_it_meet(manager: Actor, case: Case) -> None:
    with act_as(manager, today=TODAY):
        enter_phase(case=case, version=1, phase=Phase.GOAL_AGREEMENT, on=TODAY, actor=manager, today=TODAY)
        assert [period.phase for period in PhasePeriod.objects.all()] == [Phase.ASSESSMENT, Phase.GOAL_AGREEMENT]
        with pytest.raises(Conflict) as conflict:
            enter_phase(case=case, version=1, phase=Phase.EVALUATION, on=TODAY, actor=manager, today=TODAY)
    assert conflict.value.fields["phase"] == ("Phase", "Zielvereinbarung")


# -- the circle -------------------------------------------------------------------------------


def _invite(case: Case, manager: Actor, helper: Actor, **changes: object) -> CircleMember:
    arguments = {"reason": "Sprachberatung", "since": TODAY, "last_day": TODAY + timedelta(days=30), **changes}
    return invite_helper(case=case, account=given.account_of(helper), actor=manager, today=TODAY, **arguments)  # type: ignore[arg-type]


def test_a_helper_sees_the_file_until_the_last_day(manager: Actor, case: Case) -> None:
    helper = given.actor(Role.CASE_MANAGER)
    with act_as(manager, today=TODAY):
        _invite(case, manager, helper)
    for today, sees in ((TODAY, True), (TODAY + timedelta(days=30), True), (TODAY + timedelta(days=31), False)):
        with act_as(helper, today=today):
            assert Case.objects.exists() == sees


def test_taken_back_the_access_ends_now_and_stays_on_the_list(manager: Actor, case: Case) -> None:
    organisation = given.organisation()
    helper = given.actor(Role.PARTNER, organisation=organisation)
    given.release(case, organisation, manager)
    with act_as(manager, today=TODAY):
        member = _invite(case, manager, helper)
    with act_as(helper, today=TODAY):
        note(case, helper)
        end_helper(member=member, actor=helper, today=TODAY)
        assert not Case.objects.exists()
    with act_as(manager, today=TODAY):
        assert CircleMember.objects.get(id=member.id).until == TODAY
        with pytest.raises(Refused, match="Übergabe"):
            end_helper(member=CircleMember.objects.get(function="responsible"), actor=manager, today=TODAY)


def test_who_does_not_counsel_is_not_let_in(manager: Actor, case: Case) -> None:
    officer = given.actor(Role.RESIDENCE_OFFICER)
    with act_as(manager, today=TODAY), pytest.raises(Refused, match="Fachkräfte aus der Beratung"):
        _invite(case, manager, officer)


def test_a_helper_lets_nobody_in(manager: Actor, case: Case) -> None:
    helper, friend = given.helper(case, manager), given.actor(Role.CASE_MANAGER)
    with act_as(helper, today=TODAY), pytest.raises(Refused, match="Nur die fallführende Person"):
        _invite(case, helper, friend)


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"since": YESTERDAY}, "since"), ({"last_day": YESTERDAY}, "last_day"), ({"reason": " "}, "reason")],
)
def test_an_invitation_that_makes_no_sense(manager: Actor, case: Case, changes: dict[str, object], field: str) -> None:
    with act_as(manager, today=TODAY), pytest.raises(Invalid) as invalid:
        _invite(case, manager, given.actor(Role.CASE_MANAGER), **changes)
    assert list(invalid.value.errors) == [field]


def test_nobody_is_invited_twice_at_a_time(manager: Actor, case: Case) -> None:
    helper = given.actor(Role.CASE_MANAGER)
    with act_as(manager, today=TODAY):
        _invite(case, manager, helper)
        with pytest.raises(Invalid, match="schon zum Kreis"):
            _invite(case, manager, helper)


# -- the trace --------------------------------------------------------------------------------


def test_every_act_leaves_its_trace_without_a_word_of_the_file(manager: Actor, case: Case) -> None:
    with act_as(manager, today=TODAY):
        note(case, manager, text="Geheimnis")
        aim = goal(case, manager, words="Geheimnis")
        change_goal(goal=aim, version=1, words="Neu", state=GoalState.PARTLY, on=TODAY, actor=manager, today=TODAY)
        measure(case, manager, title="Geheimnis")
        entries = AuditEntry.objects.filter(file_id=case.id)
        assert {entry.act for entry in entries} == {
            "contact.recorded", "goal.agreed", "goal.changed", "measure.planned",
        }  # fmt: skip
        assert not [entry for entry in entries if "Geheimnis" in str(entry.facts)]
