"""What can stand in braces, what it is filled with, and what a kind of letter cannot do without."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from faden.domain.letters.enums import LetterKind


@dataclass(frozen=True)
class Placeholder:
    """A name in braces.

    :param is_known: the product fills it in; otherwise whoever writes the letter does
    :param is_long: of several lines
    """

    name: str
    help: str
    is_known: bool = True
    is_long: bool = False


PLACEHOLDERS: Mapping[str, Placeholder] = MappingProxyType(
    {
        one.name: one
        for one in (
            Placeholder("Name", "Vor- und Familienname der Klientin oder des Klienten"),
            Placeholder("Geburtsdatum", "der Klientin oder des Klienten"),
            Placeholder("Kommune", "in der die Klientin oder der Klient wohnt"),
            Placeholder("Fallnummer", "als Zeichen des Schreibens"),
            Placeholder("Beratung seit", "Tag, an dem der Fall eröffnet wurde"),
            Placeholder("Organisation", "an die der Brief geht"),
            Placeholder("Fallführung", "Name der fallführenden Person"),
            Placeholder("Funktion", "der fallführenden Person"),
            Placeholder("E-Mail", "dienstliche Adresse der fallführenden Person"),
            Placeholder("Standort", "Kreis oder Stadt"),
            Placeholder("Datum", "Tag des Briefs"),
            Placeholder("Anliegen", "worum es geht", is_known=False, is_long=True),
            Placeholder("Termin", "Tag und Uhrzeit", is_known=False),
            Placeholder("Ort", "wo der Termin ist", is_known=False),
            Placeholder("Mitzubringen", "zum Termin", is_known=False, is_long=True),
            Placeholder("Zeitraum", "für den bescheinigt wird", is_known=False),
            Placeholder("Frist", "bis wann geantwortet werden soll", is_known=False),
            Placeholder("Anlagen", "was beiliegt, je Zeile eine", is_known=False, is_long=True),
            Placeholder("Ansprechperson", "bei der Organisation", is_known=False),
            Placeholder("Bemerkung", "was sonst noch zu sagen ist", is_known=False, is_long=True),
        )
    }
)
#: Without these the letter would not say what it is for.
REQUIRED: Mapping[LetterKind, tuple[str, ...]] = MappingProxyType(
    {
        LetterKind.OFFICE: ("Name", "Anliegen"),
        LetterKind.APPOINTMENT: ("Termin", "Ort"),
        LetterKind.CERTIFICATE: ("Name", "Zeitraum"),
        LetterKind.COVER: ("Anlagen",),
        LetterKind.LETTERHEAD: ("Standort",),
    }
)
#: The letterhead is the same for everybody; it knows nothing of a client.
OF_THE_OFFICE = ("Standort", "Fallführung", "Funktion", "E-Mail")
#: Nobody: what a preview of a template shows.
INVENTED: Mapping[str, str] = MappingProxyType(
    {
        "Name": "Mira Beispiel",
        "Geburtsdatum": "03.04.1990",
        "Kommune": "Musterstadt",
        "Fallnummer": "26-000000",
        "Beratung seit": "12.03.2026",
        "Organisation": "Musterstelle",
        "Fallführung": "Kim Muster",
        "Funktion": "Case Management",
        "E-Mail": "kim.muster@beispiel.invalid",
        "Standort": "Kreis Musterland",
        "Datum": "20.11.2026",
        "Anliegen": "Frau Beispiel bittet um einen Termin, um die offenen Fragen zu ihrem Antrag zu klären.",
        "Termin": "Montag, 7. Dezember 2026, 14:00 Uhr",
        "Ort": "Beratungsstelle, Raum 3",
        "Mitzubringen": "Ausweis\nden letzten Bescheid",
        "Zeitraum": "12.03.2026 bis 20.11.2026",
        "Frist": "04.12.2026",
        "Anlagen": "Kopie des Bescheids\nVollmacht",
        "Ansprechperson": "Frau Muster",
        "Bemerkung": "Bitte rufen Sie an, wenn Sie Fragen haben.",
    }
)


def to_fill_in(kind: LetterKind) -> list[str]:
    """What whoever writes the letter has to say in it."""
    return [name for name in REQUIRED[kind] if not PLACEHOLDERS[name].is_known]


def known_to(kind: LetterKind) -> tuple[str, ...]:
    """The placeholders a template of this kind may use."""
    return OF_THE_OFFICE if kind == LetterKind.LETTERHEAD else tuple(PLACEHOLDERS)


def value_field(number: int) -> str:
    """Under which name the value of a blank travels, in forms and conflicts."""
    return f"value_{number}"
