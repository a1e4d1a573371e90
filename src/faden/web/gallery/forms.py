"""A form with one field of each kind, to look at."""

from django import forms

from faden.web.layout.fields import DateField, NumberField, VersionField
from faden.web.layout.uploads import FilesField

PLACES = [
    ("", "bitte wählen"),
    ("Region Nord", [("delbrueck", "Delbrück"), ("hoevelhof", "Hövelhof")]),
    ("Region Süd", [("buren", "Büren")]),
]
DOMAINS = (
    "Existenzsicherung",
    "Arbeit und Ausbildung",
    "Bildung",
    "Kinder und Kinderbetreuung",
    "Sprache",
    "Aufenthalt",
    "Gesundheit",
    "Wohnen",
    "Soziales Netz",
)
ANSWERS = [("ja", "Ja"), ("nein", "Nein"), ("unklar", "Noch unklar")]


STEPS = [("0", "0 · kein Bedarf"), ("1", "1 · gering"), ("2", "2 · mittel"), ("3", "3 · hoch"), ("4", "4 · dringend")]


class RatingForm(forms.Form):
    """A rating on a short scale."""

    need = forms.ChoiceField(label="Sprache", choices=[("", "–"), *STEPS], widget=forms.RadioSelect, initial="2")


class NoteForm(forms.Form):
    """What two people edit at the same time in the example of a conflict."""

    title = forms.CharField(label="Titel")
    text = forms.CharField(label="Was wurde besprochen?", widget=forms.Textarea)
    version = VersionField()


class SampleForm(forms.Form):
    """One field of each kind."""

    name = forms.CharField(
        label="Name oder Pseudonym", help_text="So, wie die Person genannt werden möchte.", max_length=200
    )
    on = DateField(label="Datum des Kontakts")
    minutes = NumberField(label="Dauer in Minuten", required=False, least=1, most=600)
    place = forms.ChoiceField(label="Kommune", choices=PLACES)
    consent = forms.ChoiceField(label="Liegt eine Einwilligung vor?", choices=ANSWERS, widget=forms.RadioSelect)
    domains = forms.MultipleChoiceField(
        label="Handlungsfelder",
        required=False,
        choices=[(f"d{number}", word) for number, word in enumerate(DOMAINS)],
        widget=forms.CheckboxSelectMultiple,
    )
    text = forms.CharField(label="Was wurde besprochen?", required=False, widget=forms.Textarea)
    uploads = FilesField(required=False)
    interpreter = forms.BooleanField(
        label="Mit Sprachmittlung", required=False, help_text="Auch am Telefon oder per Video."
    )
    version = VersionField(initial=1)
