"""Hand a case over, answer, step in."""

from collections.abc import Iterable
from typing import Any

from django import forms

from faden.web.layout.fields import DateField, OneOf, SomeOf


class ProposeForm(forms.Form):
    """Who shall take over, why, and what they should know."""

    successor = OneOf(label="Wer soll den Fall übernehmen?")
    reason = forms.CharField(
        label="Grund", max_length=300, help_text="Steht danach in der Liste derer, die die Akte sehen; ohne Namen."
    )
    note = forms.CharField(
        label="Hinweise zur Übergabe",
        help_text="Wird gelesen, bevor die Akte offen ist: was als Nächstes ansteht, ohne Namen.",
        max_length=4000,
        required=False,
        widget=forms.Textarea,
    )
    earliest_on = DateField(label="Frühestens ab", help_text="Vorher kann die Übergabe nicht angenommen werden.")
    helps_until = DateField(
        label="Ich helfe noch mit bis", help_text="Leer: Ihr Zugang endet mit der Übergabe.", required=False
    )
    helps_because = forms.CharField(label="Warum noch mithelfen?", max_length=300, required=False)

    def __init__(self, *args: Any, colleagues: Iterable[object], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["successor"].offer(colleagues)  # type: ignore[attr-defined]


class DeclineForm(forms.Form):
    """Why not."""

    reason = forms.CharField(
        label="Warum nicht?",
        max_length=300,
        error_messages={"required": "Bitte sagen, warum Sie den Fall nicht übernehmen."},
    )


class OthersForm(forms.Form):
    """Cases of somebody who is away or leaves."""

    cases = SomeOf(label="Welche Fälle?")
    successor = OneOf(label="Wer soll sie übernehmen?")
    reason = forms.CharField(label="Grund", max_length=300)
    earliest_on = DateField(label="Frühestens ab")

    def __init__(self, *args: Any, cases: Iterable[object], colleagues: Iterable[object], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["cases"].offer(cases)  # type: ignore[attr-defined]
        self.fields["successor"].offer(colleagues)  # type: ignore[attr-defined]


class AbsenceForm(forms.Form):
    """From when until when, and who steps in where."""

    since = DateField(label="Erster Tag")
    last_day = DateField(label="Letzter Tag")
    cover = OneOf(label="Wer vertritt?")
    cases = SomeOf(
        label="In welchen Fällen?", help_text="Für andere Fälle mit anderer Vertretung noch einmal eintragen."
    )

    def __init__(self, *args: Any, cases: Iterable[object], colleagues: Iterable[object], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["cases"].offer(cases, label=lambda case: f"{case.number} {case.person.full_name}")  # type: ignore[attr-defined]
        self.fields["cover"].offer(colleagues)  # type: ignore[attr-defined]
