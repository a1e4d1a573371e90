"""Does it need case management? The four questions, in the opening and again during a case."""

from typing import Any

from django import forms

from faden.domain.cases.calculation import Advice, Criteria, advise
from faden.domain.cases.enums import Constellation
from faden.web.layout.fields import DateField, VersionField

ANSWERS = [("ja", "Ja"), ("nein", "Nein")]
CRITERIA = ("longer_term", "several_actors", "overall_plan", "mandate")


def _answer(label: str) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label, choices=ANSWERS, coerce=lambda value: value == "ja", widget=forms.RadioSelect
    )


class CriteriaFields(forms.Form):
    """The questions, and what is decided."""

    longer_term = _answer("Besteht längerfristiger Unterstützungsbedarf?")
    several_actors = _answer("Beeinflussen mehrere Akteure oder unterschiedliche Interessen den Fall?")
    overall_plan = _answer("Ist eine Gesamtplanung nötig?")
    mandate = _answer("Hat die Klientin oder der Klient einen Auftrag zur Unterstützung erteilt?")
    other_case_management = forms.CharField(
        label="Wer hat schon ein eigenes Fallmanagement?",
        required=False,
        max_length=200,
        help_text="Zum Beispiel Jobcenter, Jugendamt, JMD oder MBE. Leer lassen, wenn niemand.",
    )
    decided = forms.TypedChoiceField(
        label="Entscheidung", choices=Constellation.choices, coerce=Constellation, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label="Begründung",
        required=False,
        widget=forms.Textarea,
        max_length=2000,
        help_text="Nötig, wenn Sie anders entscheiden als empfohlen.",
    )

    @property
    def advice(self) -> Advice | None:
        """What the answers given so far speak for; None until all four are there."""
        told: Any = self.data if self.is_bound else self.initial
        answers = {name: told.get(name) for name in CRITERIA}
        if not set(answers.values()) <= {"ja", "nein"}:
            return None
        criteria = {name: answer == "ja" for name, answer in answers.items()}
        return advise(Criteria(**criteria, other_case_management=told.get("other_case_management", "")))


def criteria_in(told: dict[str, Any]) -> Criteria:
    """The answers as the operations take them."""
    return Criteria(**{name: told[name] for name in (*CRITERIA, "other_case_management")})


class CriteriaForm(CriteriaFields):
    """The four questions once more, and what is decided from a day on."""

    on = DateField(label="Geprüft am")
    version = VersionField()

    def clean(self) -> dict[str, Any]:
        """What the operation takes."""
        told: dict[str, Any] = super().clean() or {}
        if self.errors:
            return told
        kept = {name: told[name] for name in ("decided", "reason", "on", "version")}
        return {**kept, "criteria": criteria_in(told)}
