"""What is asked when something was signed, taken back, or is to be printed."""

from typing import Any

from django import forms

from faden.domain.catalogues.queries import life_domains
from faden.domain.client_texts.queries import Texts
from faden.domain.client_texts.shipped import LANGUAGES, SOURCE
from faden.domain.consent.enums import ConsentKind, Direction, GivenHow, Purpose
from faden.domain.organisations.queries import organisations
from faden.reporting.consent_forms import TEMPLATES, VERSIONS, groups_of
from faden.web.casework.forms.own_view import offer_languages
from faden.web.layout.fields import DateField, OneOf, SomeOf
from faden.web.layout.uploads import FilesField


def printed() -> list[tuple[str, str]]:
    """Tag and name of the languages in which forms are printed beside German."""
    return [(tag, language.german) for tag, language in LANGUAGES.items()]


class ConsentForm(forms.Form):
    """A signed declaration: what, towards whom, when, on which form."""

    kind = forms.TypedChoiceField(
        label="Was wurde unterschrieben?",
        choices=ConsentKind.choices,
        coerce=ConsentKind,
        widget=forms.RadioSelect,
    )
    organisation = OneOf(
        label="Gegenüber welcher Stelle?",
        required=False,
        empty="keine (Einwilligung)",
        help_text="Nur bei einer Schweigepflichtentbindung.",
    )
    direction = forms.TypedChoiceField(
        label="Wer darf wem etwas sagen?",
        choices=Direction.choices,
        coerce=Direction,
        required=False,
        empty_value=Direction.BOTH,
        initial=Direction.BOTH,
    )
    purpose = forms.TypedChoiceField(
        label="Wofür?",
        choices=[("", "wie bei dieser Stelle üblich"), *Purpose.choices],
        coerce=Purpose,
        required=False,
        empty_value=None,
        help_text="Bei einer Ausländer- oder Einbürgerungsbehörde üblich: Aufenthalt oder Einbürgerung.",
    )
    life_domains = SomeOf(label="Worüber?", required=False, help_text="Nichts angekreuzt: alles, was dafür nötig ist.")
    given_on = DateField(label="Unterschrieben am", help_text="Das Datum auf dem Blatt.")
    valid_from = DateField(label="Gültig ab", required=False, help_text="Leer: ab der Unterschrift.")
    valid_until = DateField(label="Gültig bis", required=False, help_text="Leer: bis zum Widerruf.")
    form_version = forms.CharField(label="Fassung des Formulars", max_length=20, help_text="Steht unten auf dem Blatt.")
    language = forms.ChoiceField(label="Sprache des Formulars", help_text="Steht daneben.")
    given_how = forms.TypedChoiceField(label="Form", choices=GivenHow.choices, coerce=GivenHow)
    uploads = FilesField(label="Scan oder Foto des unterschriebenen Blattes", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].offer(organisations())  # type: ignore[attr-defined]
        self.fields["life_domains"].offer(life_domains())  # type: ignore[attr-defined]
        self.fields["language"].choices = printed()  # type: ignore[attr-defined]
        self.initial.setdefault("form_version", VERSIONS[self.initial.get("kind") or ConsentKind.DATA_PROCESSING])


class SheetForm(forms.Form):
    """The signed sheet of a declaration that was entered before."""

    uploads = FilesField(label="Scan oder Foto des unterschriebenen Blattes")


class WithdrawalForm(forms.Form):
    """The first day on which the declaration no longer counts."""

    on = DateField(label="Widerrufen am")


class PrintForm(forms.Form):
    """Which form is printed, in which language, and what stands on it already."""

    kind = forms.TypedChoiceField(
        label="Welches Formular?",
        choices=[(kind, kind.label) for kind in TEMPLATES],
        coerce=ConsentKind,
        widget=forms.RadioSelect,
    )
    language = forms.ChoiceField(label="Sprache neben dem Deutschen")
    organisation = OneOf(label="Gegenüber welcher Stelle?", required=False, empty="von Hand eintragen")
    topics = SomeOf(label="Worüber?", required=False)
    direction = forms.ChoiceField(
        label="In welche Richtung?", required=False, choices=[("", "von Hand ankreuzen"), *Direction.choices]
    )
    purpose = forms.ChoiceField(label="Wofür?", required=False, choices=[("", "von Hand ankreuzen"), *Purpose.choices])
    until = DateField(label="Gültig bis", required=False)

    def __init__(self, *args: Any, texts: list[Texts], **options: Any) -> None:
        super().__init__(*args, **options)
        offer_languages(self, texts, {group for kind in TEMPLATES for group in groups_of(kind)})
        self.fields["organisation"].offer(organisations())  # type: ignore[attr-defined]
        self.fields["topics"].offer(life_domains())  # type: ignore[attr-defined]
        self.initial.setdefault("language", SOURCE)
