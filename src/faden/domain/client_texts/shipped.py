"""The texts as the product ships them: readable files, one for each language, the same keys in all of them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType

import yaml

FOLDER = Path(__file__).parent / "texts"
SOURCE = "de"
# Directional isolates: a number or a date keeps its place and its order in Arabic and Persian.
ISOLATE, END = "\u2068", "\u2069"
PLACEHOLDER = re.compile(r"\{([^{}\n]+)\}")


@dataclass(frozen=True)
class Language:
    """A language clients read.

    :param tag: BCP 47
    :param name: as its speakers write it
    :param german: as the staff calls it
    """

    tag: str
    name: str
    german: str
    right_to_left: bool = False

    @property
    def direction(self) -> str:
        """``"rtl"`` or ``"ltr"``, for the attribute ``dir``."""
        return "rtl" if self.right_to_left else "ltr"


#: In the order in which they are offered.
LANGUAGES: Mapping[str, Language] = MappingProxyType(
    {
        language.tag: language
        for language in (
            Language(SOURCE, "Deutsch", "Deutsch"),
            Language("en", "English", "Englisch"),
            Language("uk", "Українська", "Ukrainisch"),
            Language("ar", "العربية", "Arabisch", right_to_left=True),
            Language("fa", "فارسی", "Persisch", right_to_left=True),
            Language("tr", "Türkçe", "Türkisch"),
            Language("bg", "Български", "Bulgarisch"),
            Language("ro", "Română", "Rumänisch"),
            Language("fr", "Français", "Französisch"),
        )
    }
)
#: Whoever speaks the first is offered the texts of the second; both are written alike.
READ_AS: Mapping[str, str] = MappingProxyType({"prs": "fa"})
#: Those that need a review.
TRANSLATIONS: Mapping[str, Language] = MappingProxyType(
    {tag: language for tag, language in LANGUAGES.items() if tag != SOURCE}
)
#: What the groups of texts are for, in the words of the administration.
GROUPS: Mapping[str, str] = MappingProxyType(
    {
        "domain": "Namen der Handlungsfelder",
        "question": "Fragen der eigenen Sicht",
        "answer": "Antworten der eigenen Sicht",
        "own_view": "Rahmen der eigenen Sicht",
        "tablet": "Schaltflächen auf dem Tablet",
        "agreement": "Zielvereinbarung",
        "evaluation": "Einwilligung in die Auswertung",
        "feedback": "Rückmeldung am Ende der Beratung",
        "form": "Angaben auf den Formularen",
        "consent": "Einwilligung in die Datenverarbeitung",
        "release": "Entbindung von der Schweigepflicht",
        "circle": "Wer die Akte sieht",
        "transfers": "Was weitergegeben wurde",
        "readings": "Wer die Akte gelesen hat",
        "rights": "Antworten auf Berichtigung und Widerspruch",
        "letter": "Briefe an Klientinnen und Klienten",
    }
)


def reading_language(spoken: str) -> str:
    """In which language somebody who speaks this one is offered the texts first; German where there is none."""
    tag = READ_AS.get(spoken, spoken)
    return tag if tag in LANGUAGES else SOURCE


@cache
def shipped(language: str) -> Mapping[str, str]:
    """All texts of a language by ``group.key``, in the order of the file.

    :raises KeyError: no such language
    """
    if language not in LANGUAGES:
        raise KeyError(language)
    groups = yaml.safe_load((FOLDER / f"{language}.yaml").read_text(encoding="utf-8"))
    return MappingProxyType({f"{group}.{key}": text for group, texts in groups.items() for key, text in texts.items()})


@cache
def fingerprint(key: str) -> str:
    """The version of a German text: another wording, another fingerprint.

    :raises KeyError: no such text
    """
    return sha256(shipped(SOURCE)[key].encode()).hexdigest()[:16]


def placeholders(text: str) -> frozenset[str]:
    """What is filled into a text."""
    return frozenset(PLACEHOLDER.findall(text))
