"""What the check of a text reports."""

from dataclasses import dataclass
from enum import StrEnum

_LONGEST_EXCERPT = 80


class Kind(StrEnum):
    """Kinds of personal data, in the order in which one hides another at the same place."""

    MAIL = "mail"
    BANK = "bank"
    NUMBER = "number"
    PHONE = "phone"
    ADDRESS = "address"
    NAME = "name"
    DATE = "date"
    COMBINATION = "combination"

    @property
    def label(self) -> str:
        """Return the German word."""
        return _LABELS[self]

    @property
    def advice(self) -> str:
        """Say in German what to write instead."""
        return _ADVICE[self]


_LABELS = {
    Kind.MAIL: "E-Mail-Adresse",
    Kind.BANK: "Bankverbindung",
    Kind.NUMBER: "Aktenzeichen oder Nummer",
    Kind.PHONE: "Telefonnummer",
    Kind.ADDRESS: "Adresse",
    Kind.NAME: "Name",
    Kind.DATE: "genaues Datum",
    Kind.COMBINATION: "auffällige Kombination",
}
_ADVICE = {
    Kind.MAIL: "Lassen Sie die Adresse weg; für Rückfragen gibt es die Meldung selbst.",
    Kind.BANK: "Lassen Sie die Bankverbindung weg.",
    Kind.NUMBER: "Lassen Sie die Nummer weg; über sie ist die Akte zu finden.",
    Kind.PHONE: "Lassen Sie die Nummer weg.",
    Kind.ADDRESS: "Nennen Sie nur die Kommune oder die Region.",
    Kind.NAME: "Schreiben Sie, in welcher Lage jemand ist: „eine Mutter“, „die Sachbearbeitung“.",
    Kind.DATE: "Nennen Sie das Quartal oder einen Abstand: „nach sechs Wochen“.",
    Kind.COMBINATION: "Lassen Sie Angaben weg, die für die Lücke nicht wichtig sind.",
}


@dataclass(frozen=True)
class Finding:
    """A stretch ``text[start:end]`` that looks like personal data.

    ``why`` is a German sentence, ``advice`` says what to write instead.
    """

    start: int
    end: int
    kind: Kind
    excerpt: str
    why: str

    @property
    def advice(self) -> str:
        """Say in German what to write instead."""
        return self.kind.advice


def finding(text: str, start: int, end: int, kind: Kind, why: str) -> Finding:
    """Build a finding with its excerpt."""
    excerpt = text[start:end]
    if len(excerpt) > _LONGEST_EXCERPT:
        excerpt = excerpt[: _LONGEST_EXCERPT - 1].rstrip() + "…"
    return Finding(start, end, kind, excerpt, why)
