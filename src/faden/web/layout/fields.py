"""Form fields that read German: 20.11.2026, heute, 1.234,5.

A date is typed as text: nobody has to fight a calendar in the language of the browser, it can be pasted from a letter,
and screen readers read it as written. A small script adds a calendar beside it where the browser has one.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, time
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from django import forms
from django.utils import timezone

from faden.lib import german, german_input, weekly_times

EMPTY = (None, "")


class DateField(forms.Field):
    """A day, typed as in a letter (``3.4.1987``, ``03.04.87``, ``gestern``)."""

    widget = forms.DateInput
    default_error_messages = {"required": "Bitte ein Datum eingeben, zum Beispiel 20.11.2026."}

    def to_python(self, value: object) -> date | None:
        """Read what was typed."""
        if value in EMPTY or isinstance(value, date):
            return value or None  # type: ignore[return-value]
        try:
            return german_input.parse_day(str(value), timezone.localdate())
        except ValueError as error:
            raise forms.ValidationError(str(error)) from None

    def prepare_value(self, value: object) -> object:
        """Show a day as German."""
        return german.day(value) if isinstance(value, date) else value


class ClockField(forms.Field):
    """A time of day, typed as people write it (``14:00``, ``14.30``, ``9 Uhr``)."""

    widget = forms.TextInput
    default_error_messages = {"required": "Bitte eine Uhrzeit eingeben, zum Beispiel 14:00."}

    def to_python(self, value: object) -> time | None:
        """Read what was typed."""
        if value in EMPTY or isinstance(value, time):
            return value or None  # type: ignore[return-value]
        try:
            return german_input.parse_clock_time(str(value))
        except ValueError as error:
            raise forms.ValidationError(str(error)) from None

    def prepare_value(self, value: object) -> object:
        """Show a time as German."""
        return f"{value:%H:%M}" if isinstance(value, time) else value


class NumberField(forms.Field):
    """A number with a comma.

    :param places: digits after the comma; 0 gives whole numbers (``int``)
    """

    widget = forms.TextInput
    default_error_messages = {"required": "Bitte eine Zahl eingeben."}

    def __init__(
        self, *, places: int = 0, least: int | None = None, most: int | None = None, **options: object
    ) -> None:
        super().__init__(**options)  # type: ignore[arg-type]
        self.places, self.least, self.most = places, least, most
        self.widget.attrs["inputmode"] = "decimal" if places else "numeric"

    def to_python(self, value: object) -> Decimal | int | None:
        """Read what was typed."""
        if value in EMPTY or isinstance(value, (int, Decimal)):
            return None if value in EMPTY else value  # type: ignore[return-value]
        try:
            return german_input.parse_number(str(value)) if self.places else german_input.parse_whole_number(str(value))
        except ValueError as error:
            raise forms.ValidationError(str(error)) from None

    def validate(self, value: Decimal | int | None) -> None:
        """Check the limits."""
        super().validate(value)
        if value is None:
            return
        if self.least is not None and value < self.least:
            raise forms.ValidationError(f"Bitte mindestens {german.number(self.least)} eingeben.")
        if self.most is not None and value > self.most:
            raise forms.ValidationError(f"Bitte höchstens {german.number(self.most)} eingeben.")
        if isinstance(value, Decimal) and value != round(value, self.places):
            raise forms.ValidationError(
                f"Bitte höchstens {german.count(self.places, 'Stelle', 'Stellen')} nach dem Komma."
            )

    def prepare_value(self, value: object) -> object:
        """Show a number as German."""
        return german.number(value) if isinstance(value, (int, float, Decimal)) else value


class WeeklyTimesField(forms.Field):
    """Times that come again every week (``Mo, Mi, Fr 8:30–12:30``); the operation gets ``Slot`` after ``Slot``."""

    widget = forms.Textarea

    def __init__(self, **options: object) -> None:
        super().__init__(**{"help_text": f"Zum Beispiel: {weekly_times.EXAMPLE}", **options})  # type: ignore[arg-type]
        self.max_length = 400

    def to_python(self, value: object) -> tuple[weekly_times.Slot, ...]:
        """Read what was typed."""
        if value in EMPTY or isinstance(value, tuple):
            return value or ()  # type: ignore[return-value]
        try:
            return weekly_times.parse(str(value)[: self.max_length])
        except ValueError as error:
            raise forms.ValidationError(str(error)) from None

    def prepare_value(self, value: object) -> object:
        """Show times as people write them."""
        return weekly_times.written(value) if isinstance(value, tuple) else value


class VersionField(forms.IntegerField):
    """The version an edit started from; travels hidden and is handed to the operation as ``version``."""

    widget = forms.HiddenInput
    default_error_messages = {
        "required": "Die Seite ist unvollständig angekommen. Bitte neu laden.",
        "invalid": "Die Seite ist unvollständig angekommen. Bitte neu laden.",
    }

    def __init__(self, **options: object) -> None:
        super().__init__(**{"min_value": 0, "max_value": 2_147_483_647, **options})  # type: ignore[arg-type]


class OneOf(forms.ChoiceField):
    """One thing of a list that a query has read; the operation gets the thing itself.

    Form: ``self.fields["life_domain"].offer(life_domains())`` in ``__init__``; ``initial`` may be the thing or its key.
    """

    default_error_messages = {
        "required": "Bitte wählen Sie etwas aus.",
        "invalid_choice": "Das steht nicht zur Auswahl.",
    }

    def __init__(self, *, empty: str = "Bitte wählen", **options: object) -> None:
        """:param empty: the first line of the select, chosen when nothing is."""
        super().__init__(**options)  # type: ignore[arg-type]
        self.empty = empty
        self.things: dict[str, object] = {}

    def offer(
        self,
        things: Iterable[object],
        *,
        label: Callable[[Any], str] = str,
        group: Callable[[Any], str] | None = None,
    ) -> None:
        """Say what can be chosen.

        :param group: heading under which a thing stands; the things must be ordered by it
        """
        listed = list(things)
        self.things = {_key(thing): thing for thing in listed}
        if group is None:
            offered: list[Any] = [(_key(thing), label(thing)) for thing in listed]
        else:
            groups: dict[str, list[tuple[str, str]]] = {}
            for thing in listed:
                groups.setdefault(group(thing), []).append((_key(thing), label(thing)))
            offered = list(groups.items())
        self.choices = [("", self.empty), *offered] if self.empty else offered

    def prepare_value(self, value: object) -> object:
        """The key of a thing, or the key itself."""
        return _key(value) if hasattr(value, "id") else value

    def clean(self, value: object) -> Any:
        """Return the thing."""
        return self.things.get(super().clean(value))


class SomeOf(forms.MultipleChoiceField):
    """Some things of a list that a query has read, as checkboxes; the operation gets the things themselves."""

    widget = forms.CheckboxSelectMultiple
    default_error_messages = {
        "required": "Bitte wählen Sie mindestens einen Eintrag.",
        "invalid_choice": "Das steht nicht zur Auswahl.",
    }
    things: Mapping[str, object] = MappingProxyType({})

    def offer(self, things: Iterable[object], *, label: Callable[[Any], str] = str) -> None:
        """Say what can be chosen."""
        listed = list(things)
        self.things = {_key(thing): thing for thing in listed}
        self.choices = [(_key(thing), label(thing)) for thing in listed]

    def prepare_value(self, value: object) -> object:
        """Keys of things, or the keys themselves."""
        if isinstance(value, list | tuple | set | frozenset):
            return [_key(item) if hasattr(item, "id") else str(item) for item in value]
        return value

    def clean(self, value: object) -> Any:
        """Return the things, in the order of the list."""
        chosen = set(super().clean(value))
        return [thing for key, thing in self.things.items() if key in chosen]


def _key(thing: Any) -> str:
    return str(thing.id)
