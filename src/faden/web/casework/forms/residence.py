"""A package to a residence authority, field by field."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any
from uuid import UUID

from django import forms

from faden.domain.residence.enums import QuestionKind
from faden.web.layout.fields import DateField, OneOf, VersionField

WITH_RELEASE = "Schweigepflichtentbindung liegt vor"
WITHOUT_RELEASE = "Schweigepflichtentbindung fehlt noch"


class ComposeForm(forms.Form):
    """What is asked, and what is disclosed; nothing is ticked beforehand."""

    office = OneOf(label="An welche Behörde?")
    kind = forms.ChoiceField(
        label="Worum geht es?",
        choices=QuestionKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Bitte auswählen, worum es geht."},
    )
    question = forms.CharField(
        label="Ihre Frage",
        max_length=4000,
        widget=forms.Textarea,
        help_text="Schreiben Sie nur, was die Behörde für die Antwort wissen muss. Nichts aus Ihren Notizen.",
        error_messages={"required": "Bitte die Frage schreiben."},
    )
    due_on = DateField(label="Antwort erbeten bis")
    expires_on = DateField(label="Sichtbar bis", help_text="Danach sieht die Behörde die Anfrage nicht mehr.")

    def __init__(
        self,
        *args: Any,
        offices: Iterable[Any],
        released: Collection[UUID],
        offered: Sequence[Any],
        disclosed: dict[str, str],
        **options: Any,
    ) -> None:
        """:param released: authorities towards which a release for this purpose holds today"""
        super().__init__(*args, **options)
        self.fields["office"].offer(  # type: ignore[attr-defined]
            sorted(offices, key=lambda one: one.id not in released),
            label=str,
            group=lambda one: WITH_RELEASE if one.id in released else WITHOUT_RELEASE,
        )
        self.offered = tuple(one.key for one in offered)
        for one in offered:
            value = disclosed.get(one.key, one.value)
            self.fields[f"show_{one.key}"] = forms.BooleanField(
                label=f"{one.label} mitteilen", required=False, initial=one.key in disclosed
            )
            self.fields[f"value_{one.key}"] = forms.CharField(
                label=f"{one.label}, wie die Behörde es liest", required=False, max_length=500, initial=value
            )

    @property
    def rows(self) -> list[tuple[Any, Any]]:
        """The box and the words of each offered field."""
        return [(self[f"show_{key}"], self[f"value_{key}"]) for key in self.offered]

    def clean(self) -> dict[str, Any]:
        """The operation gets what is ticked, in the words it is disclosed in."""
        typed: dict[str, Any] = super().clean() or {}
        ticked = [key for key in self.offered if typed.get(f"show_{key}")]
        kept = {name: value for name, value in typed.items() if not name.startswith(("show_", "value_"))}
        return {**kept, "disclosed": {key: typed.get(f"value_{key}", "").strip() for key in ticked}}

    def clean_kind(self) -> QuestionKind:
        """The kind itself."""
        return QuestionKind(self.cleaned_data["kind"])


class RecomposeForm(ComposeForm):
    """A package that is changed before it is sent."""

    version = VersionField()


class SendForm(forms.Form):
    """Sending what was previewed."""

    version = VersionField()


class StepForm(SendForm):
    """Going on with a request without words."""


class ReplyForm(SendForm):
    """Answering what the authority has asked back."""

    remark = forms.CharField(
        label="Ihre Antwort auf die Rückfrage",
        max_length=4000,
        widget=forms.Textarea,
        error_messages={"required": "Bitte die Rückfrage beantworten."},
    )
