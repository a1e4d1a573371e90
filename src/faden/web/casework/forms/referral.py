"""Referrals."""

from collections.abc import Iterable

from django import forms

from faden.web.layout.fields import OneOf, VersionField


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
    """Sending what was previewed, or taking it back."""

    version = VersionField()
