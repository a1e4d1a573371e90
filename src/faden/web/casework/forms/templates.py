"""Templates of measures: choose one, look at its steps, change them, take them over."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms

from faden.domain.cases.enums import Responsible
from faden.domain.cases.operations.templates import ChosenStep
from faden.domain.cases.queries.templates import TemplateStep
from faden.web.layout.fields import DateField, OneOf


class TemplateChoiceForm(forms.Form):
    """Which template, and from which day its offsets count."""

    template = OneOf(label="Vorlage", empty="")
    first_day = DateField(label="Erster Tag", help_text="Von hier zählen die Fristen der Schritte.")

    def __init__(self, *args: object, templates: Iterable[object], **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        self.fields["template"].widget = forms.RadioSelect()
        self.fields["template"].offer(templates)  # type: ignore[attr-defined]


class AdoptForm(forms.Form):
    """The steps of a template, each to be taken, changed or left out."""

    goal = OneOf(label="Alle gehören zum Ziel", required=False, empty="keinem bestimmten Ziel")
    on = DateField(label="Geplant am")

    def __init__(
        self,
        *args: Any,
        steps: Sequence[TemplateStep],
        goals: Iterable[object],
        organisations: Sequence[object],
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.fields["goal"].offer(goals, label=lambda goal: goal.words[:80])  # type: ignore[attr-defined]
        self.numbers = range(1, len(steps) + 1)
        for number, step in zip(self.numbers, steps, strict=True):
            self._add(number, step, organisations)

    def _add(self, number: int, step: TemplateStep, organisations: Sequence[object]) -> None:
        self.fields[f"take_{number}"] = forms.BooleanField(label="übernehmen", required=False, initial=True)
        self.fields[f"title_{number}"] = forms.CharField(
            label="Schritt", required=False, max_length=200, initial=step.title
        )
        self.fields[f"responsible_{number}"] = forms.ChoiceField(
            label="Wer", choices=Responsible.choices, initial=step.responsible
        )
        self.fields[f"due_on_{number}"] = DateField(label="Bis wann", required=False, initial=step.due_on)
        self.fields[f"organisation_{number}"] = at = OneOf(label="Bei", required=False, empty="keiner Organisation")
        at.offer(organisations)

    def clean(self) -> dict[str, Any]:
        """The chosen steps as the operation takes them."""
        found = super().clean() or {}
        steps = [self._step(number, found) for number in self.numbers if found.get(f"take_{number}")]
        return {"goal": found.get("goal"), "on": found.get("on"), "steps": steps}

    def _step(self, number: int, found: dict[str, Any]) -> ChosenStep:
        return ChosenStep(
            number=number,
            title=found.get(f"title_{number}", ""),
            responsible=Responsible(found.get(f"responsible_{number}") or Responsible.CLIENT),
            due_on=found.get(f"due_on_{number}"),
            organisation=found.get(f"organisation_{number}"),
        )
