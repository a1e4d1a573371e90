"""Drafts: kept for their owner, replaced by each saving, gone when sent, removed when nobody comes back."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.errors import Invalid
from faden.kernel.access.roles import Role
from faden.kernel.drafts import operations as drafts
from faden.kernel.drafts.models import Draft
from faden.kernel.drafts.queries import newest_draft
from faden.kernel.identity.queries import system_actor
from faden.lib.identifiers import new_id
from tests import given

pytestmark = pytest.mark.django_db

NOW = timezone.now()


def _save(actor: Actor, draft_id: UUID, text: str, *, now: datetime = NOW, subject: str = "26-000001") -> Draft | None:
    with act_as(actor, today=given.TODAY):
        return drafts.save_draft(
            draft_id=draft_id,
            form="contact",
            subject=subject,
            values={"text": [text]},
            actor=actor,
            now=now,
            today=given.TODAY,
        )


def _finish(actor: Actor, draft_id: UUID) -> None:
    with act_as(actor, today=given.TODAY):
        drafts.finish_draft(
            draft_id=draft_id, form="contact", subject="26-000001", actor=actor, now=NOW, today=given.TODAY
        )


def _newest(actor: Actor, subject: str = "26-000001", days: int = 0) -> list[str] | None:
    today = given.TODAY + timedelta(days=days)
    with act_as(actor, today=today):
        found = newest_draft("contact", subject, actor=actor, today=today)
    return found.values["text"] if found else None


def test_each_saving_replaces_the_one_before() -> None:
    manager, key = given.actor(Role.CASE_MANAGER), new_id()
    _save(manager, key, "Der Ant")
    _save(manager, key, "Der Antrag")
    assert _newest(manager) == ["Der Antrag"]
    with act_as(manager, today=given.TODAY):
        assert Draft.objects.count() == 1


def test_two_windows_keep_a_draft_each_and_the_newest_comes_back() -> None:
    manager = given.actor(Role.CASE_MANAGER)
    _save(manager, new_id(), "später", now=NOW + timedelta(minutes=1))
    _save(manager, new_id(), "früher")
    assert _newest(manager) == ["später"]


def test_nobody_else_gets_a_draft_and_nobody_writes_into_it() -> None:
    manager, colleague, key = given.actor(Role.CASE_MANAGER), given.actor(Role.CASE_MANAGER), new_id()
    _save(manager, key, "meins")
    assert _newest(colleague) is None
    assert _save(colleague, key, "untergeschoben") is None
    _finish(colleague, key)
    assert _newest(manager) == ["meins"]


def test_a_sent_form_leaves_nothing_and_a_late_saving_does_not_bring_it_back() -> None:
    manager, key = given.actor(Role.CASE_MANAGER), new_id()
    _save(manager, key, "Der Antrag")
    _finish(manager, key)
    assert _save(manager, key, "Der Antrag ist") is None
    assert _newest(manager) is None
    with act_as(manager, today=given.TODAY):
        assert list(Draft.objects.values_list("values", flat=True)) == [{}]


def test_the_first_saving_may_come_after_the_sending() -> None:
    manager, key = given.actor(Role.CASE_MANAGER), new_id()
    _finish(manager, key)
    assert _save(manager, key, "zu spät") is None
    assert _newest(manager) is None


def test_a_finished_draft_cannot_hold_words() -> None:
    manager = given.actor(Role.CASE_MANAGER)
    with act_as(manager, today=given.TODAY), pytest.raises(IntegrityError), transaction.atomic():
        Draft.objects.create(
            owner_id=manager.id, form="x", values={"a": ["b"]}, saved_at=NOW, expires_on=given.TODAY, is_finished=True
        )


def test_subjects_do_not_mix() -> None:
    manager = given.actor(Role.CASE_MANAGER)
    _save(manager, new_id(), "eins")
    assert _newest(manager, "26-000002") is None


def test_a_draft_has_its_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    manager, key = given.actor(Role.CASE_MANAGER), new_id()
    with pytest.raises(Invalid, match="zu lang"):
        _save(manager, key, "ä" * drafts.LARGEST)
    monkeypatch.setattr(drafts, "MOST", 2)
    _save(manager, key, "eins")
    _save(manager, new_id(), "zwei")
    with pytest.raises(Invalid, match="schon 2 Entwürfe"):
        _save(manager, new_id(), "drei")
    assert _save(manager, key, "eins, weiter") is not None


def test_the_job_removes_what_has_expired_and_reads_none() -> None:
    manager = given.actor(Role.CASE_MANAGER)
    _save(manager, new_id(), "bleibt nicht")
    lives = drafts.LIVES.days
    for days, removed in ((lives - 1, 0), (lives, 1)):
        with act_as(system_actor(), today=given.TODAY + timedelta(days=days)):
            assert drafts.purge_drafts() == removed
    assert _newest(manager) is None


def test_an_expired_draft_does_not_come_back() -> None:
    manager = given.actor(Role.CASE_MANAGER)
    _save(manager, new_id(), "alt")
    assert _newest(manager, days=drafts.LIVES.days - 1) == ["alt"]
    assert _newest(manager, days=drafts.LIVES.days) is None
