"""What coordination and lead fill in about reports, and by what the lists are filtered."""

from typing import Any

from django import forms

from faden.domain.catalogues.queries import life_domains
from faden.domain.findings.enums import GapKind, Level, ThemeState
from faden.domain.findings.queries.themes import themes_to_join
from faden.domain.places.queries import municipalities
from faden.web.layout.fields import OneOf, SomeOf, VersionField


class FilterForm(forms.Form):
    """Life domain and place; always valid, so that an old address still shows a list."""

    feld = OneOf(label="Handlungsfeld", required=False, empty="alle")
    ort = OneOf(label="Kommune", required=False, empty="alle")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["feld"].offer(life_domains())  # type: ignore[attr-defined]
        self.fields["ort"].offer(municipalities())  # type: ignore[attr-defined]

    def chosen(self, name: str) -> Any:
        """What was chosen, None if nothing that is offered."""
        self.is_valid()
        return self.cleaned_data.get(name)

    def key_of(self, name: str) -> Any:
        """The key of the chosen row."""
        return getattr(self.chosen(name), "id", None)


class GapFilterForm(FilterForm):
    """The inbox is also filtered by kind."""

    art = forms.TypedChoiceField(
        label="Art", required=False, choices=[("", "alle"), *GapKind.choices], coerce=GapKind, empty_value=None
    )


class ThemeFilterForm(FilterForm):
    """The list of themes is also filtered by state; by default it shows what is running."""

    stand = forms.ChoiceField(
        label="Stand", required=False, choices=[("", "laufende"), *ThemeState.choices, ("alle", "alle")]
    )


class AnswerForm(forms.Form):
    """An answer to the person who reported."""

    answer = forms.CharField(
        label="Antwort an die meldende Person",
        help_text="Was ist aus der Meldung geworden? Zum Beispiel: wo es das Angebot schon gibt.",
        widget=forms.Textarea,
        max_length=4000,
    )
    version = VersionField()


class DetachForm(forms.Form):
    """Why a report does not belong to its theme."""

    reason = forms.CharField(
        label="Warum gehört die Meldung nicht zu diesem Thema?", widget=forms.Textarea, max_length=2000
    )


class JoinForm(forms.Form):
    """Which theme the chosen reports belong to."""

    theme = OneOf(label="Thema")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["theme"].offer(  # type: ignore[attr-defined]
            themes_to_join(), label=lambda theme: f"{theme.title} ({theme.number}, {theme.state_now.label})"
        )


class RaiseForm(forms.Form):
    """A new theme."""

    title = forms.CharField(label="Thema", help_text="So, wie es auf einer Tagesordnung stehen kann.", max_length=160)
    description = forms.CharField(
        label="Worum geht es?",
        help_text="Was haben die Meldungen gemeinsam, wen betrifft es, was müsste anders sein?",
        widget=forms.Textarea,
        max_length=8000,
    )
    life_domain = OneOf(label="Handlungsfeld")
    level = forms.TypedChoiceField(label="Lösbar durch", choices=[("", "Bitte wählen"), *Level.choices], coerce=Level)
    municipalities = SomeOf(
        label="Kommunen", help_text="Die Orte der Meldungen kommen von selbst dazu.", required=False
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["life_domain"].offer(life_domains())  # type: ignore[attr-defined]
        self.fields["municipalities"].offer(municipalities())  # type: ignore[attr-defined]
