"""Case conferences."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms

from faden.domain.conferences.enums import Disclosure, HandedHow, Presence, Side
from faden.domain.conferences.operations.recording import view_field
from faden.web.layout.fields import DateField, OneOf, SomeOf, VersionField
from faden.web.layout.times import TimeForm


class ConferenceForm(TimeForm):
    """What it is about, when and where."""

    occasion = forms.CharField(
        label="Anlass", max_length=200, help_text="Zum Beispiel: Der Sprachkurs ist zum zweiten Mal abgebrochen."
    )
    question = forms.CharField(label="Welche Frage soll die Runde beantworten?", max_length=4000, widget=forms.Textarea)
    field_order = ("occasion", "question", "day", "starts_at", "ends_at", "place")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields[
            "place"
        ].help_text = "Steht in der Einladung: bitte keine Namen und keine Wohnanschrift der Familie."


class ConferenceChangeForm(ConferenceForm):
    """The same, changed."""

    version = VersionField()


class OrganisationForm(forms.Form):
    """Which organisation, whom there, and what it may hear."""

    organisation = OneOf(label="Organisation")
    disclosure = forms.ChoiceField(
        label="Was darf die Organisation erfahren?",
        choices=Disclosure.choices,
        widget=forms.RadioSelect,
        help_text="Mit Angaben zur Person nur, wenn eine Schweigepflichtentbindung am Tag der Fallkonferenz gilt.",
    )
    contact_name = forms.CharField(
        label="Ansprechperson", max_length=200, required=False, help_text="Wer kommt, oder wer gefragt wird."
    )
    contact_email = forms.EmailField(
        label="Dienstliche E-Mail-Adresse",
        max_length=254,
        required=False,
        help_text="Dorthin geht die Einladung. Sie nennt weder Namen noch Anlass.",
        error_messages={"invalid": "Das ist keine E-Mail-Adresse. Bitte so eingeben: name@beispiel.de"},
    )

    def __init__(self, *args: Any, organisations: Iterable[Any], released: Iterable[UUID], **options: Any) -> None:
        super().__init__(*args, **options)
        covered = set(released)
        self.fields["organisation"].offer(  # type: ignore[attr-defined]
            organisations, label=lambda one: f"{one.name} (Entbindung liegt vor)" if one.id in covered else one.name
        )

    def clean_disclosure(self) -> Disclosure:
        """The disclosure itself."""
        return Disclosure(self.cleaned_data["disclosure"])


class PeopleForm(forms.Form):
    """Who else comes from the family and from the circle of the case."""

    relatives = SomeOf(label="Aus der Familie", required=False)
    colleagues = SomeOf(label="Aus dem Kreis des Falls", required=False)

    def __init__(self, *args: Any, relatives: list[Any], colleagues: list[Any], **options: Any) -> None:
        super().__init__(*args, **options)
        for name, people in (("relatives", relatives), ("colleagues", colleagues)):
            if people:
                self.fields[name].offer(people)  # type: ignore[attr-defined]
            else:
                del self.fields[name]


class InviteForm(forms.Form):
    """Nothing to fill in; the version says what the sender has looked at."""

    version = VersionField()


class CancelForm(forms.Form):
    """Why it does not take place."""

    reason = forms.CharField(
        label="Grund", max_length=300, help_text="Er bleibt in der Akte und steht in keiner Nachricht."
    )


class MinutesForm(forms.Form):
    """Who came, what each one sees, and what all see together."""

    def __init__(self, *args: Any, participants: list[Any], shared_view: str, version: int, **options: Any) -> None:
        super().__init__(*args, **options)
        self.participants = participants
        self.fields["version"] = VersionField(initial=version)
        for one in participants:
            self.fields[f"presence_{one.id.hex}"] = forms.ChoiceField(
                label=one.name,
                choices=Presence.choices,
                widget=forms.RadioSelect,
                required=False,
                initial=one.presence,
                help_text=one.get_side_display(),
            )
            if one.side == Side.ORGANISATION:
                self.fields[f"came_{one.id.hex}"] = forms.CharField(
                    label=f"Wer kam für {one.name}?",
                    max_length=200,
                    required=False,
                    initial=one.who_came or one.contact_name,
                )
            self.fields[view_field(one)] = forms.CharField(
                label=f"Wie sieht es {one.name}?",
                max_length=10_000,
                required=False,
                widget=forms.Textarea,
                initial=one.view,
            )
        self.fields["shared_view"] = forms.CharField(
            label="Gemeinsame Sicht der Dinge",
            max_length=10_000,
            required=False,
            widget=forms.Textarea,
            initial=shared_view,
            help_text="Was alle gemeinsam sehen. Am besten in Worten, die auch die Familie verwendet.",
        )

    def clean(self) -> dict[str, Any]:
        """What the operation takes: one mapping for each question."""
        typed = dict(super().clean() or {})
        presences = {one.id: typed.pop(f"presence_{one.id.hex}", "") for one in self.participants}
        came = {one.id: typed.pop(f"came_{one.id.hex}", "") for one in self.participants}
        views = {one.id: typed.pop(view_field(one), "") for one in self.participants}
        return {
            **typed,
            "presences": {key: Presence(value) for key, value in presences.items() if value},
            "came": came,
            "views": views,
        }


class AgreementForm(forms.Form):
    """Who does what by when."""

    text = forms.CharField(label="Was wird vereinbart?", max_length=500)
    responsible = OneOf(label="Wer macht das?")
    due_on = DateField(label="Bis wann")

    def __init__(self, *args: Any, participants: Iterable[Any], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["responsible"].offer(participants, label=lambda one: one.name)  # type: ignore[attr-defined]


class DoneForm(forms.Form):
    """From which day on it is done."""

    on = DateField(label="Erledigt am")
    version = VersionField()


class HandoutForm(forms.Form):
    """Who gets the minutes, and how."""

    participant = OneOf(label="Wer bekommt die Niederschrift?")
    how = forms.ChoiceField(
        label="Wie?",
        choices=HandedHow.choices,
        widget=forms.RadioSelect,
        help_text="Nicht mit einer offenen E-Mail: Die Niederschrift enthält Angaben zur Person.",
    )
    on = DateField(label="Am")

    def __init__(self, *args: Any, participants: Iterable[Any], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["participant"].offer(participants, label=lambda one: one.name)  # type: ignore[attr-defined]

    def clean_how(self) -> HandedHow:
        """The way itself."""
        return HandedHow(self.cleaned_data["how"])
