"""One line of a person's history: what the forms to add, correct and end it ask for."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from types import MappingProxyType
from typing import Any

from django import forms

from faden.domain.catalogues.queries import all_target_groups, legal_areas, residence_kinds, target_groups_flat
from faden.domain.organisations.queries import organisations
from faden.domain.people.enums import (
    AddressKind,
    ChannelKind,
    EntryKind,
    KnownBy,
    LanguageLevel,
    Proof,
    QualificationKind,
    Recognition,
)
from faden.domain.places.queries import municipalities, neighbourhoods
from faden.lib import countries, languages
from faden.web.layout.fields import DateField, NumberField, OneOf, VersionField

SOURCES = [choice for choice in KnownBy.choices if choice[0] != KnownBy.UNKNOWN]


class EntryForm(forms.Form):
    """Base of the forms: ``corrects`` adds what only a correction needs."""

    def __init__(self, *args: Any, corrects: bool = False, running: Iterable[Any] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer(list(running))
        if corrects:
            self.fields.pop("replaces", None)
            if "since" in self.fields:
                self.fields["last_day"] = DateField(label="Letzter Tag", required=False)
            self.fields["version"] = VersionField()

    def offer(self, running: list[Any]) -> None:
        """Say what can be chosen.

        :param running: the lines that are true today
        """

    def clean(self) -> dict[str, Any]:
        """Half-open inside, the last day outside."""
        told = dict(super().clean() or {})
        if "last_day" in told:
            last_day = told.pop("last_day")
            told["until"] = last_day + timedelta(days=1) if last_day else None
        return told


def _known_by() -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label="Woher wissen Sie es?", choices=SOURCES, coerce=KnownBy, widget=forms.RadioSelect
    )


def _organisation() -> OneOf:
    return OneOf(label="Von welcher Organisation?", required=False, empty="von keiner")


class ResidenceForm(EntryForm):
    """A residence title as it was issued."""

    kind = OneOf(label="Titel oder Bescheinigung", empty="bitte auswählen")
    since = DateField(label="Gilt seit", required=False)
    expires_on = DateField(
        label="Gültig bis", required=False, help_text="Steht im Dokument; Faden erinnert, bevor der Titel abläuft."
    )
    issued_on = DateField(label="Ausgestellt am", required=False)
    replaces = OneOf(label="Löst ab", required=False, empty="keinen anderen Titel")
    known_by = _known_by()
    organisation = _organisation()

    def offer(self, running: list[Any]) -> None:
        """Titles by their group."""
        choose: Any = self.fields
        choose["kind"].offer(residence_kinds(), group=lambda kind: kind.group)
        choose["replaces"].offer(running)
        choose["organisation"].offer(organisations())


class LegalAreaForm(EntryForm):
    """The legal area that is responsible."""

    legal_area = OneOf(label="Rechtskreis", empty="bitte auswählen")
    since = DateField(label="Seit", required=False)
    replaces = OneOf(label="Löst ab", required=False, empty="keinen anderen Rechtskreis")
    known_by = _known_by()
    organisation = _organisation()

    def offer(self, running: list[Any]) -> None:
        """Legal areas in the order of the catalogue."""
        choose: Any = self.fields
        choose["legal_area"].offer(legal_areas(), label=lambda area: f"{area.name} – {area.law}")
        choose["replaces"].offer(running)
        choose["organisation"].offer(organisations())


class NationalityForm(EntryForm):
    """One of possibly several nationalities."""

    country = forms.ChoiceField(label="Staat")
    since = DateField(label="Seit", required=False, help_text="Leer lassen, wenn sie von Geburt an besteht.")
    known_by = _known_by()
    organisation = _organisation()

    def offer(self, running: list[Any]) -> None:  # noqa: ARG002  the others need it
        """States in German order."""
        choose: Any = self.fields
        choose["country"].choices = [("", "bitte auswählen"), *countries.in_german_order()]
        choose["organisation"].offer(organisations())


class LanguageForm(EntryForm):
    """How well somebody speaks a language."""

    language = forms.ChoiceField(label="Sprache")
    level = forms.TypedChoiceField(
        label="Niveau (GER)", choices=[("", "bitte auswählen"), *LanguageLevel.choices], coerce=LanguageLevel
    )
    proof = forms.TypedChoiceField(label="Nachweis", choices=Proof.choices, coerce=Proof, widget=forms.RadioSelect)
    since = DateField(
        label="Festgestellt am", required=False, help_text="Eine neue Einstufung beendet die bisherige am selben Tag."
    )

    def offer(self, running: list[Any]) -> None:  # noqa: ARG002
        """Languages in German order."""
        choose: Any = self.fields
        choose["language"].choices = [("", "bitte auswählen"), *languages.in_german_order()]


class QualificationForm(EntryForm):
    """What somebody has learned, and its recognition."""

    name = forms.CharField(label="Abschluss oder Tätigkeit", max_length=160, help_text="Zum Beispiel „Krankenpfleger“.")
    kind = forms.TypedChoiceField(label="Art", choices=QualificationKind.choices, coerce=QualificationKind)
    country = forms.ChoiceField(label="Erworben in", required=False)
    finished_in = NumberField(label="Im Jahr", required=False)
    recognition = forms.TypedChoiceField(
        label="Anerkennung in Deutschland", choices=Recognition.choices, coerce=Recognition
    )
    office = forms.CharField(
        label="Anerkennungsstelle", required=False, max_length=160, help_text="Zum Beispiel IHK FOSA oder ZAB."
    )
    applied_on = DateField(label="Beantragt am", required=False)
    decided_on = DateField(label="Entschieden am", required=False)

    def offer(self, running: list[Any]) -> None:  # noqa: ARG002
        """States in German order."""
        choose: Any = self.fields
        choose["country"].choices = [("", "nicht bekannt"), *countries.in_german_order()]


class ChannelForm(EntryForm):
    """A way to reach somebody."""

    kind = forms.TypedChoiceField(label="Art", choices=ChannelKind.choices, coerce=ChannelKind)
    value = forms.CharField(label="Nummer, Adresse oder Name", max_length=254)
    preferred = forms.BooleanField(label="So ist die Person am liebsten zu erreichen", required=False)


class AddressForm(EntryForm):
    """Where somebody lives or gets post."""

    kind = forms.TypedChoiceField(label="Art", choices=AddressKind.choices, coerce=AddressKind)
    street = forms.CharField(label="Straße und Hausnummer", required=False, max_length=160)
    postcode = forms.CharField(label="Postleitzahl", required=False, max_length=5)
    town = forms.CharField(label="Ort", required=False, max_length=80)
    municipality = OneOf(label="Kommune", required=False, empty="außerhalb oder nicht bekannt")
    neighbourhood = OneOf(label="Sozialraum", required=False, empty="nicht bekannt")
    since = DateField(label="Seit", required=False, help_text="Der Umzug beendet die bisherige Anschrift.")

    def offer(self, running: list[Any]) -> None:  # noqa: ARG002
        """Neighbourhoods under their municipality."""
        choose: Any = self.fields
        choose["municipality"].offer(municipalities())
        choose["neighbourhood"].offer(neighbourhoods(), group=lambda part: part.municipality.name)


class EndForm(forms.Form):
    """Until when a line was true."""

    last_day = DateField(label="Letzter Tag", help_text="Der letzte Tag, an dem die Angabe galt.")
    version = VersionField()


class TargetGroupForm(forms.Form):
    """A target group that no rule derives."""

    target_group = OneOf(label="Zielgruppe", empty="bitte auswählen")
    since = DateField(label="Seit")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = {node.id: node.path for node in target_groups_flat()}
        choose: Any = self.fields
        choose["target_group"].offer(all_target_groups(), label=lambda group: named.get(group.id, group.name))


class EndGroupForm(forms.Form):
    """Until when somebody belonged to it."""

    last_day = DateField(label="Letzter Tag")


class StrikeForm(forms.Form):
    """Nothing but the version."""

    version = VersionField()


FORMS: Mapping[EntryKind, type[EntryForm]] = MappingProxyType(
    {
        EntryKind.RESIDENCE: ResidenceForm,
        EntryKind.LEGAL_AREA: LegalAreaForm,
        EntryKind.NATIONALITY: NationalityForm,
        EntryKind.LANGUAGE: LanguageForm,
        EntryKind.QUALIFICATION: QualificationForm,
        EntryKind.CHANNEL: ChannelForm,
        EntryKind.ADDRESS: AddressForm,
    }
)
