"""Offers: which to show, and how one is."""

from collections.abc import Iterable

from django import forms

from faden.lib.languages import in_german_order
from faden.web.layout.fields import DateField, NumberField, OneOf, SomeOf, VersionField

#: The languages in which counselling and courses are offered; the whole list would bury them.
COMMON = ("ar", "bg", "en", "fa", "fr", "kmr", "pl", "ro", "ru", "sq", "tr", "uk")


class OfferFilterForm(forms.Form):
    """Which offers."""

    life_domain = OneOf(label="Handlungsfeld", required=False, empty="alle")
    municipality = OneOf(label="Kommune", required=False, empty="alle")
    only_free = forms.BooleanField(label="mit freien Plätzen", required=False)
    only_child_care = forms.BooleanField(label="mit Kinderbetreuung", required=False)
    with_past = forms.BooleanField(label="auch beendete", required=False)

    def __init__(
        self, *args: object, life_domains: Iterable[object], municipalities: Iterable[object], **options: object
    ) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        self.fields["life_domain"].offer(life_domains)  # type: ignore[attr-defined]
        self.fields["municipality"].offer(municipalities)  # type: ignore[attr-defined]


class OfferForm(forms.Form):
    """An offer as it is now."""

    title = forms.CharField(label="Angebot", max_length=160)
    organisation = OneOf(label="Organisation")
    life_domain = OneOf(label="Handlungsfeld")
    description = forms.CharField(label="Worum es geht", required=False, max_length=2000, widget=forms.Textarea)
    municipalities = SomeOf(label="Für welche Kommunen?", required=False, help_text="Keine angekreuzt: für alle.")
    languages = forms.MultipleChoiceField(
        label="Sprachen außer Deutsch", required=False, widget=forms.CheckboxSelectMultiple
    )
    times = forms.CharField(
        label="Zeiten", required=False, max_length=200, help_text="In Worten, zum Beispiel: dienstags 9 bis 11 Uhr"
    )
    place = forms.CharField(label="Ort", required=False, max_length=200)
    capacity = NumberField(label="Plätze", required=False, least=0, most=9999)
    free_places = NumberField(label="Davon frei", required=False, least=0, most=9999)
    has_child_care = forms.BooleanField(label="mit Kinderbetreuung", required=False)
    valid_from = DateField(label="Gibt es ab", required=False)
    valid_until = DateField(label="Letzter Tag", required=False)
    version = VersionField()

    def __init__(
        self,
        *args: object,
        organisations: Iterable[object],
        life_domains: Iterable[object],
        municipalities: Iterable[object],
        is_new: bool = False,
        **options: object,
    ) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        self.fields["organisation"].offer(organisations)  # type: ignore[attr-defined]
        self.fields["life_domain"].offer(life_domains)  # type: ignore[attr-defined]
        self.fields["municipalities"].offer(municipalities)  # type: ignore[attr-defined]
        spoken = [choice for choice in in_german_order() if choice[0] in COMMON]
        self.fields["languages"].choices = spoken  # type: ignore[attr-defined]
        if is_new:
            del self.fields["version"]
