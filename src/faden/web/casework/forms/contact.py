"""Contacts."""

from collections.abc import Iterable, Sequence

from django import forms

from faden.domain.cases.enums import AccessPath, ContactKind, Visibility
from faden.lib.identifiers import new_id
from faden.lib.languages import in_german_order
from faden.web.layout.fields import DateField, NumberField, OneOf, SomeOf, VersionField
from faden.web.layout.uploads import FilesField

LONGEST_TEXT = 20_000


class ContactForm(forms.Form):
    """One contact, as it is written down right after it."""

    # The identifier of the contact that will be: the same form sent twice stores it once.
    note_id = forms.UUIDField(widget=forms.HiddenInput, required=False)
    text = forms.CharField(
        label="Notiz",
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea,
        help_text="Was war das Anliegen, was wurde getan, was ist verabredet?",
    )
    on = DateField(label="Tag")
    minutes = NumberField(label="Minuten", least=1, most=600)
    kind = forms.ChoiceField(label="Art", choices=ContactKind.choices)
    access_path = forms.ChoiceField(label="Zugang", choices=AccessPath.choices)
    language = forms.ChoiceField(label="Sprache des Gesprächs", required=False)
    interpreter = forms.BooleanField(label="mit Dolmetschen", required=False)
    life_domains = SomeOf(label="Handlungsfelder", required=False)
    relatives = SomeOf(label="Aus dem Haushalt", required=False)
    organisation = OneOf(label="Von einer Organisation", required=False, empty="niemand")
    others = forms.CharField(
        label="Wer noch",
        required=False,
        max_length=200,
        help_text="Zum Beispiel: Klassenlehrerin, Nachbar. Steht oben eine Organisation, dann wer von dort.",
    )
    uploads = FilesField(label="Anlagen", required=False)
    visibility = forms.ChoiceField(label="Sichtbar für", choices=Visibility.choices, widget=forms.RadioSelect)

    def __init__(
        self,
        *args: object,
        life_domains: Iterable[object],
        relatives: Sequence[object] = (),
        organisations: Iterable[object] = (),
        is_inside: bool = True,
        **options: object,
    ) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        self.initial.setdefault("note_id", new_id())
        self.fields["relatives"].offer(relatives, label=lambda person: person.full_name)  # type: ignore[attr-defined]
        if not relatives:
            del self.fields["relatives"]
        self.fields["organisation"].offer(organisations)  # type: ignore[attr-defined]
        self.fields["visibility"].choices = _visibilities(is_inside=is_inside)  # type: ignore[attr-defined]
        self.fields["language"].choices = [("", "nicht angegeben"), *in_german_order()]  # type: ignore[attr-defined]
        self.fields["life_domains"].offer(life_domains)  # type: ignore[attr-defined]

    @property
    def has_more(self) -> bool:
        """Whether one of the fields that are seldom needed is filled in or wrong."""
        return any(self[name].errors or self[name].value() for name in MORE if name in self.fields)


MORE = ("relatives", "organisation", "others", "uploads")


def _visibilities(*, is_inside: bool) -> list[tuple[str, str]]:
    """Whoever helps from outside cannot write for the inside."""
    return [(value, label) for value, label in Visibility.choices if is_inside or value != Visibility.INSIDE]


class CorrectionForm(forms.Form):
    """A note, once more."""

    text = forms.CharField(label="Notiz", required=False, max_length=LONGEST_TEXT, widget=forms.Textarea)
    minutes = NumberField(label="Minuten", least=1, most=600)
    kind = forms.ChoiceField(label="Art", choices=ContactKind.choices)
    visibility = forms.ChoiceField(label="Sichtbar für", choices=Visibility.choices, widget=forms.RadioSelect)
    version = VersionField()

    def __init__(self, *args: object, is_inside: bool = True, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        self.fields["visibility"].choices = _visibilities(is_inside=is_inside)  # type: ignore[attr-defined]
