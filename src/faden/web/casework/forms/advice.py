"""What is asked when a case is brought in for advice."""

from collections.abc import Collection
from typing import Any

from django import forms

from faden.domain.cases.queries.transfers import basis_in_words
from faden.domain.findings.calculation.text_review import Remark
from faden.web.layout.fields import DateField, OneOf

LONGEST = 4000


class Statements(forms.MultipleChoiceField):
    """What is stated about words of the text; about words that are gone it is no mistake."""

    def clean(self, value: Any) -> list[str]:
        """Keep what still applies."""
        return [key for key in value or () if self.valid_value(key)]


class BringInForm(forms.Form):
    """The question, on what it rests, and how long it is read."""

    question = forms.CharField(
        label="Worum geht es?",
        widget=forms.Textarea,
        max_length=LONGEST,
        help_text="Ohne Schweigepflichtentbindung: ohne Namen, Daten, Nummern und Adressen.",
    )
    stated = Statements(
        label="Geprüft: Diese Wörter meinen keine Person", required=False, widget=forms.CheckboxSelectMultiple
    )
    release = OneOf(
        label="Wie wird der Fall eingebracht?",
        required=False,
        empty="ohne Namen (pseudonymisiert)",
        help_text="Mit Namen nur auf eine Schweigepflichtentbindung für „Fallberatung mit der Koordination“.",
    )
    until = DateField(label="Bis einschließlich", help_text="Danach sieht die Koordination nichts mehr davon.")

    def __init__(
        self, *args: Any, releases: Collection[Any] = (), remarks: Collection[Remark] = (), **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.fields["release"].offer(releases, label=basis_in_words)  # type: ignore[attr-defined]
        doubtful = {remark.key: remark.finding.excerpt for remark in remarks if not remark.is_forbidden}
        self.fields["stated"].choices = list(doubtful.items())  # type: ignore[attr-defined]
