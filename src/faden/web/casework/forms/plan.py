"""Goals, measures and barriers."""

from collections.abc import Iterable

from django import forms

from faden.domain.cases.enums import GoalState, MeasureAct, Responsible
from faden.web.layout.fields import DateField, OneOf, VersionField


class GoalForm(forms.Form):
    """A goal to agree on."""

    words = forms.CharField(
        label="Ziel in den Worten der Klientin oder des Klienten", max_length=2000, widget=forms.Textarea
    )
    life_domain = OneOf(label="Handlungsfeld")
    on = DateField(label="Vereinbart am")

    def __init__(self, *args: object, life_domains: Iterable[object], **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        self.fields["life_domain"].offer(life_domains)  # type: ignore[attr-defined]


class GoalChangeForm(forms.Form):
    """A goal put into other words, or judged."""

    words = forms.CharField(
        label="Ziel in den Worten der Klientin oder des Klienten", max_length=2000, widget=forms.Textarea
    )
    state = forms.ChoiceField(label="Stand", choices=GoalState.choices, widget=forms.RadioSelect)
    on = DateField(label="Geändert am")
    version = VersionField()


class MeasureForm(forms.Form):
    """A step of the plan."""

    title = forms.CharField(
        label="Schritt", max_length=200, help_text="Was geschieht? Zum Beispiel: Anmeldung zum Integrationskurs"
    )
    responsible = forms.ChoiceField(label="Wer übernimmt das?", choices=Responsible.choices, widget=forms.RadioSelect)
    organisation = OneOf(label="Organisation", required=False, empty="keine")
    goal = OneOf(label="Gehört zum Ziel", required=False, empty="keinem bestimmten Ziel")
    due_on = DateField(label="Bis wann", required=False)
    on = DateField(label="Geplant am")

    def __init__(
        self, *args: object, organisations: Iterable[object], goals: Iterable[object], **options: object
    ) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        self.fields["organisation"].offer(organisations)  # type: ignore[attr-defined]
        self.fields["goal"].offer(goals, label=lambda goal: goal.words[:80])  # type: ignore[attr-defined]


class MeasureChangeForm(forms.Form):
    """What a step is about, and by when."""

    title = forms.CharField(label="Schritt", max_length=200)
    responsible = forms.ChoiceField(label="Wer übernimmt das?", choices=Responsible.choices, widget=forms.RadioSelect)
    organisation = OneOf(label="Organisation", required=False, empty="keine")
    due_on = DateField(label="Bis wann", required=False)
    version = VersionField()

    def __init__(self, *args: object, organisations: Iterable[object], **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        self.fields["organisation"].offer(organisations)  # type: ignore[attr-defined]


class MeasureMoveForm(forms.Form):
    """How a step goes on."""

    act = forms.ChoiceField(label="Wie geht es weiter?", widget=forms.RadioSelect)
    on = DateField(label="Seit wann")
    barrier = OneOf(
        label="Hürde",
        required=False,
        empty="keine",
        help_text="Worauf der Schritt wartet oder woran er gescheitert ist. Daraus werden Systemlücken erkannt.",
    )
    remark = forms.CharField(label="Bemerkung", required=False, max_length=300)
    version = VersionField()

    def __init__(
        self, *args: object, acts: Iterable[MeasureAct], barriers: Iterable[object], **options: object
    ) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        self.fields["act"].choices = [(act.value, _MOVES[act]) for act in acts]  # type: ignore[attr-defined]
        self.fields["barrier"].offer(barriers, group=lambda barrier: str(barrier.life_domain))  # type: ignore[attr-defined]

    def clean_act(self) -> MeasureAct:
        """The act itself."""
        return MeasureAct(self.cleaned_data["act"])


_MOVES = {
    MeasureAct.START: "Es geht los",
    MeasureAct.WAIT: "Es muss gewartet werden",
    MeasureAct.FINISH: "Es ist erledigt",
    MeasureAct.ABORT: "Es wird abgebrochen",
}


class BarrierForm(forms.Form):
    """What holds the case up."""

    barrier = OneOf(label="Hürde")
    on = DateField(label="Seit")
    remark = forms.CharField(label="Bemerkung", required=False, max_length=300)

    def __init__(self, *args: object, barriers: Iterable[object], **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        self.fields["barrier"].offer(barriers, group=lambda barrier: str(barrier.life_domain))  # type: ignore[attr-defined]


class OvercomeForm(forms.Form):
    """From when on it no longer does."""

    on = DateField(label="Überwunden am")
