"""What is entered about a correction or an objection, in the case and at data protection alike."""

from typing import Any

from django import forms

from faden.domain.client_texts.shipped import LANGUAGES
from faden.domain.subject_requests.enums import Against, Asker, RightsKind, Subject, Way
from faden.web.layout.fields import DateField, VersionField

MISSING = {"required": "Diese Angabe fehlt."}


class ReceivedForm(forms.Form):
    """When and how it came in, and who asks."""

    received_on = DateField(label="Eingegangen am", help_text="Ab diesem Tag läuft der Monat.")
    received_by = forms.ChoiceField(
        label="Wie ist es eingegangen?", choices=Way.choices, widget=forms.RadioSelect, error_messages=MISSING
    )
    asker = forms.ChoiceField(
        label="Wer verlangt es?", choices=Asker.choices, widget=forms.RadioSelect, error_messages=MISSING
    )

    kind: RightsKind

    def clean(self) -> dict[str, Any]:
        """What kind of request this form takes."""
        return {**(super().clean() or {}), "kind": self.kind}


class CorrectionForm(ReceivedForm):
    """What is wrong, and how it is right."""

    kind = RightsKind.CORRECTION
    subject = forms.ChoiceField(
        label="Was ist falsch?", choices=Subject.choices, widget=forms.RadioSelect, error_messages=MISSING
    )
    says = forms.CharField(
        label="Was steht dort?", max_length=1000, required=False, widget=forms.Textarea, help_text="Im Wortlaut."
    )
    should_say = forms.CharField(
        label="Was soll dort stehen?", max_length=1000, widget=forms.Textarea, error_messages=MISSING
    )


class ObjectionForm(ReceivedForm):
    """Which processing is objected to, and why."""

    kind = RightsKind.OBJECTION
    against = forms.ChoiceField(
        label="Wogegen?", choices=Against.choices, widget=forms.RadioSelect, error_messages=MISSING
    )
    grounds = forms.CharField(
        label="Welche Gründe nennt die Person?",
        max_length=1000,
        required=False,
        widget=forms.Textarea,
        help_text="Ihre besondere Situation (Art. 21 Abs. 1 DSGVO). Gegen die Auswertung und gegen eine Weitergabe auf "
        "ihre Entbindung braucht sie keine.",
    )


class LongerForm(forms.Form):
    """Why a month is not enough."""

    version = VersionField()
    because = forms.CharField(
        label="Warum reicht der Monat nicht?",
        max_length=500,
        widget=forms.Textarea,
        error_messages=MISSING,
        help_text="Die Person muss vor Ablauf des ersten Monats davon erfahren (Art. 12 Abs. 3 DSGVO).",
    )


class AnswerForm(forms.Form):
    """In which language the answer is written."""

    version = VersionField()
    language = forms.ChoiceField(
        label="Sprache neben dem Deutschen",
        choices=[(tag, one.german) for tag, one in LANGUAGES.items()],
        error_messages=MISSING,
    )


class ToldForm(forms.Form):
    """When a receiver was told, or why not."""

    told_on = DateField(label="Mitgeteilt am", required=False)
    told_how = forms.ChoiceField(
        label="Auf welchem Weg?", choices=[("", "gar nicht"), *Way.choices], widget=forms.RadioSelect, required=False
    )
    spared_because = forms.CharField(
        label="Oder: warum gibt es keine Nachricht?",
        max_length=300,
        required=False,
        help_text="Nur wenn sie unmöglich ist oder unverhältnismäßig aufwendig wäre (Art. 19 DSGVO).",
    )
