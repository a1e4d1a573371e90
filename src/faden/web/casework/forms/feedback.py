"""Asking for the client's feedback, on the device or on paper."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms

from faden.domain.cases.enums import Asked, Opinion
from faden.domain.cases.operations.feedback import LONGEST_WORDS
from faden.domain.client_texts.queries import Texts
from faden.web.casework.forms.own_view import offer_languages
from faden.web.layout.fields import DateField
from faden.web.layout.uploads import FilesField

OPINIONS = [("", "ausgelassen"), *((str(value), label) for value, label in Opinion.choices)]


class FeedbackForm(forms.Form):
    """In which language the client reads the questions."""

    language = forms.ChoiceField(label="Sprache der Fragen")

    def __init__(self, *args: Any, texts: Iterable[Texts], groups: Iterable[str], **options: Any) -> None:
        super().__init__(*args, **options)
        offer_languages(self, texts, groups)


class PaperFeedbackForm(FeedbackForm):
    """What stands on the sheet that has come back."""

    on = DateField(label="Ausgefüllt am")
    words = forms.CharField(
        label="Eigene Worte",
        required=False,
        max_length=LONGEST_WORDS,
        widget=forms.Textarea,
        help_text="So, wie sie auf dem Blatt stehen, auch in der anderen Sprache.",
    )
    uploads = FilesField(label="Scan oder Foto des Blattes", required=False)

    def __init__(self, *args: Any, questions: Sequence[tuple[Asked, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.asked = [question.value for question, _ in questions]
        for question, words in questions:
            self.fields[question.value] = forms.TypedChoiceField(
                label=words, choices=OPINIONS, coerce=int, empty_value=None, required=False, widget=forms.RadioSelect
            )

    def clean(self) -> dict[str, Any]:
        """What the operation takes."""
        typed = dict(super().clean() or {})
        answers = {Asked(name): typed.pop(name, None) for name in self.asked}
        return {**typed, "answers": answers}
