"""Where and when a step of the plan takes place."""

from datetime import timedelta
from typing import Any

import pytest

from faden.domain.cases.enums import ChildCare, Responsible
from faden.domain.cases.models import Case, Measure
from faden.domain.cases.operations.measures import change_measure, plan_measure
from faden.domain.cases.queries.plan import slots_of
from faden.domain.offers.models import Offer
from faden.domain.offers.operations import add_offer
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.errors import Conflict, Invalid
from faden.kernel.access.roles import Role
from faden.lib.weekly_times import parse
from tests import given
from tests.given import TODAY

pytestmark = pytest.mark.django_db

WEEK = timedelta(days=7)
TIMES = parse("Mo, Mi 8:30–12:30")


@pytest.fixture
def manager() -> Actor:
    return given.actor(Role.CASE_MANAGER)


@pytest.fixture
def case(manager: Actor) -> Case:
    return given.case(manager, consented=True)


def offer() -> Offer:
    coordinator = given.actor(Role.COORDINATOR)
    with act_as(coordinator, today=TODAY):
        return add_offer(
            title="Elterncafé",
            organisation=given.organisation("Familienzentrum Musterdorf"),
            life_domain=given.life_domain(),
            municipalities=[],
            actor=coordinator,
            today=TODAY,
        )


def plan(case: Case, manager: Actor, **details: Any) -> Measure:
    with act_as(manager, today=TODAY):
        return plan_measure(
            **{"responsible": Responsible.CLIENT, **details},
            case=case,
            title="Kurs besuchen",
            on=TODAY,
            actor=manager,
            today=TODAY,
        )


def test_a_step_knows_its_times_and_who_looks_after_the_children(case: Case, manager: Actor) -> None:
    measure = plan(
        case, manager, starts_on=TODAY, ends_on=TODAY + WEEK, slots=TIMES, child_care=ChildCare.NEEDED, place="Schule"
    )
    with act_as(manager, today=TODAY):
        assert slots_of(measure) == TIMES
        change_measure(
            measure=measure,
            version=measure.version,
            title="Kurs besuchen",
            responsible=Responsible.CLIENT,
            slots=parse("Fr 9–10"),
            actor=manager,
            today=TODAY,
        )
        now = Measure.objects.get(id=measure.id)
        assert slots_of(now) == parse("Fr 9–10")
        assert (now.place, now.child_care, now.ends_on) == ("Schule", ChildCare.NEEDED, TODAY + WEEK)


def test_an_offer_brings_its_organisation(case: Case, manager: Actor) -> None:
    there = offer()
    measure = plan(case, manager, offer=there, responsible=Responsible.ORGANISATION)
    assert measure.organisation_id == there.organisation_id


@pytest.mark.parametrize(
    ("details", "field"),
    [
        ({"starts_on": TODAY, "ends_on": TODAY - WEEK}, "ends_on"),
        ({"due_on": TODAY - WEEK}, "due_on"),
        ({"responsible": Responsible.ORGANISATION}, "organisation"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(
    case: Case, manager: Actor, details: dict[str, Any], field: str
) -> None:
    with pytest.raises(Invalid) as said:
        plan(case, manager, **details)
    assert set(said.value.errors) == {field}


def test_an_offer_of_somebody_else_does_not_fit(case: Case, manager: Actor) -> None:
    with pytest.raises(Invalid) as said:
        plan(case, manager, offer=offer(), organisation=given.organisation("Volkshochschule Musterkreis"))
    assert set(said.value.errors) == {"offer"}


def test_who_comes_second_sees_where_it_is_now(case: Case, manager: Actor) -> None:
    measure = plan(case, manager)
    both: dict[str, Any] = {"title": "x", "responsible": Responsible.CLIENT, "actor": manager, "today": TODAY}
    with act_as(manager, today=TODAY):
        change_measure(measure=measure, version=1, place="Rathaus", **both)
        with pytest.raises(Conflict) as met:
            change_measure(measure=measure, version=1, place="Schule", **both)
    assert met.value.fields["place"] == ("wo", "Rathaus")
