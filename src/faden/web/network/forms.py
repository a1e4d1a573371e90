"""How an organisation answers."""

from collections.abc import Iterable

from django import forms

from faden.domain.referrals.enums import ReferralAct
from faden.web.layout.fields import DateField, VersionField

ANSWERS = {
    ReferralAct.ACCEPT: "Wir übernehmen das",
    ReferralAct.DECLINE: "Wir können das nicht übernehmen",
    ReferralAct.APPOINT: "Ein erster Termin steht fest",
    ReferralAct.COMPLETE: "Das Anliegen ist erledigt",
    ReferralAct.END: "Wir haben vorzeitig beendet",
}


class AnswerForm(forms.Form):
    """What becomes of a referral that was received."""

    act = forms.ChoiceField(label="Ihre Antwort", widget=forms.RadioSelect)
    appointment_on = DateField(
        label="Tag des ersten Termins", required=False, help_text="Nur wenn ein Termin feststeht."
    )
    remark = forms.CharField(
        label="Nachricht an die verweisende Stelle",
        required=False,
        max_length=2000,
        widget=forms.Textarea,
        help_text="Wenn Sie ablehnen oder vorzeitig beenden: bitte den Grund.",
    )
    version = VersionField()

    def __init__(self, *args: object, acts: Iterable[ReferralAct], **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        possible = [act for act in acts if act in ANSWERS]
        self.fields["act"].choices = [(act.value, ANSWERS[act]) for act in possible]  # type: ignore[attr-defined]
        self.can_answer = bool(possible)
        if not {ReferralAct.ACCEPT, ReferralAct.APPOINT} & set(possible):
            del self.fields["appointment_on"]

    def clean_act(self) -> ReferralAct:
        """The act itself."""
        return ReferralAct(self.cleaned_data["act"])


class CodeForm(forms.Form):
    """The code somebody was told on another way than the link."""

    code = forms.CharField(
        label="Code",
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
        help_text="Sechs Ziffern. Sie haben ihn am Telefon oder in einer zweiten E-Mail bekommen.",
        error_messages={"required": "Bitte den Code eingeben."},
    )

    def clean_code(self) -> str:
        """Without the spaces it is written with."""
        return "".join(str(self.cleaned_data["code"]).split())
