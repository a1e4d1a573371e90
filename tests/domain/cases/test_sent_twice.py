"""A form that arrives twice plans once; other words sent under the same form are not lost."""

from typing import Any

import pytest
from django.utils import timezone

from faden.domain.cases.enums import Responsible
from faden.domain.cases.models import Case, Goal, Measure
from faden.domain.cases.operations.goals import agree_goal
from faden.domain.cases.operations.measures import plan_measure
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.errors import Invalid
from faden.kernel.access.roles import Role
from faden.kernel.audit.models import AuditEntry
from faden.lib.identifiers import new_id
from tests import given
from tests.forms_found import filled, forms_of
from tests.given import TODAY
from tests.signed_in import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager() -> Actor:
    return given.actor(Role.CASE_MANAGER)


@pytest.fixture
def case(manager: Actor) -> Case:
    return given.case(manager, consented=True)


def agree(case: Case, actor: Actor, **said: Any) -> Goal:
    with act_as(actor, today=TODAY):
        return agree_goal(
            case=case,
            life_domain=given.life_domain(),
            on=TODAY,
            actor=actor,
            today=TODAY,
            **{"words": "Lernen", **said},
        )


def plan(case: Case, actor: Actor, **said: Any) -> Measure:
    told = {"title": "Anmelden", "responsible": Responsible.CLIENT, **said}
    with act_as(actor, today=TODAY):
        return plan_measure(case=case, on=TODAY, actor=actor, today=TODAY, **told)


def test_a_goal_is_agreed_once(manager: Actor, case: Case) -> None:
    key = new_id()
    first = agree(case, manager, goal_id=key)
    assert (first.id, agree(case, manager, goal_id=key, words=" Lernen ").id) == (key, key)
    other = agree(case, manager, goal_id=key, words="Arbeiten")
    with act_as(manager, today=TODAY):
        assert {(one.id, one.words) for one in Goal.objects.all()} == {(key, "Lernen"), (other.id, "Arbeiten")}
        assert AuditEntry.objects.filter(act="goal.agreed").count() == 2


def test_a_step_is_planned_once(manager: Actor, case: Case) -> None:
    key, aim = new_id(), agree(case, manager)
    first = plan(case, manager, measure_id=key, goal=aim)
    assert (first.id, plan(case, manager, measure_id=key, goal=aim).id) == (key, key)
    others = {plan(case, manager, measure_id=key, **said).id for said in ({"goal": aim, "title": "Abmelden"}, {})}
    with act_as(manager, today=TODAY):
        assert {one.id for one in Measure.objects.all()} == {key, *others}
        assert len(others) == 2


def test_the_identifier_of_another_case_is_refused(manager: Actor, case: Case) -> None:
    stranger = given.actor(Role.CASE_MANAGER)
    theirs = given.case(stranger, family_name="Andere", consented=True)
    for act, name in ((agree, "goal_id"), (plan, "measure_id")):
        row = act(theirs, stranger)
        with pytest.raises(Invalid, match="laden Sie die Seite neu"):
            act(case, manager, **{name: row.id})


@pytest.mark.parametrize("address", ["ziel", "massnahme"])
def test_the_pages_send_it(manager: Actor, case: Case, address: str) -> None:
    client, page, domain = signed_in(manager), f"/faelle/{case.number}/plan/{address}/", given.life_domain()
    (form,) = [one for one in forms_of(client.get(page).text) if "on" in one.fields]
    sent = {**filled(form, f"{timezone.localdate():%d.%m.%Y}"), "life_domain": str(domain.id), "slots": ""}
    assert [client.post(page, sent).status_code for _ in range(2)] == [303, 303]
    with act_as(manager, today=timezone.localdate()):
        assert Goal.objects.count() + Measure.objects.count() == 1
