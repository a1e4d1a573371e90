"""Whatever a case goes through: stays never overlap, one person leads at a time, and nothing that was is changed."""

from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import given as for_all
from hypothesis import strategies as st

from faden.domain.cases.enums import CircleFunction, ClosingReason, Constellation
from faden.domain.cases.models import Case, CircleMember, Stay
from faden.domain.cases.operations.absence import announce_absence, end_absence
from faden.domain.cases.operations.closing import close_case, reopen_case
from faden.domain.cases.operations.handover import (
    accept_handover,
    decline_handover,
    propose_handover,
    withdraw_handover,
)
from faden.domain.cases.queries.handover import absences_of, open_handovers
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.errors import AccessError
from faden.kernel.access.roles import Role
from faden.kernel.identity.models import Account
from tests import given
from tests.given import TODAY

pytestmark = pytest.mark.django_db

PEOPLE = 3
WHO = st.integers(0, PEOPLE - 1)
ACTS = ("propose", "accept", "decline", "withdraw", "cover", "come_back", "close", "reopen", "wait")
STEPS = st.lists(st.tuples(st.sampled_from(ACTS), WHO, WHO, st.integers(0, 3)), max_size=25)


@dataclass
class Life:
    """A case, three case managers, and the day it is."""

    people: list[Actor]
    case: Case
    today: date = TODAY
    refused: int = 0
    history: dict[Any, tuple[Any, ...]] = field(default_factory=dict)

    def step(self, act: str, who: int, whom: int, days: int) -> None:
        """Try something as somebody; what is not allowed changes nothing."""
        if act == "wait":
            self.today += timedelta(days=days)
            return
        actor = self.people[who]
        with suppress(AccessError, Case.DoesNotExist), act_as(actor, today=self.today), transaction.atomic():
            getattr(self, act)(actor, Account.objects.get(id=self.people[whom].id), days)
        self.look()

    def propose(self, actor: Actor, other: Account, days: int) -> None:
        helps: dict[str, Any] = (
            {"helps_until": self.today + timedelta(days=days), "helps_because": "kennt sich aus"} if days else {}
        )
        propose_handover(case=self._own(), successor=other, reason="wechselt", actor=actor, today=self.today, **helps)

    def accept(self, actor: Actor, _: Account, __: int) -> None:
        for one in open_handovers(actor):
            accept_handover(handover=one.handover, actor=actor, today=self.today)

    def decline(self, actor: Actor, _: Account, __: int) -> None:
        for one in open_handovers(actor):
            decline_handover(handover=one.handover, reason="zu viel", actor=actor, today=self.today)

    def withdraw(self, actor: Actor, _: Account, __: int) -> None:
        for one in open_handovers(actor):
            withdraw_handover(handover=one.handover, actor=actor, today=self.today)

    def cover(self, actor: Actor, other: Account, days: int) -> None:
        since = self.today + timedelta(days=days % 2)
        announce_absence(
            since=since,
            last_day=since + timedelta(days=days),
            cover=other,
            cases=[self._own()],
            actor=actor,
            today=self.today,
        )

    def close(self, actor: Actor, _: Account, __: int) -> None:
        case = self._own()
        close_case(
            case=case,
            version=case.version,
            reason=ClosingReason.AGREEMENT,
            on=self.today,
            evaluation="gut",
            goals={},
            actor=actor,
            today=self.today,
        )

    def reopen(self, actor: Actor, _: Account, __: int) -> None:
        case = self._own()
        reopen_case(
            case=case,
            version=case.version,
            on=self.today,
            reason="kommt wieder",
            constellation=Constellation.SHORT,
            actor=actor,
            today=self.today,
        )

    def _own(self) -> Case:
        return Case.objects.get(id=self.case.id)

    def look(self) -> None:
        """What must hold after every step."""
        with act_as(self._leader(), today=self.today):
            case = self._own()
            stays = list(Stay.objects.filter(case_id=case.id).order_by("since"))
            circle = list(CircleMember.objects.filter(case_id=case.id))
        for former, later in pairwise(stays):
            assert former.until is not None
            assert former.until <= later.since
        assert case.is_open == (stays[-1].until is None)
        day = case.opened_on
        while day <= self.today:
            assert len(_leading(circle, day)) == 1, day
            assert len({m.account_id for m in circle if _holds(m, day)}) == len([m for m in circle if _holds(m, day)])
            day += timedelta(days=1)
        assert _leading(circle, self.today) == [case.manager_id]
        self._nothing_is_rewritten([*stays, *circle])

    def _nothing_is_rewritten(self, rows: list[Any]) -> None:
        """What has ended before today stays word for word, and no row goes away."""
        now = {(type(row).__name__, row.id): _columns(row) for row in rows}
        assert self.history.keys() <= now.keys()
        for key, columns in self.history.items():
            assert now[key] == columns
        ended = [row for row in rows if row.until is not None and row.until < self.today]
        self.history = {(type(row).__name__, row.id): _columns(row) for row in ended}

    def _leader(self) -> Actor:
        """Whoever sees the case as its leader today; exactly one of them."""
        leading = []
        for actor in self.people:
            with act_as(actor, today=self.today):
                entry = CircleMember.objects.filter(
                    case_id=self.case.id, account_id=actor.id, function=CircleFunction.RESPONSIBLE, until__isnull=True
                )
                leading += [actor] if entry.exists() else []
        assert len(leading) == 1
        return leading[0]

    def come_back(self, actor: Actor, _: Account, __: int) -> None:
        for absence in absences_of(actor, self.today):
            end_absence(absence=absence, actor=actor, today=self.today)


