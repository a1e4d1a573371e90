"""Write the trace, in the transaction of the act it tells of."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import models

from faden.kernel.access.actor import Actor
from faden.kernel.audit.models import AuditEntry


def record(act: str, *, actor: Actor, subject: models.Model, **facts: object) -> None:
    """Add an act to the trace.

    :param act: ``noun.verb-in-past``, for example ``case.closed``
    :param subject: what it was done to; its attribute ``file_id`` (if any) names the case file it belongs to
    :param facts: from–to and the like; no free text of a client's file
    """
    AuditEntry.objects.create(
        actor_id=actor.id,
        act=act,
        subject_kind=subject._meta.label_lower,
        subject_id=subject.pk,
        file_id=getattr(subject, "file_id", None),
        facts={key: _plain(value) for key, value in facts.items()},
    )


def record_each(act: str, *, actor: Actor, subjects: Iterable[models.Model], **facts: object) -> None:
    """Add the same act on many things to the trace, an entry for each, in one statement."""
    plain = {key: _plain(value) for key, value in facts.items()}
    AuditEntry.objects.bulk_create(
        AuditEntry(
            actor_id=actor.id,
            act=act,
            subject_kind=subject._meta.label_lower,
            subject_id=subject.pk,
            file_id=getattr(subject, "file_id", None),
            facts=plain,
        )
        for subject in subjects
    )


def record_reading(*, actor: Actor, subject: models.Model) -> None:
    """Add the reading of a file."""
    record("file.read", actor=actor, subject=subject)


def _plain(value: object) -> Any:
    match value:
        case None | bool() | int() | float():
            return value
        case date() | datetime():
            return value.isoformat()
        case UUID() | Decimal():
            return str(value)
        case models.Model():
            return str(value.pk)
        case dict():
            return {str(key): _plain(item) for key, item in value.items()}
        case list() | tuple() | set() | frozenset():
            return [_plain(item) for item in value]
        case _:
            return str(value)
