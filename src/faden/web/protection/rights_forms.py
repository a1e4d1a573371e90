"""A correction or an objection that came in at data protection, and what data protection decides."""

from django import forms

from faden.domain.subject_requests.enums import RightsAct
from faden.web.layout import rights_forms as shared
from faden.web.layout.fields import VersionField

DECISIONS = (RightsAct.PARTLY, RightsAct.DISPUTE, RightsAct.REFUSE)
#: Of an objection: it is not disputed but weighed.
OVERRIDING = " Einen Widerspruch überwinden nur zwingende schutzwürdige Gründe (Art. 21 Abs. 1 DSGVO): bitte nennen."


class OfCase(forms.Form):
    """Which case it is about."""

    number = forms.CharField(
        label="Fallnummer", max_length=12, error_messages=shared.MISSING, help_text="Zum Beispiel 26-041732."
    )


class CorrectionForm(shared.CorrectionForm, OfCase):
    """What is wrong in which case."""

    field_order = ("number",)


class ObjectionForm(shared.ObjectionForm, OfCase):
    """What is objected to in which case."""

    field_order = ("number",)


class DecideForm(forms.Form):
    """What is decided, and why."""

    version = VersionField()
    act = forms.ChoiceField(
        label="Was wird entschieden?", choices=(), widget=forms.RadioSelect, error_messages=shared.MISSING
    )
    because = forms.CharField(
        label="Begründung",
        max_length=1000,
        widget=forms.Textarea,
        error_messages=shared.MISSING,
        help_text="Die Person liest sie.",
    )

    def __init__(self, *args: object, acts: list[RightsAct], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        if RightsAct.DISPUTE not in acts:
            self.fields["because"].help_text += OVERRIDING
        self.fields["act"].choices = [(one.value, one.label) for one in acts]  # type: ignore[attr-defined]
