"""What stands in the diary."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from faden.domain.cases.models import Case
from faden.domain.diary.enums import TaskState
from faden.domain.diary.models import Appointment, CalendarFeed, Task
from faden.kernel.access.acting import asking_for
from faden.kernel.access.actor import Actor
from faden.kernel.access.errors import NotVisible
from faden.kernel.identity.models import Account
from faden.kernel.identity.queries import token_digest

SOON = timedelta(days=7)


def beginning_of(day: date) -> datetime:
    """The first moment of a day, in the office's time."""
    return timezone.make_aware(datetime.combine(day, time.min))


def appointments_of(actor: Actor, since: date, until: date) -> list[Appointment]:
    """The appointments the actor takes part in that touch ``[since, until)``, also the cancelled ones."""
    mine = Appointment.objects.filter(
        starts_at__lt=beginning_of(until), ends_at__gt=beginning_of(since), participant_ids__contains=[actor.id]
    )
    return list(mine.select_related("case__person").order_by("starts_at", "id"))


def appointments_in(case: Case, since: date, limit: int) -> list[Appointment]:
    """The next appointments of a case, whoever takes part."""
    coming = Appointment.objects.filter(case_id=case.id, ends_at__gt=beginning_of(since))
    return list(coming.order_by("starts_at", "id")[:limit])


def appointment_by_id(appointment_id: UUID) -> Appointment:
    """One appointment.

    :raises NotVisible: there is none for this actor
    """
    found = Appointment.objects.select_related("case__person", "created_by").filter(id=appointment_id).first()
    if found is None:
        raise NotVisible
    return found


def names_of(account_ids: Iterable[UUID]) -> list[str]:
    """Who they are, by name."""
    return list(Account.objects.filter(id__in=list(account_ids)).order_by("name", "id").values_list("name", flat=True))


def task_by_id(task_id: UUID) -> Task:
    """One task.

    :raises NotVisible: there is none for this actor
    """
    found = Task.objects.select_related("case__person", "responsible").filter(id=task_id).first()
    if found is None:
        raise NotVisible
    return found


def _in_order(tasks: QuerySet[Task]) -> QuerySet[Task]:
    return tasks.select_related("case__person", "responsible").order_by(F("due_on").asc(nulls_last=True), "id")


def pressing_tasks(actor: Actor, today: date, limit: int) -> list[Task]:
    """What the actor has to do: overdue or due within a week, to be reminded of, or without a day; urgent first."""
    pressing = Q(due_on__lte=today + SOON) | Q(remind_on__lte=today) | Q(due_on__isnull=True)
    mine = Task.objects.filter(pressing, responsible_id=actor.id, state=TaskState.OPEN)
    return list(_in_order(mine)[:limit])


def open_tasks(actor: Actor, limit: int) -> list[Task]:
    """Everything the actor has to do."""
    return list(_in_order(Task.objects.filter(responsible_id=actor.id, state=TaskState.OPEN))[:limit])


def tasks_in(case: Case) -> list[Task]:
    """What is open in a case, whoever has to do it."""
    found = Task.objects.filter(case_id=case.id, state=TaskState.OPEN).select_related("responsible")
    return list(found.order_by(F("due_on").asc(nulls_last=True), "id"))


def tasks_due(actor: Actor, since: date, until: date) -> list[Task]:
    """The actor's open tasks with a day in ``[since, until)``."""
    mine = Task.objects.filter(responsible_id=actor.id, state=TaskState.OPEN, due_on__gte=since, due_on__lt=until)
    return list(_in_order(mine))


@dataclass(frozen=True)
class FeedOwner:
    """Whose calendar an address shows, and how much of it."""

    account_id: UUID
    shows_names: bool


def owner_of_feed(secret: str) -> FeedOwner | None:
    """Whom a calendar address belongs to; asked before anybody is signed in."""
    digest = token_digest(secret)
    with asking_for("token", digest):
        feed = CalendarFeed.objects.filter(digest=digest).first()
        return FeedOwner(feed.account_id, feed.shows_names) if feed else None


def feed_of(actor: Actor) -> CalendarFeed | None:
    """One's own calendar address, if there is one."""
    return CalendarFeed.objects.filter(account_id=actor.id).first()
