"""Marks of news that were read: one for each, nobody else's, gone when nobody needs them any more."""

from datetime import timedelta

import pytest

from faden.kernel.access.acting import act_as
from faden.kernel.access.roles import Role
from faden.kernel.seen.models import SeenMark
from faden.kernel.seen.operations import KEPT, mark_seen
from faden.kernel.seen.queries import seen_by
from faden.lib.identifiers import new_id
from tests import given

pytestmark = pytest.mark.django_db
TODAY = given.TODAY


def test_a_mark_is_made_once_and_is_its_owners() -> None:
    reader, other = given.actor(Role.CASE_MANAGER), given.actor(Role.CASE_MANAGER)
    news = new_id()
    with act_as(reader, today=TODAY):
        for _ in range(2):
            mark_seen(subject=news, actor=reader, today=TODAY)
        assert SeenMark.objects.count() == 1
        assert seen_by(reader) == {news}
    with act_as(other, today=TODAY):
        assert not SeenMark.objects.exists()
        mark_seen(subject=news, actor=other, today=TODAY)
        assert seen_by(other) == {news}


def test_old_marks_go_with_the_next_one() -> None:
    reader, old, new = given.actor(Role.CASE_MANAGER), new_id(), new_id()
    with act_as(reader, today=TODAY):
        mark_seen(subject=old, actor=reader, today=TODAY - KEPT - timedelta(days=1))
        mark_seen(subject=new, actor=reader, today=TODAY)
        assert seen_by(reader) == {new}
