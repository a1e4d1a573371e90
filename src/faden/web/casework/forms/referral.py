"""Referrals."""

from collections.abc import Iterable, Sequence

from django import forms

from faden.domain.cases.queries.transfers import Basis
from faden.domain.referrals.enums import CodeTold
from faden.web.casework.forms.basis import offer_bases
from faden.web.layout.fields import DateField, OneOf, VersionField


class ReferralForm(forms.Form):
    """The package: exactly what the organisation will see."""

    organisation = OneOf(label="An welche Organisation?")
    life_domain = OneOf(label="Handlungsfeld")
    concern = forms.CharField(
        label="Anliegen",
        max_length=4000,
        widget=forms.Textarea,
        help_text="Was soll die Organisation tun? Schreiben Sie nur, was sie dafür wissen muss.",
    )
    disclosed_name = forms.CharField(
        label="Name, den die Organisation erfährt",
        required=False,
        max_length=260,
        help_text="Leer lassen, wenn der Name nicht genannt werden soll.",
    )
    disclosed_contact = forms.CharField(
        label="Wie die Klientin oder der Klient erreichbar ist",
        required=False,
        max_length=200,
        help_text="Zum Beispiel eine Telefonnummer und die Sprache.",
    )

    def __init__(
        self, *args: object, organisations: Iterable[object], life_domains: Iterable[object], **options: object
    ) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        self.fields["organisation"].offer(organisations)  # type: ignore[attr-defined]
        self.fields["life_domain"].offer(life_domains)  # type: ignore[attr-defined]


class DraftForm(ReferralForm):
    """A package that is changed before it is sent."""

    version = VersionField()


class SendForm(forms.Form):
    """Sending what was previewed, or taking it back; on which basis, where several carry it."""

    version = VersionField()

    def __init__(self, *args: object, bases: Sequence[Basis] = (), **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        offer_bases(self, bases)


class LinkForm(forms.Form):
    """Who gets the secret address of a referral, and how the code is told."""

    recipient_name = forms.CharField(
        label="Wer antwortet?",
        max_length=200,
        help_text="Ein Link ist für eine Person. Sprechen Sie vorher mit ihr.",
        error_messages={"required": "Bitte den Namen der Person eingeben, die antwortet."},
    )
    recipient_mail = forms.EmailField(
        label="E-Mail-Adresse für den Link",
        error_messages={"required": "Bitte eine E-Mail-Adresse eingeben.", "invalid": "Das ist keine E-Mail-Adresse."},
    )
    code_told = forms.ChoiceField(
        label="Wie erfährt die Person den Code?",
        choices=[
            (CodeTold.PHONE.value, "Ich sage ihn am Telefon"),
            (CodeTold.MAIL.value, "Er geht an eine zweite E-Mail-Adresse"),
        ],
        initial=CodeTold.PHONE,
        widget=forms.RadioSelect,
        error_messages={"required": "Bitte auswählen."},
    )
    code_mail = forms.EmailField(
        label="Zweite E-Mail-Adresse",
        required=False,
        help_text="Nur wenn der Code nicht am Telefon gesagt wird. Link und Code gehen nie an dieselbe Adresse.",
        error_messages={"invalid": "Das ist keine E-Mail-Adresse."},
    )
    expires_on = DateField(label="Gültig bis", help_text="Höchstens 90 Tage.")

    def clean_code_told(self) -> CodeTold:
        """The way itself."""
        return CodeTold(self.cleaned_data["code_told"])
