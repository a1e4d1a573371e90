"""When and where something takes place: a day, two times of the clock and a place make two moments."""

from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils import timezone

from faden.web.layout.fields import ClockField, DateField


class TimeForm(forms.Form):
    """When and where; the operation gets two moments in the office's time."""

    day = DateField(label="Tag")
    starts_at = ClockField(label="Beginn")
    ends_at = ClockField(label="Ende")
    place = forms.CharField(
        label="Ort",
        help_text="Raum und Anschrift, oder wie man sich einwählt.",
        max_length=200,
        error_messages={"required": "Bitte nennen Sie den Ort."},
    )

    def clean(self) -> dict[str, Any]:
        """Put day and clock together."""
        cleaned = dict(super().clean() or {})
        day = cleaned.pop("day", None)
        for name in ("starts_at", "ends_at"):
            if day is not None and cleaned.get(name) is not None:
                cleaned[name] = at_office(day, cleaned[name])
        return cleaned


def at_office(day: date, clock: time) -> datetime:
    """That moment, as the office's clocks show it."""
    return timezone.make_aware(datetime.combine(day, clock))
