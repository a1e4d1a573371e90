"""A letter template as it is typed."""

from typing import Any

from django import forms

from faden.domain.letters.enums import Addressee, LetterKind
from faden.lib.letter_text import LONGEST
from faden.web.layout.fields import VersionField

KINDS = [choice for choice in LetterKind.choices if choice[0] != LetterKind.LETTERHEAD]


class TemplateForm(forms.Form):
    """Text with placeholders in braces; headings, lists and bold words by simple signs."""

    title = forms.CharField(label="Bezeichnung", max_length=120)
    kind = forms.ChoiceField(label="Was ist das?", choices=KINDS)
    addressee = forms.ChoiceField(label="An wen geht der Brief?", choices=Addressee.choices, widget=forms.RadioSelect)
    subject = forms.CharField(label="Betreff", max_length=200)
    body = forms.CharField(
        label="Text",
        max_length=LONGEST,
        widget=forms.Textarea,
        help_text="Eine leere Zeile beginnt einen Absatz. „# “ am Anfang macht eine Überschrift, „- “ einen "
        "Listenpunkt, **zwei Sterne** machen Wörter fett. Platzhalter stehen in geschweiften Klammern: {Name}.",
    )
    is_offered = forms.BooleanField(label="In den Fällen anbieten", required=False)
    version = VersionField()

    def __init__(self, *args: Any, is_letterhead: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        if is_letterhead:
            for name in ("kind", "addressee", "is_offered"):
                self.fields[name].disabled = True
            self.fields["kind"].choices = LetterKind.choices  # type: ignore[attr-defined]
            self.fields["subject"].label = "Absenderzeile"
            self.fields["body"].label = "Briefkopf"

    def clean_kind(self) -> LetterKind:
        """The kind itself."""
        return LetterKind(self.cleaned_data["kind"])

    def clean_addressee(self) -> Addressee:
        """The addressee itself."""
        return Addressee(self.cleaned_data["addressee"])