def _holds(member: CircleMember, day: date) -> bool:
    return member.since <= day and (member.until is None or day < member.until)


def _leading(circle: list[CircleMember], day: date) -> list[Any]:
    return [m.account_id for m in circle if m.function == CircleFunction.RESPONSIBLE and _holds(m, day)]


def _columns(row: Any) -> tuple[Any, ...]:
    return tuple(getattr(row, f.attname) for f in row._meta.concrete_fields)


@pytest.fixture
def people() -> list[Actor]:
    return [given.actor(Role.CASE_MANAGER) for _ in range(PEOPLE)]


@contextmanager
def _undone() -> Any:
    """Each example begins anew."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


# The people are the same in all examples; their case is not: each example is undone.
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@for_all(steps=STEPS)
def test_one_leads_at_a_time_and_nothing_that_was_changes(people: list[Actor], steps: list[Any]) -> None:
    with _undone():
        life = Life(people, given.case(people[0], on=TODAY, consented=True))
        for step in steps:
            life.step(*step)


def test_the_steps_above_do_happen(people: list[Actor]) -> None:
    """The same acts in an order that all of them are allowed in: otherwise the property would hold for nothing."""
    life = Life(people, given.case(people[0], on=TODAY, consented=True))
    for step in [
        ("cover", 0, 2, 3),
        ("propose", 0, 1, 2),
        ("accept", 1, 1, 0),
        ("wait", 0, 0, 1),
        ("close", 1, 1, 0),
        ("propose", 1, 2, 0),
        ("accept", 2, 2, 0),
        ("wait", 0, 0, 3),
        ("reopen", 2, 2, 0),
        ("propose", 2, 0, 0),
        ("accept", 0, 0, 0),
    ]:
        life.step(*step)
    with act_as(people[0], today=life.today):
        case = Case.objects.get()
        assert case.manager_id == people[0].id
        assert Stay.objects.count() == 2
        led = CircleMember.objects.filter(function=CircleFunction.RESPONSIBLE).order_by("since", "id")
        assert [m.account_id for m in led] == [people[0].id, people[1].id, people[2].id, people[0].id]
    for former in people[1:]:
        with act_as(former, today=life.today):
            assert not Case.objects.exists()
