"""One act on many cases: each by the same rules, and what is left out says why."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from faden.domain.cases.enums import Constellation
from faden.domain.cases.models import Case, ClosingRule, Handover, Stay
from faden.domain.cases.operations.goals import agree_goal
from faden.domain.cases.operations.together import hand_over_together
from faden.domain.cases.queries.together import cases_to_hand_over, quiet_cases_to_close
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.errors import Invalid
from faden.kernel.access.roles import Role
from faden.processes.close_case import close_together
from tests import given

TODAY = given.TODAY
NOW = timezone.now()
LONG_AGO = TODAY - timedelta(days=400)
pytestmark = pytest.mark.django_db


@pytest.fixture
def manager() -> Actor:
    return given.actor(Role.CASE_MANAGER)


def cases_of(manager: Actor, *names: str, on: date = TODAY) -> list[Case]:
    return [given.case(manager, family_name=name, on=on, consented=True) for name in names]


def test_many_are_handed_over_and_a_helper_hands_over_nothing(manager: Actor) -> None:
    cases = cases_of(manager, "A", "B")
    colleague = given.actor(Role.CASE_MANAGER)
    (foreign,) = cases_of(colleague, "C")
    successor = given.account_of(given.actor(Role.CASE_MANAGER))
    with act_as(manager, today=TODAY):
        told: dict[str, Any] = {"successor": successor, "reason": "Elternzeit", "actor": manager, "today": TODAY}
        result = hand_over_together(cases=[*cases, foreign], **told)
        assert result.done == tuple(cases)
        assert [one.case.id for one in result.left_out] == [foreign.id]
        again = hand_over_together(cases=cases, **told)
        assert {one.reason for one in again.left_out} == {"Für diesen Fall ist schon eine Übergabe vorgeschlagen."}
        assert Handover.objects.count() == 2
        reasons = [one.reason for one in cases_to_hand_over(cases, actor=manager, today=TODAY)]
        assert reasons == ["Eine Übergabe ist schon vorgeschlagen."] * 2
    helper = given.helper(cases[0], manager)
    with act_as(helper, today=TODAY):
        (candidate,) = cases_to_hand_over([cases[0]], actor=helper, today=TODAY)
        assert candidate.reason == "Nur die fallführende Person darf den Fall übergeben."


def test_what_is_wrong_with_all_of_them_stops_all(manager: Actor) -> None:
    cases = cases_of(manager, "A", "B")
    lead = given.account_of(given.actor(Role.LEAD))
    colleague = given.account_of(given.actor(Role.CASE_MANAGER))
    everyday: dict[str, Any] = {"actor": manager, "today": TODAY}
    with act_as(manager, today=TODAY):
        with pytest.raises(Invalid, match="nur das Case Management"):
            hand_over_together(cases=cases, successor=lead, reason="x", **everyday)
        with pytest.raises(Invalid, match="Grund"):
            hand_over_together(cases=cases, successor=colleague, reason=" ", **everyday)
        with pytest.raises(Invalid, match="mindestens einen Fall"):
            hand_over_together(cases=[], successor=colleague, reason="x", **everyday)
        with pytest.raises(Invalid, match="auswerten"):
            close_together(cases=cases, evaluation=" ", now=NOW, **everyday)
        assert not Handover.objects.exists()
        assert Case.objects.filter(closed_on=None).count() == 2


def test_quiet_cases_are_closed_and_one_with_an_open_goal_is_not(manager: Actor) -> None:
    plain, with_goal = cases_of(manager, "A", "B", on=LONG_AGO)
    cases_of(manager, "New")
    with act_as(manager, today=LONG_AGO):
        domain = given.life_domain()
        agree_goal(case=with_goal, life_domain=domain, words="x", on=LONG_AGO, actor=manager, today=LONG_AGO)
    with act_as(manager, today=TODAY):
        ClosingRule.objects.get_or_create(
            constellation=Constellation.GUIDANCE, valid_from=date(2024, 1, 1), defaults={"months": 6, "source": "Test"}
        )
        found = quiet_cases_to_close(actor=manager, today=TODAY, most=100)
        assert {one.case.id: one.reason for one in found} == {plain.id: None, with_goal.id: "Ein Ziel ist noch offen."}
        stale = [Case.objects.get(id=case.id) for case in (plain, with_goal)]
        result = close_together(cases=stale, evaluation="Kein Kontakt mehr.", actor=manager, today=TODAY, now=NOW)
        assert [case.id for case in result.done] == [plain.id]
        assert [one.reason for one in result.left_out] == ["Ein Ziel ist noch offen. Bitte werten Sie es im Fall aus."]
        assert Stay.objects.get(case=plain).closing_reason == "no_contact"
        assert Case.objects.get(id=with_goal.id).is_open
        again = close_together(cases=stale[:1], evaluation="x", actor=manager, today=TODAY, now=NOW)
        assert not again.done
