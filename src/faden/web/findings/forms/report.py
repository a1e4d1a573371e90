"""The report of a gap (Meldebogen)."""

from collections.abc import Collection
from typing import Any

from django import forms

from faden.domain.catalogues.queries import barriers, life_domains, target_groups_flat
from faden.domain.findings.calculation.text_review import Remark
from faden.domain.findings.enums import GapKind, Level, Nature
from faden.domain.findings.queries.suggestions import Suggestions
from faden.domain.organisations.queries import organisations
from faden.domain.places.queries import municipalities
from faden.lib.identifiers import new_id
from faden.web.layout.fields import OneOf, SomeOf

LONGEST = 4000


class Statements(forms.MultipleChoiceField):
    """What the reporter states about words of the text; about words that are gone it is no mistake."""

    def clean(self, value: Any) -> list[str]:
        """Keep what still applies."""
        return [key for key in value or () if self.valid_value(key)]


class ReportForm(forms.Form):
    """Everything a report says; what a case suggests stands in it where the reporter sees it."""

    # The identifier of the report that will be: the same form sent twice reports once.
    gap_id = forms.UUIDField(widget=forms.HiddenInput, required=False)
    text = forms.CharField(
        label="Was geschieht, und was fehlt?",
        help_text="Beschreiben Sie die Lücke, nicht den Menschen: ohne Namen, Daten, Nummern und Adressen.",
        widget=forms.Textarea,
        max_length=LONGEST,
        error_messages={"required": "Bitte beschreiben Sie, was geschieht und was fehlt."},
    )
    stated = Statements(label="Geprüft", required=False, widget=forms.CheckboxSelectMultiple)
    kind = forms.TypedChoiceField(
        label="Was ist das Problem?", choices=[("", "Bitte wählen"), *GapKind.choices], coerce=GapKind
    )
    nature = forms.TypedChoiceField(
        label="Wie groß ist es?", choices=Nature.choices, coerce=Nature, widget=forms.RadioSelect
    )
    level = forms.TypedChoiceField(
        label="Wer kann es vermutlich lösen?",
        choices=[("", "Bitte wählen"), *Level.choices],
        coerce=Level,
    )
    life_domain = OneOf(label="Handlungsfeld")
    barrier = OneOf(label="Hürde", required=False, empty="keine aus der Liste")
    municipalities = SomeOf(
        label="Kommunen",
        help_text="Wo Sie das beobachtet haben.",
        error_messages={"required": "Bitte wählen Sie mindestens eine Kommune."},
    )
    target_groups = SomeOf(
        label="Zielgruppen",
        required=False,
        help_text="Nur, was für die Lücke wichtig ist. Mehrere Merkmale zusammen können eine Familie erkennbar machen.",
    )
    organisation = OneOf(label="Beteiligte Organisation", required=False, empty="keine bestimmte")

    def __init__(
        self, *args: Any, suggestions: Suggestions | None = None, remarks: Collection[Remark] = (), **options: Any
    ) -> None:
        """Offer the catalogues and what can be stated.

        :param suggestions: what the case suggests
        :param remarks: on the text as it was sent; the doubtful ones can be stated
        """
        super().__init__(*args, **options)
        self.initial.setdefault("gap_id", new_id())
        self._offer(suggestions)
        doubtful = {remark.key: remark.finding.excerpt for remark in remarks if not remark.is_forbidden}
        self.fields["stated"].choices = list(doubtful.items())  # type: ignore[attr-defined]

    def _offer(self, suggestions: Suggestions | None) -> None:
        """Offer the catalogues; what the case suggests comes first, but is not chosen."""
        fields: dict[str, Any] = self.fields
        groups = suggestions.target_groups if suggestions else frozenset()
        involved = suggestions.organisations if suggestions else frozenset()
        fields["life_domain"].offer(life_domains())
        fields["barrier"].offer(barriers(), group=lambda barrier: barrier.life_domain.name)
        fields["municipalities"].offer(municipalities())
        listed = sorted(target_groups_flat(), key=lambda group: group.id not in groups)
        fields["target_groups"].offer(
            listed, label=lambda group: f"{group.name} (aus dem Fall)" if group.id in groups else group.name
        )
        known = sorted(organisations(), key=lambda organisation: organisation.id not in involved)
        fields["organisation"].offer(
            known, group=lambda organisation: "aus dem Fall" if organisation.id in involved else "im Netzwerk"
        )


def initial_from(suggestions: Suggestions) -> dict[str, Any]:
    """What is filled in: place, life domain and barrier, which many people share."""
    return {
        "municipalities": [suggestions.municipality],
        "life_domain": suggestions.life_domain,
        "barrier": suggestions.barrier,
    }
