"""What a form field needs to be drawn: read once here, so that the component only draws."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from django import forms
from django.forms.boundfield import BoundField


@dataclass(frozen=True)
class Choice:
    """One answer to choose; ``group`` is the heading it stands under in a select."""

    value: str
    label: str
    chosen: bool
    group: str = ""


@dataclass(frozen=True)
class Control:
    """A field ready to be drawn.

    :param kind: text, textarea, select, date, number, checkbox, radio, checkboxes, file, password, email, hidden, …
    :param described_by: ids of help and error, for ``aria-describedby``
    """

    kind: str
    id: str
    name: str
    label: str
    help: str
    errors: tuple[str, ...]
    required: bool
    disabled: bool
    value: str
    checked: bool
    choices: tuple[Choice, ...]
    max_length: int | None
    input_mode: str | None
    autocomplete: str | None

    @property
    def groups(self) -> list[tuple[str, list[Choice]]]:
        """The choices under their headings, in the given order."""
        return [(group, list(choices)) for group, choices in groupby(self.choices, key=lambda choice: choice.group)]

    @property
    def described_by(self) -> str | None:
        """The elements that explain the field."""
        ids = [f"{self.id}-help"] * bool(self.help) + [f"{self.id}-error"] * bool(self.errors)
        return " ".join(ids) or None


def control(bound: BoundField, label: str | None = None, help: str | None = None) -> Control:  # noqa: A002  a word of forms
    """Read a bound field.

    :param label: replaces the field's label
    :param help: replaces the field's help text
    """
    field, widget = bound.field, bound.field.widget
    attrs = widget.attrs
    return Control(
        kind=kind_of(widget),
        id=bound.id_for_label.removesuffix("_0") or f"id_{bound.html_name}",
        name=bound.html_name,
        label=str(label if label is not None else bound.label),
        help=str(help if help is not None else bound.help_text),
        errors=tuple(str(error) for error in bound.errors),
        required=field.required,
        disabled=field.disabled,
        value=_text(bound),
        checked=isinstance(widget, forms.CheckboxInput) and widget.check_test(bound.value()),
        choices=tuple(_choices(bound)),
        max_length=getattr(field, "max_length", None),
        input_mode=attrs.get("inputmode"),
        autocomplete=attrs.get("autocomplete"),
    )


_KINDS: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.CheckboxSelectMultiple, "checkboxes"),
    (forms.RadioSelect, "radio"),
    (forms.CheckboxInput, "checkbox"),
    (forms.Select, "select"),
    (forms.Textarea, "textarea"),
    (forms.DateInput, "date"),
    (forms.HiddenInput, "hidden"),
    (forms.NumberInput, "number"),
)


def kind_of(widget: forms.Widget) -> str:
    """Return the component's word for a Django widget."""
    for widget_class, kind in _KINDS:
        if isinstance(widget, widget_class):
            return kind
    return getattr(widget, "input_type", "text") or "text"


def _text(bound: BoundField) -> str:
    """What stands in the input: what was typed, or the initial value as a German would write it."""
    if hasattr(bound.field, "choices") or isinstance(
        bound.field.widget, (forms.CheckboxInput, forms.FileInput, forms.PasswordInput)
    ):
        return ""
    value = bound.field.widget.format_value(bound.value())
    return "" if value is None else str(value)


def _choices(bound: BoundField) -> Iterator[Choice]:
    """What can be chosen; a value that stands in two groups is chosen in the first."""
    offered: Iterable[tuple[object, object]] = getattr(bound.field, "choices", ())
    value = bound.value()
    chosen = {str(v) for v in (value if isinstance(value, (list, tuple, set)) else [value]) if v is not None}
    is_empty = not chosen
    for key, label in offered:
        for group, one, words in _under(key, label):
            yield Choice(one, words, one in chosen or (not one and is_empty), group)
            chosen.discard(one)


def _under(key: object, label: object) -> Iterator[tuple[str, str, str]]:
    """Group, value and words of an entry, or of each entry of a group."""
    if isinstance(label, (list, tuple)):
        yield from ((str(key), str(one), str(words)) for one, words in label)
    else:
        yield "", "" if key is None else str(key), str(label)
