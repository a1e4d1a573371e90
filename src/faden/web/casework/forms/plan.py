"""Goals, measures and barriers."""

from collections.abc import Iterable
from typing import Any

from django import forms

from faden.domain.cases.enums import ChildCare, GoalState, MeasureAct, Responsible
from faden.lib.identifiers import new_id
from faden.lib.languages import in_german_order
from faden.web.layout.fields import DateField, OneOf, VersionField, WeeklyTimesField


class GoalForm(forms.Form):
    """A goal to agree on."""

    goal_id = forms.UUIDField(widget=forms.HiddenInput, required=False)
    words = forms.CharField(
        label="Ziel in den Worten der Klientin oder des Klienten", max_length=2000, widget=forms.Textarea
    )
    language = forms.ChoiceField(label="Sprache dieser Worte", choices=in_german_order, initial="de")
    german = forms.CharField(
        label="Auf Deutsch", max_length=2000, required=False, widget=forms.Textarea,
        help_text="Was es heißt, wenn die Worte in einer anderen Sprache stehen.",
    )  # fmt: skip
    life_domain = OneOf(label="Handlungsfeld")
    on = DateField(label="Vereinbart am")

    def __init__(self, *args: object, life_domains: Iterable[object], **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        self.initial.setdefault("goal_id", new_id())
        self.fields["life_domain"].offer(life_domains)  # type: ignore[attr-defined]


class GoalChangeForm(forms.Form):
    """A goal put into other words, or judged."""

    words = forms.CharField(
        label="Ziel in den Worten der Klientin oder des Klienten", max_length=2000, widget=forms.Textarea
    )
    language = forms.ChoiceField(label="Sprache dieser Worte", choices=in_german_order)
    german = forms.CharField(label="Auf Deutsch", max_length=2000, required=False, widget=forms.Textarea)
    state = forms.ChoiceField(label="Stand", choices=GoalState.choices, widget=forms.RadioSelect)
    on = DateField(label="Geändert am")
    version = VersionField()


class MeasureDetails(forms.Form):
    """What a step of the plan is about, who does it, where and when."""

    title = forms.CharField(
        label="Schritt", max_length=200, help_text="Was geschieht? Zum Beispiel: Anmeldung zum Integrationskurs"
    )
    responsible = forms.ChoiceField(label="Wer übernimmt das?", choices=Responsible.choices, widget=forms.RadioSelect)
    organisation = OneOf(label="Organisation", required=False, empty="keine")
    offer = OneOf(
        label="Angebot", required=False, empty="keines aus der Liste", help_text="Bringt seine Organisation mit."
    )
    place = forms.CharField(label="Wo sonst", required=False, max_length=200, help_text="Was in keiner Liste steht.")
    due_on = DateField(label="Bis wann", required=False, help_text="Die Frist, an die erinnert wird.")
    starts_on = DateField(label="Beginnt am", required=False)
    ends_on = DateField(label="Letzter Tag", required=False)
    slots = WeeklyTimesField(label="Wöchentliche Zeiten", required=False)
    child_care = forms.ChoiceField(label="Kinderbetreuung in dieser Zeit", choices=ChildCare.choices, required=False)

    def __init__(
        self, *args: object, organisations: Iterable[object], offers: Iterable[object], **options: object
    ) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        self.fields["organisation"].offer(organisations)  # type: ignore[attr-defined]
        self.fields["offer"].offer(offers, label=lambda offer: f"{offer.title} ({offer.organisation})")  # type: ignore[attr-defined]

    def clean_child_care(self) -> ChildCare:
        """The answer itself; none needed when nothing was said."""
        return ChildCare(self.cleaned_data["child_care"] or ChildCare.NONE)


class MeasureForm(MeasureDetails):
    """A step to plan."""

    measure_id = forms.UUIDField(widget=forms.HiddenInput, required=False)
    goal = OneOf(label="Gehört zum Ziel", required=False, empty="keinem bestimmten Ziel")
    on = DateField(label="Geplant am")

    def __init__(self, *args: object, goals: Iterable[object], **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial.setdefault("measure_id", new_id())
        self.fields["goal"].offer(goals, label=lambda goal: goal.words[:80])  # type: ignore[attr-defined]


class MeasureChangeForm(MeasureDetails):
    """A step as it is from now on."""

    version = VersionField()


class MeasureMoveForm(forms.Form):
    """How a step goes on."""

    act = forms.ChoiceField(
        label="Wie geht es weiter?",
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Der Schritt steht inzwischen anders. Das geht von dort nicht mehr."},
    )
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
