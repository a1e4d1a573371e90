"""Hand a case over, answer, step in."""

from collections.abc import Iterable, Sequence
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
    """From when until when, and who steps in where; the operation gets ``others`` by case."""

    since = DateField(label="Erster Tag")
    last_day = DateField(label="Letzter Tag")
    cover = OneOf(label="Wer vertritt?")
    cases = SomeOf(label="In welchen Fällen?")

    def __init__(self, *args: Any, cases: Sequence[Any], colleagues: Iterable[object], **options: Any) -> None:
        super().__init__(*args, **options)
        colleagues = list(colleagues)
        self.fields["cases"].offer(cases, label=_named)  # type: ignore[attr-defined]
        self.fields["cover"].offer(colleagues)  # type: ignore[attr-defined]
        self.apart = {f"cover_{case.id}": case.id for case in cases}
        for name, case in zip(self.apart, cases, strict=True):
            self.fields[name] = OneOf(label=_named(case), required=False, empty="wie oben")
            self.fields[name].offer(colleagues)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Gather who steps in where somebody else does."""
        told = dict(super().clean() or {})
        chosen = {case_id: told.pop(name, None) for name, case_id in self.apart.items()}
        covered = {case.id for case in told.get("cases") or ()}
        for name, case_id in self.apart.items():
            if chosen[case_id] is not None and case_id not in covered and "cases" not in self.errors:
                self.add_error(name, "Dieser Fall ist oben nicht angekreuzt.")
        return {**told, "others": {case_id: cover for case_id, cover in chosen.items() if cover is not None}}

    @property
    def sets_apart(self) -> bool:
        """Whether somebody has chosen another cover for a case, or made a mistake there."""
        return self.is_bound and any(self.data.get(name) for name in self.apart)


def _named(case: Any) -> str:
    return f"{case.number} {case.person.full_name}"
