"""Open a case: one page, five parts."""

from typing import Any

from django import forms

from faden.domain.cases.enums import AccessPath
from faden.domain.cases.queries.people_search import Search
from faden.domain.consent.enums import ConsentKind, GivenHow
from faden.domain.places.queries import municipalities
from faden.lib.identifiers import new_id
from faden.lib.languages import in_german_order
from faden.processes.open_case import GivenConsent
from faden.reporting.consent_forms import VERSIONS
from faden.web.casework.forms.consent import printed
from faden.web.casework.forms.criteria import CriteriaFields, criteria_in
from faden.web.casework.forms.new_person import NAMES, search_for
from faden.web.layout.fields import DateField, OneOf

PERSON = (*NAMES, "language", "interpreter_needed", "phone")


class OpeningForm(CriteriaFields):
    """Everything decided and signed at the beginning of a case."""

    # The identifier of the case that will be: the same form sent twice opens it once.
    case_id = forms.UUIDField(widget=forms.HiddenInput)
    person = forms.UUIDField(widget=forms.HiddenInput, required=False)
    looked_at = forms.CharField(widget=forms.HiddenInput, required=False, max_length=400)

    given_names = forms.CharField(label="Vornamen", required=False, max_length=120)
    family_name = forms.CharField(label="Familienname", required=False, max_length=120)
    pseudonym = forms.CharField(label="oder Pseudonym", required=False, max_length=80)
    birth_date = DateField(label="Geburtsdatum", required=False)
    language = forms.ChoiceField(label="Sprache", required=False)
    interpreter_needed = forms.BooleanField(label="braucht Dolmetschen", required=False)
    phone = forms.CharField(label="Telefon", required=False, max_length=40, help_text="Erst mit Einwilligung.")
    household_name = forms.CharField(
        label="Haushalt",
        required=False,
        max_length=200,
        help_text="Wenn es um die ganze Familie geht, zum Beispiel „Familie Yılmaz“. Erst mit Einwilligung.",
    )

    consent_on = DateField(label="Unterschrieben am", required=False, help_text="Leer lassen, wenn sie noch fehlt.")
    consent_version = forms.CharField(
        label="Fassung des Formulars", required=False, max_length=20, help_text="Steht unten auf dem Blatt."
    )
    consent_language = forms.ChoiceField(label="Sprache des Formulars", required=False)
    consent_how = forms.TypedChoiceField(label="Form", choices=GivenHow.choices, coerce=GivenHow, required=False)

    on = DateField(label="Eröffnet am")
    municipality = OneOf(label="Kommune")
    access_path = forms.TypedChoiceField(label="Zugang", choices=AccessPath.choices, coerce=AccessPath)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["municipality"].offer(municipalities())  # type: ignore[attr-defined]
        spoken = in_german_order()
        self.fields["language"].choices = [("", "nicht bekannt"), *spoken]  # type: ignore[attr-defined]
        self.fields["consent_language"].choices = printed()  # type: ignore[attr-defined]
        self.initial.setdefault("consent_version", VERSIONS[ConsentKind.DATA_PROCESSING])
        self.initial.setdefault("case_id", new_id())

    def clean(self) -> dict[str, Any]:
        """What the process takes."""
        told: dict[str, Any] = super().clean() or {}
        if self.errors:
            return told
        same = ("case_id", "decided", "reason", "on", "municipality", "access_path", "household_name")
        return {
            **{name: told[name] for name in same},
            "person_data": _person(told),
            "criteria": criteria_in(told),
            "consent": _consent(told),
        }

    @property
    def search(self) -> Search:
        """For whom to look before somebody new is stored."""
        return search_for(self.cleaned_data["person_data"])


def _person(told: dict[str, Any]) -> dict[str, Any]:
    """All fields of somebody new; of somebody known only what was filled in."""
    if told["person"] is None:
        return {name: told[name] for name in PERSON}
    return {name: told[name] for name in ("language", "phone") if told[name]}


def _consent(told: dict[str, Any]) -> GivenConsent | None:
    if told["consent_on"] is None:
        return None
    return GivenConsent(
        given_on=told["consent_on"],
        form_version=told["consent_version"],
        language=told["consent_language"] or "de",
        given_how=told["consent_how"] or GivenHow.PAPER,
    )
