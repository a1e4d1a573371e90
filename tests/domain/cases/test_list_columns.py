"""The columns by which lists are sorted say the same as the histories, whatever is done in whatever order."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db.models import Max, Min
from hypothesis import HealthCheck, settings
from hypothesis import given as for_all
from hypothesis import strategies as st

from faden.domain.cases.enums import Constellation, MeasureState, Phase
from faden.domain.cases.models import Case, ConstellationPeriod, ContactNote, Measure, PhasePeriod, Stay
from faden.domain.cases.operations.closing import reopen_case
from faden.domain.cases.operations.course import change_constellation, enter_phase
from faden.domain.cases.operations.measures import change_measure, move_measure
from faden.domain.cases.transitions import MEASURE, PHASE, UNFINISHED
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from tests import given
from tests.domain.cases.acts import close, measure, note

pytestmark = pytest.mark.django_db
Act = Callable[[Case, Actor, date, int], None]


def _note(case: Case, actor: Actor, today: date, choice: int) -> None:
    since = case.opened_on
    note(case, actor, on=max(since, today - timedelta(days=choice)), today=today)


def _plan(case: Case, actor: Actor, today: date, choice: int) -> None:
    measure(case, actor, on=today, due_on=today + timedelta(days=choice) if choice % 3 else None, today=today)


def _move(case: Case, actor: Actor, today: date, choice: int) -> None:
    step = Measure.objects.filter(case=case, state__in=UNFINISHED).order_by("id").first()
    if step is not None:
        acts = MEASURE.acts_from(MeasureState(step.state))
        move_measure(
            measure=step, version=step.version, act=acts[choice % len(acts)], on=today, barrier=given.barrier(),
            actor=actor, today=today,
        )  # fmt: skip


def _postpone(case: Case, actor: Actor, today: date, choice: int) -> None:
    step = Measure.objects.filter(case=case, state__in=UNFINISHED).order_by("-id").first()
    if step is not None:
        change_measure(
            measure=step, version=step.version, title="neu", responsible="client",  # type: ignore[arg-type]
            due_on=today + timedelta(days=choice), actor=actor, today=today,
        )  # fmt: skip


def _enter(case: Case, actor: Actor, today: date, choice: int) -> None:
    possible = PHASE.acts_from(Phase(case.phase))
    phase = possible[choice % len(possible)]
    enter_phase(case=case, version=case.version, phase=phase, on=today, actor=actor, today=today)


def _change(case: Case, actor: Actor, today: date, choice: int) -> None:
    others = [one for one in Constellation if one != case.constellation]
    change_constellation(
        case=case,
        version=case.version,
        constellation=others[choice % 2],
        on=today,
        reason="x",
        actor=actor,
        today=today,
    )


def _close(case: Case, actor: Actor, today: date, choice: int) -> None:
    close(case, actor, on=today, today=today)


def _reopen(case: Case, actor: Actor, today: date) -> None:
    reopen_case(
        case=case, version=case.version, on=today, reason="wieder da", constellation=Constellation.GUIDANCE,
        actor=actor, today=today,
    )  # fmt: skip


ACTS: tuple[Act, ...] = (_note, _plan, _move, _postpone, _enter, _change, _close)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@for_all(acts=st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 20)), min_size=1, max_size=14))
def test_they_repeat_what_the_histories_hold(acts: list[tuple[Act, int]]) -> None:
    manager = given.actor(Role.CASE_MANAGER)
    today = date(2026, 1, 5)
    case = given.case(manager, on=today, consented=True)
    for act, choice in acts:
        today += timedelta(days=1 + choice % 4)
        with act_as(manager, today=today):
            current = Case.objects.get(id=case.id)
            if not current.is_open:
                _reopen(current, manager, today)
                current.refresh_from_db()
            act(current, manager, today, choice)
    with act_as(manager, today=today):
        _check(Case.objects.get(id=case.id))


def _check(case: Case) -> None:
    contacts = ContactNote.objects.filter(case=case).aggregate(last=Max("on"))
    deadlines = Measure.objects.filter(case=case, state__in=UNFINISHED).aggregate(next=Min("due_on"))
    stay = Stay.objects.filter(case=case).latest("since")
    constellation = ConstellationPeriod.objects.filter(case=case).latest("since", "id")
    phase = PhasePeriod.objects.filter(case=case).latest("since", "id")
    assert case.last_contact_on == contacts["last"]
    assert case.due_on == deadlines["next"]
    assert case.closed_on == (stay.until - timedelta(days=1) if stay.until else None)
    assert (case.constellation, constellation.until) == (constellation.constellation, stay.until)
    assert (case.phase, phase.until) == (phase.phase, stay.until)
    assert case.sort_name == case.person.sort_name
