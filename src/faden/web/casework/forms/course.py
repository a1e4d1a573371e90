"""Constellation, phase, circle, closing and reopening."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms

from faden.domain.cases.enums import ClosingReason, Constellation, GoalState, MeasureEnd, Phase
from faden.processes.close_case import ReferralEnd
from faden.web.layout.fields import DateField, VersionField


class ConstellationForm(forms.Form):
    """How closely somebody is counselled from now on."""

    constellation = forms.ChoiceField(label="Neue Handlungskonstellation", widget=forms.RadioSelect)
    on = DateField(label="Ab")
    reason = forms.CharField(label="Grund", max_length=300)
    version = VersionField()

    def __init__(self, *args: object, following: Iterable[Constellation], **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        self.fields["constellation"].choices = [(one.value, one.label) for one in following]  # type: ignore[attr-defined]


class PhaseForm(forms.Form):
    """Where the counselling goes on."""

    phase = forms.ChoiceField(label="Nächste Phase", widget=forms.RadioSelect)
    on = DateField(label="Ab")
    version = VersionField()

    def __init__(self, *args: object, phases: Iterable[Phase], **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        self.fields["phase"].choices = [(phase.value, phase.label) for phase in phases]  # type: ignore[attr-defined]

    def clean_phase(self) -> Phase:
        """The phase itself."""
        return Phase(self.cleaned_data["phase"])


class CloseForm(forms.Form):
    """How a stay ends, and what was reached."""

    reason = forms.ChoiceField(label="Abschlussgrund", choices=ClosingReason.choices, widget=forms.RadioSelect)
    evaluation = forms.CharField(
        label="Auswertung",
        max_length=10_000,
        widget=forms.Textarea,
        help_text="Was wurde erreicht, was nicht, und warum?",
    )
    client_feedback = forms.CharField(
        label="Rückmeldung der Klientin oder des Klienten", required=False, max_length=10_000, widget=forms.Textarea
    )
    on = DateField(label="Letzter Tag der Begleitung")
    referrals = forms.TypedChoiceField(
        label="Was wird aus den gesendeten Verweisen?",
        choices=ReferralEnd.choices,
        coerce=ReferralEnd,
        widget=forms.RadioSelect,
        required=False,
        empty_value=ReferralEnd.GOES_ON,
    )
    version = VersionField()

    def __init__(self, *args: object, goals: Iterable[Any], measures: Iterable[Any] = (), **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        self.measures = [(measure, f"measure_{measure.id}") for measure in measures]
        for measure, name in self.measures:
            self.fields[name] = forms.ChoiceField(
                label=measure.title, choices=MeasureEnd.choices, widget=forms.RadioSelect, initial=MeasureEnd.ABORTED
            )
        self.goals = [(goal, f"goal_{goal.id}") for goal in goals]
        judgements = [(state.value, state.label) for state in GoalState if state != GoalState.OPEN]
        for goal, name in self.goals:
            self.fields[name] = forms.ChoiceField(label=f"„{goal.words}“", choices=judgements, widget=forms.RadioSelect)

    def clean(self) -> dict[str, Any]:
        """The judgements of the goals, as the operation takes them."""
        typed = dict(super().clean() or {})
        judged: dict[UUID, GoalState] = {}
        for goal, name in self.goals:
            judgement = typed.pop(name, "")
            if judgement:
                judged[goal.id] = GoalState(judgement)
        ends = {one.id: MeasureEnd(end) for one, name in self.measures if (end := typed.pop(name, ""))}
        return {**typed, "goals": judged, "measures": ends}


class PostponeForm(forms.Form):
    """Until when a case stays open, and why."""

    until = DateField(label="Bis wann")
    reason = forms.CharField(label="Warum bleibt der Fall offen?", max_length=300)


class ReopenForm(forms.Form):
    """Why a new stay begins, and how closely."""

    reason = forms.CharField(label="Anlass", max_length=300)
    constellation = forms.ChoiceField(
        label="Handlungskonstellation", choices=Constellation.choices, widget=forms.RadioSelect
    )
    on = DateField(label="Ab")
    version = VersionField()
