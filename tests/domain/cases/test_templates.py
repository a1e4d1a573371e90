"""Templates of measures: previewed with their days, taken over together or not at all."""

from datetime import timedelta

import pytest

from faden.domain.cases.enums import Responsible
from faden.domain.cases.models import Case, Measure, MeasureTemplate
from faden.domain.cases.operations.templates import ChosenStep, adopt_template
from faden.domain.cases.queries.templates import measure_templates, steps_from, template_by_key
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.errors import Invalid, NotVisible
from faden.kernel.access.roles import Role
from tests import given
from tests.given import TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager() -> Actor:
    return given.actor(Role.CASE_MANAGER)


@pytest.fixture
def case(manager: Actor) -> Case:
    return given.case(manager, consented=True)


def adopt(case: Case, manager: Actor, *steps: ChosenStep) -> list[Measure]:
    template = given.measure_template()
    with act_as(manager, today=TODAY):
        return adopt_template(case=case, template=template, steps=steps, on=TODAY, actor=manager, today=TODAY)


def step(number: int, title: str = "Schritt", responsible: Responsible = Responsible.CLIENT) -> ChosenStep:
    return ChosenStep(number, title, responsible, TODAY + timedelta(days=number))


def test_the_steps_come_in_their_order_with_their_days() -> None:
    numbered = {str(n): {"title": str(n), "responsible": "client", "days": n} for n in (1, 10, 2)}
    steps = steps_from(MeasureTemplate(steps=numbered), TODAY)
    assert [one.title for one in steps] == ["1", "2", "10"]
    assert steps[2].due_on == TODAY + timedelta(days=10)


def test_what_is_chosen_is_planned_and_the_case_knows_its_next_deadline(case: Case, manager: Actor) -> None:
    planned = adopt(case, manager, step(2), step(5))
    assert [one.due_on for one in planned] == [TODAY + timedelta(days=2), TODAY + timedelta(days=5)]
    with act_as(manager, today=TODAY):
        assert Case.objects.get(id=case.id).due_on == TODAY + timedelta(days=2)


def test_one_wrong_step_and_none_is_planned(case: Case, manager: Actor) -> None:
    with pytest.raises(Invalid) as said:
        adopt(case, manager, step(1), step(3, responsible=Responsible.ORGANISATION), step(4, title=" "))
    assert set(said.value.errors) == {"organisation_3"}
    with act_as(manager, today=TODAY):
        assert not Measure.objects.exists()


def test_nothing_chosen_is_said(case: Case, manager: Actor) -> None:
    with pytest.raises(Invalid, match="mindestens einen Schritt"):
        adopt(case, manager)


def test_a_template_that_has_ended_is_not_offered(manager: Actor) -> None:
    template = given.measure_template()
    with act_as(manager, today=TODAY):
        assert template in measure_templates()
        MeasureTemplate.objects.update(ended_on=TODAY)
        assert measure_templates() == []
        with pytest.raises(NotVisible):
            template_by_key(template.key)
