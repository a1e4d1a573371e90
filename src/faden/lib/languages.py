"""Languages that are spoken in counselling, by their tag (BCP 47), with German names.

A table of our own: the names that Unicode gives leave out Dari, Kurmandschi and Assyrisch.
"""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from faden.lib.names import sort_key

LANGUAGES: Mapping[str, str] = MappingProxyType(
    {
        "sq": "Albanisch",
        "am": "Amharisch",
        "ar": "Arabisch",
        "hy": "Armenisch",
        "az": "Aserbaidschanisch",
        "aii": "Assyrisch (Aramäisch)",
        "bn": "Bengalisch",
        "bs": "Bosnisch",
        "bg": "Bulgarisch",
        "zh": "Chinesisch",
        "prs": "Dari",
        "de": "Deutsch",
        "en": "Englisch",
        "fa": "Farsi (Persisch)",
        "fr": "Französisch",
        "ff": "Fulfulde",
        "ka": "Georgisch",
        "el": "Griechisch",
        "ha": "Haussa",
        "hi": "Hindi",
        "it": "Italienisch",
        "hr": "Kroatisch",
        "kmr": "Kurdisch (Kurmandschi)",
        "ckb": "Kurdisch (Sorani)",
        "ku": "Kurdisch",
        "ln": "Lingala",
        "lt": "Litauisch",
        "mk": "Mazedonisch",
        "ne": "Nepali",
        "nl": "Niederländisch",
        "om": "Oromo",
        "pa": "Panjabi",
        "ps": "Paschtu",
        "pl": "Polnisch",
        "pt": "Portugiesisch",
        "rom": "Romanes",
        "ro": "Rumänisch",
        "ru": "Russisch",
        "sr": "Serbisch",
        "sk": "Slowakisch",
        "so": "Somali",
        "es": "Spanisch",
        "sw": "Suaheli",
        "ta": "Tamil",
        "tr": "Türkisch",
        "ti": "Tigrinisch",
        "tw": "Twi",
        "uk": "Ukrainisch",
        "hu": "Ungarisch",
        "ur": "Urdu",
        "vi": "Vietnamesisch",
        "wo": "Wolof",
    }
)


def language_name(tag: str) -> str:
    """The German name; a tag that is not listed stands for itself."""
    return LANGUAGES.get(tag, tag)


def frequent_first(frequent: Iterable[str]) -> list[tuple[str, list[tuple[str, str]]]]:
    """To choose from: the frequent ones under a heading of their own, then all of them once more.

    A frequent one stands in both places, so that its first letters lead to it from wherever the select stands.

    :param frequent: tags, the most frequent first; unknown ones are left out
    """
    often = [(tag, LANGUAGES[tag]) for tag in frequent if tag in LANGUAGES]
    everything = ("Alle Sprachen", in_german_order())
    return [("Häufig bei Ihnen", often), everything] if often else [everything]


def in_german_order() -> list[tuple[str, str]]:
    """Tag and name, to choose from."""
    return sorted(LANGUAGES.items(), key=lambda pair: sort_key(pair[1]))
