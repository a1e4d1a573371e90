"""What stands in the diary."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Q, QuerySet
from django.db.models.expressions import RawSQL
from django.db.models.functions import JSONObject
from django.utils import timezone

from faden.domain.cases.calculation.parts import SharedPart
from faden.domain.cases.models import Case
from faden.domain.cases.queries.parts import with_parts
from faden.domain.diary.enums import AppointmentKind, AppointmentState, TaskState
from faden.domain.diary.models import Appointment, CalendarFeed, Task
from faden.kernel.access.acting import asking_for
from faden.kernel.access.actor import Actor
from faden.kernel.access.errors import NotVisible
from faden.kernel.identity.models import Account
from faden.kernel.identity.queries import token_digest

SOON = timedelta(days=7)
#: How many of the reader's own lines stand beside a shared part.
OWN = 50


def beginning_of(day: date) -> datetime:
    """The first moment of a day, in the office's time."""
    return timezone.make_aware(datetime.combine(day, time.min))


def appointments_of(actor: Actor, since: date, until: date) -> list[Appointment]:
    """The appointments the actor takes part in that touch ``[since, until)``, also the cancelled ones."""
    period = [beginning_of(since), beginning_of(until)]
    found = RawSQL("SELECT unnest(faden_my_appointments(%s, %s))", period)
    mine = Appointment.objects.filter(id__in=found, participant_ids__contains=[actor.id])
    return with_parts(mine.select_related("case__person").order_by("starts_at", "id"))


@dataclass(frozen=True)
class Coming:
    """An appointment of a case that has not ended yet."""

    id: UUID
    starts_at: datetime
    title: str
    is_cancelled: bool

    @property
    def day(self) -> date:
        """The day on which it begins, in the office's time."""
        return timezone.localtime(self.starts_at).date()


@dataclass(frozen=True)
class ToDo:
    """An open task of a case; ``responsible`` is a name."""

    id: UUID
    text: str
    due_on: date | None
    responsible: str


def ahead_in(case: Case, since: date, limit: int) -> tuple[list[Coming], list[ToDo]]:
    """The next appointments of a case, whoever takes part, and its open tasks; one statement."""
    coming = Appointment.objects.filter(case_id=OuterRef("id"), ends_at__gt=beginning_of(since))
    to_do = Task.objects.filter(case_id=OuterRef("id"), state=TaskState.OPEN)
    told = JSONObject(id="id", starts_at="starts_at", title="title", kind="kind", state="state")
    asked = JSONObject(id="id", text="text", due_on="due_on", responsible="responsible__name")
    appointments, tasks = (
        Case.objects.filter(id=case.id)
        .values_list(
            ArraySubquery(coming.order_by("starts_at", "id").values(row=told)[:limit]),
            ArraySubquery(to_do.order_by(F("due_on").asc(nulls_last=True), "id").values(row=asked)),
        )
        .get()
    )
    return [_coming(row) for row in appointments], [_to_do(row) for row in tasks]


def _coming(row: dict[str, str]) -> Coming:
    title = row["title"] or AppointmentKind(row["kind"]).label
    starts_at = datetime.fromisoformat(row["starts_at"])
    return Coming(UUID(row["id"]), starts_at, title, row["state"] == AppointmentState.CANCELLED)


def _to_do(row: dict[str, str]) -> ToDo:
    due_on = date.fromisoformat(row["due_on"]) if row["due_on"] else None
    return ToDo(UUID(row["id"]), row["text"], due_on, row["responsible"])


def open_rows_in(case: Case, since: date) -> tuple[list[Task], list[Appointment]]:
    """The open tasks of a case and its coming appointments, as rows to be ended or called off."""
    coming = Appointment.objects.filter(case_id=case.id, ends_at__gt=beginning_of(since))
    planned = coming.exclude(state=AppointmentState.CANCELLED)
    tasks = Task.objects.filter(case_id=case.id, state=TaskState.OPEN)
    return list(tasks.order_by("id")), list(planned.order_by("starts_at", "id"))


def appointment_by_id(appointment_id: UUID) -> Appointment:
    """One appointment.

    :raises NotVisible: there is none for this actor
    """
    found = with_parts(Appointment.objects.select_related("case__person", "created_by").filter(id=appointment_id))
    if not found:
        raise NotVisible
    one: Appointment = found[0]
    return one


def names_of(account_ids: Iterable[UUID]) -> list[str]:
    """Who they are, by name."""
    return list(Account.objects.filter(id__in=list(account_ids)).order_by("name", "id").values_list("name", flat=True))


def task_by_id(task_id: UUID) -> Task:
    """One task.

    :raises NotVisible: there is none for this actor
    """
    found = with_parts(Task.objects.select_related("case__person", "responsible").filter(id=task_id))
    if not found:
        raise NotVisible
    one: Task = found[0]
    return one


def _in_order(tasks: QuerySet[Task]) -> QuerySet[Task]:
    return tasks.select_related("case__person", "responsible").order_by(F("due_on").asc(nulls_last=True), "id")


def pressing_tasks(actor: Actor, today: date, limit: int) -> list[Task]:
    """What the actor has to do: overdue or due within a week, to be reminded of, or without a day; urgent first."""
    pressing = Q(due_on__lte=today + SOON) | Q(remind_on__lte=today) | Q(due_on__isnull=True)
    mine = Task.objects.filter(pressing, responsible_id=actor.id, state=TaskState.OPEN)
    return with_parts(_in_order(mine)[:limit])


def ended_today(actor: Actor, today: date, limit: int) -> list[Task]:
    """What the actor has done today; each can be taken up again."""
    ended = Task.objects.filter(responsible_id=actor.id, ended_on=today).exclude(state=TaskState.OPEN)
    return list(ended.select_related("case").order_by("-id")[:limit])


def open_tasks(actor: Actor, limit: int) -> list[Task]:
    """Everything the actor has to do."""
    return with_parts(_in_order(Task.objects.filter(responsible_id=actor.id, state=TaskState.OPEN))[:limit])


def tasks_due(actor: Actor, since: date, until: date) -> list[Task]:
    """The actor's open tasks with a day in ``[since, until)``."""
    mine = Task.objects.filter(responsible_id=actor.id, state=TaskState.OPEN, due_on__gte=since, due_on__lt=until)
    return with_parts(_in_order(mine))


def own_rows_in(part: SharedPart, actor: Actor) -> tuple[list[Task], list[Appointment]]:
    """The actor's tasks and appointments in a case that is shared in part: open ones first, then the newest."""
    tasks = Task.objects.filter(case_id=part.case_id, responsible_id=actor.id)
    asked = Appointment.objects.filter(case_id=part.case_id, participant_ids__contains=[actor.id])
    return (
        list(tasks.order_by("-state", F("due_on").asc(nulls_last=True), "id")[:OWN]),
        list(asked.order_by("-starts_at", "id")[:OWN]),
    )


@dataclass(frozen=True)
class FeedOwner:
    """Whose calendar an address shows, and how much of it."""

    account_id: UUID
    shows_names: bool


def owner_of_feed(secret: str, *, now: datetime) -> FeedOwner | None:
    """Whom a calendar address belongs to, as long as it lasts; asked before anybody is signed in."""
    digest = token_digest(secret)
    with asking_for("token", digest):
        feed = CalendarFeed.objects.filter(digest=digest).first()
        return FeedOwner(feed.account_id, feed.shows_names) if feed and now < feed.ends_at else None


def feed_of(actor: Actor) -> CalendarFeed | None:
    """One's own calendar address, if there is one."""
    return CalendarFeed.objects.filter(account_id=actor.id).first()
