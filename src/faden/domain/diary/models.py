"""Appointments, tasks, and the secret address of somebody's calendar."""

from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from faden.domain.cases.calculation.parts import SharedPart
from faden.domain.cases.models import Case
from faden.domain.diary.enums import AppointmentKind, AppointmentState, TaskSource, TaskState
from faden.kernel.database.models import Record
from faden.kernel.identity.models import Account

FEED_LASTS: Final = timedelta(days=365)


class Appointment(Record):
    """Somebody meets somebody, from–to; with or without a case."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, null=True, blank=True, related_name="appointments")
    kind = models.CharField("Art", max_length=20, choices=AppointmentKind.choices)
    title = models.CharField("Worum geht es?", max_length=200, blank=True)
    starts_at = models.DateTimeField("Beginn")
    ends_at = models.DateTimeField("Ende")
    place = models.CharField("Ort", max_length=200, blank=True)
    interpreter = models.CharField("Dolmetschen", max_length=120, blank=True)
    note = models.TextField("Notiz", blank=True)
    # Keys of accounts, which are never deleted: a join table would double the rows that row security looks at.
    participant_ids = ArrayField(models.UUIDField(), verbose_name="Beteiligte", default=list)
    state = models.CharField(max_length=10, choices=AppointmentState.choices, default=AppointmentState.PLANNED)
    cancellation = models.CharField("Grund der Absage", max_length=300, blank=True)
    created_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField("geändert")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "Termin"
        verbose_name_plural = "Termine"
        ordering = ["starts_at", "id"]
        indexes = [
            models.Index(fields=["starts_at"], name="appointment_starts"),
            models.Index(fields=["case", "starts_at"], name="appointment_case"),
            GinIndex(fields=["participant_ids"], name="appointment_participants"),
        ]
        constraints = [models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="appointment_forward")]

    #: What is known of the case where its row is not visible: somebody sees only a part of it (``with_parts``).
    part: SharedPart | None = None

    def __str__(self) -> str:
        return self.title or self.get_kind_display()

    @property
    def file_id(self) -> UUID | None:
        """The file the trace belongs to."""
        return self.case_id

    @property
    def day(self) -> date:
        """The day on which it begins, in the office's time."""
        return timezone.localtime(self.starts_at).date()

    @property
    def is_cancelled(self) -> bool:
        """Whether it has been called off."""
        return self.state == AppointmentState.CANCELLED


class Task(Record):
    """Something somebody has to do; with or without a case, with or without a day."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, null=True, blank=True, related_name="tasks")
    text = models.CharField("Was ist zu tun?", max_length=300)
    due_on = models.DateField("bis wann", null=True, blank=True)
    remind_on = models.DateField("erinnern am", null=True, blank=True)
    responsible = models.ForeignKey(Account, verbose_name="wer", on_delete=models.PROTECT, related_name="+")
    created_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    created_on = models.DateField("angelegt am")
    source = models.CharField("Herkunft", max_length=12, choices=TaskSource.choices, default=TaskSource.OWN)
    state = models.CharField("Stand", max_length=8, choices=TaskState.choices, default=TaskState.OPEN)
    ended_on = models.DateField("beendet am", null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "Aufgabe"
        verbose_name_plural = "Aufgaben"
        ordering = [F("due_on").asc(nulls_last=True), "id"]
        indexes = [
            models.Index(fields=["responsible", "due_on"], condition=Q(state="open"), name="task_open_mine"),
            models.Index(fields=["case", "due_on"], name="task_case"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="open", ended_on__isnull=True) | (~Q(state="open") & Q(ended_on__isnull=False)),
                name="task_ended_has_day",
            ),
        ]

    #: As of an appointment.
    part: SharedPart | None = None

    def __str__(self) -> str:
        return self.text

    @property
    def file_id(self) -> UUID | None:
        """The file the trace belongs to."""
        return self.case_id

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.state == TaskState.OPEN


class CalendarFeed(Record):
    """The secret address under which somebody's calendar program reads the diary; only its digest is stored."""

    account = models.OneToOneField(Account, on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    shows_names = models.BooleanField("mit Titel, Ort und Namen", default=False)
    created_at = models.DateTimeField("angelegt")

    class Meta:
        verbose_name = "Kalenderadresse"
        verbose_name_plural = "Kalenderadressen"

    def __str__(self) -> str:
        return str(self.account_id)

    @property
    def ends_at(self) -> datetime:
        """From when on it shows nothing: a secret that is forgotten must not stay one for ever."""
        return self.created_at + FEED_LASTS
