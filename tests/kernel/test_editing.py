"""Locking: an edit that started from an older version is told what stands there now."""

import pytest
from django.db import DatabaseError, transaction

from faden.domain.cases.enums import GoalState
from faden.domain.cases.models import Goal
from faden.kernel.access.acting import act_as
from faden.kernel.access.editing import lock, save_edit
from faden.kernel.access.errors import Conflict, NotVisible
from faden.kernel.access.roles import Role
from tests import given

pytestmark = pytest.mark.django_db


def test_the_second_edit_meets_the_first() -> None:
    manager = given.actor(Role.CASE_MANAGER)
    case = given.case(manager)
    with act_as(manager, today=given.TODAY):
        goal = Goal.objects.create(case=case, life_domain=given.life_domain(), words="Arbeit", agreed_on=given.TODAY)
        save_edit(lock(goal, version=1), words="Ausbildung", state=GoalState.PARTLY)
        with pytest.raises(Conflict) as conflict:
            lock(goal, version=1, fields=("words", "state"))
    assert conflict.value.fields == {
        "words": ("Ziel in den Worten der Klient:in", "Ausbildung"),
        "state": ("Stand", "teilweise erreicht"),
    }


def test_a_stranger_cannot_even_lock() -> None:
    case = given.case(given.actor(Role.CASE_MANAGER))
    with act_as(given.actor(Role.CASE_MANAGER), today=given.TODAY), pytest.raises(NotVisible):
        lock(case)


def test_who_only_reads_gets_the_row_so_that_the_rule_can_speak() -> None:
    theme = given.theme(given.actor(Role.COORDINATOR))
    with act_as(given.actor(Role.MEMBER), today=given.TODAY):
        assert lock(theme) == theme
        with pytest.raises(DatabaseError), transaction.atomic():
            save_edit(theme, title="anders")


def test_an_edit_tells_from_and_to_but_no_text() -> None:
    manager = given.actor(Role.CASE_MANAGER)
    case = given.case(manager)
    with act_as(manager, today=given.TODAY):
        goal = Goal.objects.create(case=case, life_domain=given.life_domain(), words="Arbeit", agreed_on=given.TODAY)
        told = save_edit(lock(goal), words="Geheim", state=GoalState.PARTLY, agreed_on=given.TODAY)
    assert told == {"state": [GoalState.OPEN, GoalState.PARTLY], "fields": ["words"]}
    assert "Geheim" not in str(told)
