"""What is typed into the diary."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from django import forms
from django.utils import timezone

from faden.domain.diary.enums import AppointmentKind, TaskState
from faden.lib.identifiers import new_id
from faden.web.layout.fields import ClockField, DateField, NumberField, OneOf, SomeOf, VersionField

A_DAY = 24 * 60


class AppointmentFields(forms.Form):
    """When, where, with whom; the operation gets two moments."""

    kind = forms.TypedChoiceField(label="Art", choices=AppointmentKind.choices, coerce=AppointmentKind)
    title = forms.CharField(label="Worum geht es?", max_length=200, required=False)
    day = DateField(label="Tag")
    starts_at = ClockField(label="Beginn")
    minutes = NumberField(label="Dauer in Minuten", least=5, most=A_DAY)
    place = forms.CharField(label="Ort", max_length=200, required=False)
    interpreter = forms.CharField(
        label="Dolmetschen",
        help_text="Sprache und wer dolmetscht, zum Beispiel: Arabisch, angefragt.",
        max_length=120,
        required=False,
    )
    participants = SomeOf(label="Wer nimmt teil?", required=False)
    note = forms.CharField(label="Notiz", widget=forms.Textarea, max_length=4000, required=False)

    def __init__(self, *args: Any, colleagues: Sequence[Any], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["participants"].offer(colleagues)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Put day, clock and minutes together, as the office's clocks show them."""
        told = dict(super().clean() or {})
        day, starts, minutes = (told.pop(name, None) for name in ("day", "starts_at", "minutes"))
        if day is None or starts is None or minutes is None:
            return told
        starts_at = timezone.make_aware(datetime.combine(day, starts)).astimezone(UTC)
        return {**told, "starts_at": starts_at, "ends_at": starts_at + timedelta(minutes=minutes)}


class AppointmentForm(AppointmentFields):
    """A new appointment; the form sent twice makes one."""

    appointment_id = forms.UUIDField(widget=forms.HiddenInput, initial=new_id)


class AppointmentChangeForm(AppointmentFields):
    """A change of an appointment."""

    version = VersionField()


class CancelForm(forms.Form):
    """Why an appointment does not take place."""

    reason = forms.CharField(label="Grund", max_length=300, required=False)
    version = VersionField()


class TaskFields(forms.Form):
    """What, by when, who."""

    text = forms.CharField(
        label="Was ist zu tun?", max_length=300, error_messages={"required": "Bitte sagen, was zu tun ist."}
    )
    due_on = DateField(label="Bis wann?", required=False)
    remind_on = DateField(
        label="Erinnern am", help_text="Ab diesem Tag steht die Aufgabe auf Mein Tag.", required=False
    )
    responsible = OneOf(label="Wer?", empty="ich selbst", required=False)

    def __init__(self, *args: Any, colleagues: Sequence[Any], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["responsible"].offer(colleagues)  # type: ignore[attr-defined]


class TaskForm(TaskFields):
    """A new task; the form sent twice plans one."""

    task_id = forms.UUIDField(widget=forms.HiddenInput, initial=new_id)


class TaskChangeForm(TaskFields):
    """A change of a task."""

    version = VersionField()


class EndForm(forms.Form):
    """How a task ends."""

    state = forms.TypedChoiceField(choices=TaskState.choices[1:], coerce=TaskState)


class PostponeForm(forms.Form):
    """By how many days a task moves."""

    days = NumberField(least=1, most=92)


class FeedForm(forms.Form):
    """How much the calendar shows."""

    shows_names = forms.BooleanField(
        label="Titel, Ort und Namen zeigen",
        help_text=(
            "Nur einschalten, wenn Ihr Kalenderprogramm auf einem dienstlichen Gerät läuft: "
            "Namen von Klient:innen verlassen damit Faden."
        ),
        required=False,
    )
