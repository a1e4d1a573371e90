"""Hand-over and cover: who may, what changes when, and what nobody sees before."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from faden.domain.cases.calculation import uncovered
from faden.domain.cases.enums import CircleFunction
from faden.domain.cases.models import Case, CircleMember, Handover
from faden.domain.cases.operations.absence import announce_absence, end_absence
from faden.domain.cases.operations.handover import (
    decline_handover,
    propose_for_others,
    propose_handover,
    withdraw_handover,
)
from faden.domain.cases.queries.handover import cases_led_by, handover_by_id, open_handovers
from faden.domain.diary.models import Task
from faden.domain.diary.operations.tasks import plan_task
from faden.domain.people.models import Person
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.errors import Invalid, NotVisible, Refused
from faden.kernel.access.roles import Role
from faden.kernel.audit.models import AuditEntry
from faden.kernel.identity.operations import deactivate
from faden.kernel.identity.queries import system_actor
from faden.processes.hand_over import take_over
from tests import given
from tests.given import TODAY

pytestmark = pytest.mark.django_db

NOW = timezone.now()
A_DAY = timedelta(days=1)


def _propose(case: Case, actor: Actor, to: Actor, **change: Any) -> Handover:
    told: dict[str, Any] = {"successor": given.account_of(to), "reason": "wechselt die Stelle", **change}
    with act_as(actor, today=TODAY):
        return propose_handover(case=case, actor=actor, today=TODAY, **told)


def _accept(handover: Handover, actor: Actor, days: int = 0) -> Case:
    today = TODAY + days * A_DAY
    with act_as(actor, today=today):
        return take_over(handover=handover, actor=actor, today=today, now=NOW)


def _sees(actor: Actor, days: int = 0) -> bool:
    with act_as(actor, today=TODAY + days * A_DAY):
        return Case.objects.exists() and Person.objects.exists()


@pytest.fixture
def three() -> tuple[Actor, Actor, Case]:
    manager, successor = given.actor(Role.CASE_MANAGER), given.actor(Role.CASE_MANAGER)
    return manager, successor, given.case(manager)


def test_nothing_changes_before_it_is_accepted(three: tuple[Actor, Actor, Case]) -> None:
    manager, successor, case = three
    handover = _propose(case, manager, successor, note="Nächster Schritt: Antrag")
    assert (_sees(manager), _sees(successor)) == (True, False)
    with act_as(successor, today=TODAY):
        offered = handover_by_id(handover.id, successor)
        assert offered.facts.number == case.number
        assert offered.handover.note == "Nächster Schritt: Antrag"
        assert "Đorđević" not in repr(offered.facts)
        assert not CircleMember.objects.exists()


def test_accepted_it_changes_hands_on_that_day(three: tuple[Actor, Actor, Case]) -> None:
    manager, successor, case = three
    with act_as(manager, today=TODAY):
        task = plan_task(case=case, text="Antrag", actor=manager, today=TODAY)
    taken = _accept(_propose(case, manager, successor), successor)
    assert taken.manager_id == successor.id
    assert (_sees(manager), _sees(successor)) == (False, True)
    with act_as(successor, today=TODAY):
        assert Task.objects.get(id=task.id).responsible_id == successor.id
        entries = CircleMember.objects.order_by("id").values_list("account_id", "function", "since", "until")
        assert list(entries) == [
            (manager.id, CircleFunction.RESPONSIBLE, TODAY, TODAY),
            (successor.id, CircleFunction.RESPONSIBLE, TODAY, None),
        ]
        assert AuditEntry.objects.filter(act="case.handed_over", file_id=case.id).count() == 1


def test_the_former_one_stays_as_helper_with_reason_and_until_the_agreed_day(three: tuple[Actor, Actor, Case]) -> None:
    manager, successor, case = three
    with pytest.raises(Invalid, match="warum Sie noch mithelfen"):
        _propose(case, manager, successor, helps_until=TODAY + 7 * A_DAY)
    handover = _propose(case, manager, successor, helps_until=TODAY + 7 * A_DAY, helps_because="Termin beim Amt")
    _accept(handover, successor)
    assert [_sees(manager, days) for days in (0, 7, 8)] == [True, True, False]


def test_declined_with_a_reason_or_withdrawn_nothing_changes(three: tuple[Actor, Actor, Case]) -> None:
    manager, successor, case = three
    first = _propose(case, manager, successor)
    with act_as(successor, today=TODAY):
        with pytest.raises(Invalid, match="warum Sie den Fall nicht"):
            decline_handover(handover=first, reason=" ", actor=successor, today=TODAY)
        decline_handover(handover=first, reason="keine freien Stunden", actor=successor, today=TODAY)
        with pytest.raises(NotVisible):
            handover_by_id(first.id, successor)
    second = _propose(case, manager, successor)
    with act_as(manager, today=TODAY):
        withdraw_handover(handover=second, actor=manager, today=TODAY)
    with pytest.raises(Refused, match="schon beantwortet"):
        _accept(second, successor)
    assert (_sees(manager), _sees(successor)) == (True, False)


def test_who_may_propose_and_answer(three: tuple[Actor, Actor, Case]) -> None:
    manager, successor, case = three
    helper, stranger = given.helper(case, manager), given.actor(Role.CASE_MANAGER)
    with pytest.raises(Refused, match="Nur die fallführende"):
        _propose(case, helper, successor)
    with pytest.raises(NotVisible):
        _propose(case, stranger, successor)
    handover = _propose(case, manager, successor)
    for somebody in (manager, helper):
        with pytest.raises(Refused, match="wer den Fall übernehmen soll"):
            _accept(handover, somebody)
    with pytest.raises(NotVisible):
        _accept(handover, stranger)
    with pytest.raises(Invalid, match="schon eine Übergabe"):
        _propose(case, manager, stranger)


def test_to_whom_and_when_it_can_be_proposed(three: tuple[Actor, Actor, Case]) -> None:
    manager, successor, case = three
    with pytest.raises(Invalid, match="nur das Case Management"):
        _propose(case, manager, given.actor(Role.COORDINATOR))
    with pytest.raises(Invalid, match="führt den Fall schon"):
        _propose(case, manager, manager)
    with pytest.raises(Invalid, match="Vergangenheit"):
        _propose(case, manager, successor, earliest_on=TODAY - A_DAY)
    handover = _propose(case, manager, successor, earliest_on=TODAY + 3 * A_DAY)
    with pytest.raises(Refused, match="erst ab"):
        _accept(handover, successor)
    assert _accept(handover, successor, 3).manager_id == successor.id


def test_a_helper_who_takes_over_is_not_twice_in_the_circle(three: tuple[Actor, Actor, Case]) -> None:
    manager, _, case = three
    helper = given.helper(case, manager)
    _accept(_propose(case, manager, helper), helper)
    with act_as(helper, today=TODAY + A_DAY):
        entries = [m for m in CircleMember.objects.filter(account_id=helper.id) if not m.until or m.until > TODAY]
        assert [m.function for m in entries] == [CircleFunction.RESPONSIBLE]


def test_coordination_proposes_for_somebody_who_has_left_without_seeing_a_name(
    three: tuple[Actor, Actor, Case],
) -> None:
    manager, successor, case = three
    coordinator = given.actor(Role.COORDINATOR)
    with act_as(system_actor(), today=TODAY):
        deactivate(account=given.account_of(manager), on=TODAY)
    with act_as(coordinator, today=TODAY):
        led = cases_led_by(manager.id, actor=coordinator)
        assert [str(one) for one in led] == [f"{case.number}: Prozessbegleitung, Delbrück"]
        (handover,) = propose_for_others(
            former=given.account_of(manager),
            cases=led,
            successor=given.account_of(successor),
            reason="hat uns verlassen",
            actor=coordinator,
            today=TODAY,
        )
        assert not Case.objects.exists()
        assert [one.handover for one in open_handovers(coordinator)] == [handover]
    assert _accept(handover, successor).manager_id == successor.id
    with act_as(coordinator, today=TODAY):
        assert not Case.objects.exists()
        assert cases_led_by(manager.id, actor=coordinator) == []


def test_nobody_else_lists_or_moves_others_cases(three: tuple[Actor, Actor, Case]) -> None:
    manager, successor, case = three
    with act_as(successor, today=TODAY):
        with pytest.raises(Refused):
            cases_led_by(manager.id, actor=successor)
        row = Handover(
            case_id=case.id,
            former_id=manager.id,
            successor_id=given.actor(Role.CASE_MANAGER).id,
            proposed_by_id=successor.id,
            proposed_on=TODAY,
            earliest_on=TODAY,
            reason="x",
        )
        with pytest.raises(DatabaseError), transaction.atomic():
            row.save(force_insert=True)


def test_nobody_lets_themselves_in(three: tuple[Actor, Actor, Case]) -> None:
    manager, _, case = three
    both = given.actor(Role.COORDINATOR, Role.CASE_MANAGER)
    with act_as(both, today=TODAY):
        with pytest.raises(Invalid, match="Sich selbst"):
            propose_for_others(
                former=given.account_of(manager),
                cases=cases_led_by(manager.id, actor=both),
                successor=given.account_of(both),
                reason="x",
                actor=both,
                today=TODAY,
            )
        row = Handover(
            case_id=case.id,
            former_id=manager.id,
            successor_id=both.id,
            proposed_by_id=both.id,
            proposed_on=TODAY,
            earliest_on=TODAY,
            reason="x",
        )
        with pytest.raises(DatabaseError), transaction.atomic():
            row.save(force_insert=True)
    assert not _sees(both)


def test_whoever_hands_on_what_was_taken_over_that_day_is_out(three: tuple[Actor, Actor, Case]) -> None:
    manager, between, case = three
    last = given.actor(Role.CASE_MANAGER)
    _accept(_propose(case, manager, between), between)
    _accept(_propose(case, between, last), last)
    entry = CircleMember(
        case_id=case.id, account_id=between.id, person_id=case.person_id, function=CircleFunction.HELPER, reason="x",
        since=TODAY,
    )  # fmt: skip
    with act_as(between, today=TODAY):
        assert not CircleMember.objects.exists()
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            entry.save(force_insert=True)
    _accept(_propose(case, last, between), between)
    assert _sees(between)
    assert not _sees(last)


def test_a_cover_sees_the_case_from_the_first_day_to_the_last(three: tuple[Actor, Actor, Case]) -> None:
    manager, cover, case = three
    with act_as(manager, today=TODAY):
        announce_absence(
            since=TODAY + 2 * A_DAY,
            last_day=TODAY + 4 * A_DAY,
            cover=given.account_of(cover),
            cases=[case],
            actor=manager,
            today=TODAY,
        )
    assert [_sees(cover, days) for days in range(6)] == [False, False, True, True, True, False]
    with act_as(manager, today=TODAY):
        entry = CircleMember.objects.get(account_id=cover.id)
        assert entry.reason == f"Vertretung für {manager.name}"


def test_an_absence_sent_twice_is_announced_once(three: tuple[Actor, Actor, Case]) -> None:
    manager, cover, case = three
    told: dict[str, Any] = {"since": TODAY, "cover": given.account_of(cover), "cases": [case], "actor": manager}
    with act_as(manager, today=TODAY):
        first = announce_absence(**told, last_day=TODAY + A_DAY, today=TODAY)
        assert announce_absence(**told, last_day=TODAY + A_DAY, today=TODAY) == first
        assert announce_absence(**told, last_day=TODAY + 2 * A_DAY, today=TODAY) != first
        assert AuditEntry.objects.filter(act="absence.announced").count() == 2


def test_back_early_the_cover_ends(three: tuple[Actor, Actor, Case]) -> None:
    manager, cover, case = three
    with act_as(manager, today=TODAY):
        absence = announce_absence(
            since=TODAY,
            last_day=TODAY + 9 * A_DAY,
            cover=given.account_of(cover),
            cases=[case],
            actor=manager,
            today=TODAY,
        )
    with act_as(manager, today=TODAY + A_DAY):
        end_absence(absence=absence, actor=manager, today=TODAY + A_DAY)
    assert [_sees(cover, days) for days in (0, 1, 2)] == [True, False, False]


def test_whoever_stood_in_for_the_former_one_goes_with_the_handover(three: tuple[Actor, Actor, Case]) -> None:
    manager, successor, case = three
    cover = given.actor(Role.CASE_MANAGER)
    with act_as(manager, today=TODAY):
        announce_absence(
            since=TODAY,
            last_day=TODAY + 9 * A_DAY,
            cover=given.account_of(cover),
            cases=[case],
            actor=manager,
            today=TODAY,
        )
    assert _sees(cover)
    _accept(_propose(case, manager, successor), successor)
    assert (_sees(cover), _sees(successor)) == (False, True)


def test_a_cover_that_went_before_it_began_is_not_ended_again_by_who_comes_back(
    three: tuple[Actor, Actor, Case],
) -> None:
    manager, successor, case = three
    cover = given.actor(Role.CASE_MANAGER)
    with act_as(manager, today=TODAY):
        absence = announce_absence(
            since=TODAY + A_DAY,
            last_day=TODAY + 9 * A_DAY,
            cover=given.account_of(cover),
            cases=[case],
            actor=manager,
            today=TODAY,
        )
    _accept(_propose(case, manager, successor, helps_until=TODAY + 5 * A_DAY, helps_because="Termin"), successor)
    with act_as(manager, today=TODAY):
        end_absence(absence=absence, actor=manager, today=TODAY)
    assert not _sees(cover, days=2)


def test_who_helps_already_is_covered_for_the_other_days_only(three: tuple[Actor, Actor, Case]) -> None:
    manager, _, case = three
    helper = given.helper(case, manager)
    with act_as(manager, today=TODAY):
        CircleMember.objects.filter(account_id=helper.id).update(until=TODAY + 2 * A_DAY)
        announce_absence(
            since=TODAY,
            last_day=TODAY + 4 * A_DAY,
            cover=given.account_of(helper),
            cases=[case],
            actor=manager,
            today=TODAY,
        )
        entries = CircleMember.objects.filter(account_id=helper.id).order_by("since").values_list("since", "until")
        assert list(entries) == [(TODAY, TODAY + 2 * A_DAY), (TODAY + 2 * A_DAY, TODAY + 5 * A_DAY)]


def test_a_helper_lets_no_cover_in(three: tuple[Actor, Actor, Case]) -> None:
    manager, cover, case = three
    helper = given.helper(case, manager)
    with act_as(helper, today=TODAY), pytest.raises(Refused):
        announce_absence(
            since=TODAY,
            last_day=TODAY + A_DAY,
            cover=given.account_of(cover),
            cases=[case],
            actor=helper,
            today=TODAY,
        )


@pytest.mark.parametrize(("since", "last", "field"), [(-1, 3, "since"), (3, 2, "last_day"), (0, 400, "last_day")])
def test_an_absence_has_days(three: tuple[Actor, Actor, Case], since: int, last: int, field: str) -> None:
    manager, cover, case = three
    with act_as(manager, today=TODAY), pytest.raises(Invalid) as caught:
        announce_absence(
            since=TODAY + since * A_DAY,
            last_day=TODAY + last * A_DAY,
            cover=given.account_of(cover),
            cases=[case],
            actor=manager,
            today=TODAY,
        )
    assert list(caught.value.errors) == [field]


def day(number: int) -> Any:
    return TODAY + number * A_DAY


@pytest.mark.parametrize(
    ("taken", "free"),
    [
        ([], [(0, 10)]),
        ([(0, 10)], []),
        ([(3, 5)], [(0, 3), (5, 10)]),
        ([(3, None)], [(0, 3)]),
        ([(6, 8), (-5, 2)], [(2, 6), (8, 10)]),
        ([(2, 6), (4, 5)], [(0, 2), (6, 10)]),
        ([(10, 12), (-3, 0)], [(0, 10)]),
        ([(0, 0)], [(0, 10)]),
        ([(4, 4)], [(0, 10)]),
    ],
)
def test_what_nobody_covers(taken: list[Any], free: list[Any]) -> None:
    periods = [(day(since), None if until is None else day(until)) for since, until in taken]
    assert uncovered((day(0), day(10)), periods) == [(day(a), day(b)) for a, b in free]
