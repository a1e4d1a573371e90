"""Tracks: begin, go on, steps, and the questions that the site has written."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from faden.domain.tracks.calculation import LONGEST_TEXT, Answer
from faden.domain.tracks.definition import Question
from faden.domain.tracks.enums import Category, FieldKind, StepAct, TrackAct
from faden.domain.tracks.operations import FIELD
from faden.web.layout.fields import DateField, VersionField

YES_NO = [("", "nicht angegeben"), ("ja", "Ja"), ("nein", "Nein")]


def question_field(question: Question) -> forms.Field:
    """The field of a question; what it is asked for stands below it."""
    protected = f" ({question.category.label})" if question.category is Category.SPECIAL else ""
    options: dict[str, Any] = {"label": question.name, "required": False, "help_text": f"{question.purpose}{protected}"}
    match question.kind:
        case FieldKind.DATE:
            return DateField(**options)
        case FieldKind.CHOICE:
            choices = [("", "nicht angegeben"), *((one, one) for one in question.choices)]
            return forms.ChoiceField(choices=choices, **options)
        case FieldKind.YES_NO:
            return forms.TypedChoiceField(
                choices=YES_NO,
                coerce=lambda value: value == "ja",
                empty_value=None,
                widget=forms.RadioSelect,
                **options,
            )
    return forms.CharField(max_length=LONGEST_TEXT, widget=forms.Textarea, **options)


class QuestionsForm(forms.Form):
    """Questions of a track, each a field; the operation gets the answers by key."""

    def __init__(
        self,
        *args: object,
        questions: Iterable[Question] = (),
        answers: Mapping[str, Answer] | None = None,
        **options: object,
    ) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        self.questions = {FIELD.format(one.key): one for one in questions}
        for name, question in self.questions.items():
            self.fields[name] = question_field(question)
            answer = (answers or {}).get(question.key)
            self.initial[name] = {True: "ja", False: "nein"}[answer] if isinstance(answer, bool) else answer

    def clean(self) -> dict[str, Any]:
        """The answers by key, beside the form's own fields."""
        typed = dict(super().clean() or {})
        answers = {one.key: typed.pop(name) for name, one in self.questions.items() if name in typed}
        return {**typed, "answers": answers}


class BeginTrackForm(QuestionsForm):
    """From when on a case follows a track, and what is known already."""

    on = DateField(label="Beginn")
    reason = forms.CharField(label="Anlass", required=False, max_length=300)


class AnswersForm(QuestionsForm):
    """All questions of a track."""

    version = VersionField()


class MoveTrackForm(forms.Form):
    """How a track goes on."""

    act = forms.ChoiceField(label="Wie geht es weiter?", widget=forms.RadioSelect)
    on = DateField(label="Ab wann")
    reason = forms.CharField(label="Grund", max_length=300)
    version = VersionField()

    def __init__(self, *args: object, acts: Iterable[TrackAct], **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        self.fields["act"].choices = [(act.value, _TRACK_MOVES[act]) for act in acts]  # type: ignore[attr-defined]

    def clean_act(self) -> TrackAct:
        """The act itself."""
        return TrackAct(self.cleaned_data["act"])


class MoveStepForm(QuestionsForm):
    """How it stands with a step, and what is asked with it."""

    act = forms.ChoiceField(label="Wie steht es?", widget=forms.RadioSelect)
    on = DateField(label="Seit wann")
    remark = forms.CharField(
        label="Bemerkung",
        required=False,
        max_length=300,
        help_text="Nötig, wenn der Schritt entfällt oder wieder offen ist.",
    )
    version = VersionField()

    def __init__(self, *args: object, acts: Iterable[StepAct], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["act"].choices = [(act.value, _STEP_MOVES[act]) for act in acts]  # type: ignore[attr-defined]

    def clean_act(self) -> StepAct:
        """The act itself."""
        return StepAct(self.cleaned_data["act"])


_TRACK_MOVES = {
    TrackAct.PAUSE: "Er ruht: Es wird zurzeit nichts fällig",
    TrackAct.RESUME: "Er geht weiter",
    TrackAct.END: "Er ist zu Ende; offene Schritte entfallen",
}
_STEP_MOVES = {
    StepAct.DO: "Er ist erledigt",
    StepAct.SKIP: "Er entfällt",
    StepAct.REOPEN: "Er ist wieder offen",
}
