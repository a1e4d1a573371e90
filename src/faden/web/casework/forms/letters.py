"""Letters: what stands in the blanks of a template."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django import forms

from faden.domain.client_texts.shipped import LANGUAGES
from faden.domain.letters.enums import Addressee
from faden.domain.letters.operations.writing import LONGEST_VALUE
from faden.domain.letters.placeholders import PLACEHOLDERS, value_field
from faden.domain.letters.queries import Translation
from faden.lib.identifiers import new_id
from faden.web.layout.fields import OneOf, VersionField
from faden.web.layout.uploads import FilesField


class LetterForm(forms.Form):
    """To whom, and every blank of the text; what the product knows stands there already."""

    def __init__(
        self, *args: Any, addressee: Addressee, blanks: Iterable[str], values: Mapping[str, str], **options: Any
    ) -> None:
        offered: list[Any] = options.pop("organisations")
        translations: list[Translation] = options.pop("translations", [])
        released: set[UUID] = set(options.pop("released"))
        laws: list[Any] = options.pop("laws")
        super().__init__(*args, **options)
        if addressee == Addressee.ORGANISATION:
            self._to_an_organisation(offered, released, laws)
        self.fields["address"] = forms.CharField(
            label="Anschrift",
            max_length=500,
            required=addressee == Addressee.CLIENT,
            widget=forms.Textarea,
            help_text="" if addressee == Addressee.CLIENT else "Leer lassen, wenn der Name der Organisation genügt.",
        )
        if translations:
            self.fields["language"] = forms.ChoiceField(
                label="Übersetzung beilegen",
                required=False,
                choices=[("", "keine, nur Deutsch"), *((one.language, _named(one)) for one in translations)],
                help_text="Auf einem eigenen Blatt. Was Sie hier eintragen, steht auch dort so, wie Sie es schreiben.",
            )
        self.blanks = {value_field(number): name for number, name in enumerate(blanks, start=1)}
        for field, name in self.blanks.items():
            self.fields[field] = blank_field(name, values.get(name, ""))

    def _to_an_organisation(self, offered: list[Any], released: set[UUID], laws: list[Any]) -> None:
        self.fields["organisation"] = OneOf(label="An welche Organisation?")
        self.fields["organisation"].offer(  # type: ignore[attr-defined]
            offered, label=lambda one: f"{one.name} (Entbindung liegt vor)" if one.id in released else one.name
        )
        self.fields["law"] = OneOf(
            label="Stützt sich auf",
            required=False,
            empty="die Schweigepflichtentbindung gegenüber der Organisation",
            help_text="Eine Rechtsgrundlage nur, wenn keine Schweigepflichtentbindung nötig oder möglich ist.",
        )
        self.fields["law"].offer(laws)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """What the operation takes."""
        typed = dict(super().clean() or {})
        values = {name: typed.pop(field, "") for field, name in self.blanks.items()}
        if not typed.get("address") and typed.get("organisation"):
            typed["address"] = typed["organisation"].name
        return {**typed, "values": values}


class NewLetterForm(LetterForm):
    """A letter that begins."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        # The identifier of the letter that will be: the same form sent twice writes it once.
        self.fields["letter_id"] = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=new_id)


class LetterChangeForm(LetterForm):
    """A draft, changed."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["version"] = VersionField()


class FileForm(forms.Form):
    """Filing what was previewed."""

    version = VersionField()


class SignedForm(forms.Form):
    """The signed sheet."""

    upload = FilesField(most=1, label="Das unterschriebene Blatt")

    def clean_upload(self) -> Any:
        """The one file."""
        return self.cleaned_data["upload"][0]


def _named(translation: Translation) -> str:
    name = LANGUAGES[translation.language].german
    return name if translation.is_reviewed else f"{name} (Übersetzung noch nicht geprüft)"


def blank_field(name: str, value: str) -> forms.Field:
    """The field for a blank of a letter."""
    about = PLACEHOLDERS[name]
    widget = forms.Textarea() if about.is_long else forms.TextInput()
    return forms.CharField(
        label=name,
        max_length=LONGEST_VALUE if about.is_long else 300,
        required=False,
        initial=value,
        widget=widget,
        help_text="" if about.is_known else about.help[:1].upper() + about.help[1:],
    )
