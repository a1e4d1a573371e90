"""The rule and the row policy say the same: whoever ``may_read`` sees the row, and nobody else."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import given as for_all
from hypothesis import strategies as st

from faden.domain.cases.calculation import Circle
from faden.domain.cases.enums import CircleFunction
from faden.domain.cases.models import Case, CircleMember, Goal, Stay
from faden.domain.cases.rules import may_read
from faden.domain.people.models import Person
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from tests import given

pytestmark = pytest.mark.django_db
FIRST = date(2026, 3, 1)
DAYS = st.integers(0, 40)
ROLES = (Role.CASE_MANAGER, Role.PARTNER, Role.COORDINATOR, Role.LEAD, Role.RESIDENCE_OFFICER, Role.DATA_PROTECTION)
#: The authority's role is held alone.
HELD_TOGETHER = tuple(role for role in ROLES if role != Role.RESIDENCE_OFFICER)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@for_all(
    helpers=st.lists(st.tuples(st.sampled_from(ROLES), DAYS, st.none() | DAYS), max_size=4),
    looked_after=DAYS,
)
def test_the_rule_and_the_row_policy_agree(helpers: list[tuple[Role, int, int | None]], looked_after: int) -> None:
    manager, stranger = given.actor(Role.CASE_MANAGER), given.actor(*HELD_TOGETHER)
    case = given.case(manager, on=FIRST)
    entries: list[tuple[Actor, CircleFunction, date, date | None]] = [
        (manager, CircleFunction.RESPONSIBLE, FIRST, None)
    ]
    with act_as(manager, today=FIRST):
        Goal.objects.create(case=case, life_domain=given.life_domain(), words="x", agreed_on=FIRST)
    for role, start, length in helpers:
        helper = given.actor(role)
        since = FIRST + timedelta(days=start)
        until = None if length is None else since + timedelta(days=length)
        entries.append((helper, CircleFunction.HELPER, since, until))
        with act_as(manager, today=FIRST):
            CircleMember.objects.create(
                case=case,
                account_id=helper.id,
                person_id=case.person_id,
                function=CircleFunction.HELPER,
                reason="hilft",
                since=since,
                until=until,
            )
    today = FIRST + timedelta(days=looked_after)
    circle = Circle(
        {
            who.id: function
            for who, function, since, until in entries
            # Nobody here rests on a release: without one only counsellors of the house stand in a circle.
            if who.has(Role.CASE_MANAGER) and since <= today and (not until or today < until)
        }
    )
    for actor in (stranger, *(who for who, *_ in entries)):
        with act_as(actor, today=today):
            seen = {
                Case.objects.filter(pk=case.pk).exists(),
                Person.objects.filter(pk=case.person_id).exists(),
                Stay.objects.filter(case=case).exists(),
                Goal.objects.filter(case=case).exists(),
            }
        assert seen == {may_read.allows(actor, circle)}
