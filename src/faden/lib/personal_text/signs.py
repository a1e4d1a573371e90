"""Signs with a shape: dates, addresses, telephone, mail, bank, files. One pattern per line of the table."""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from faden.lib import german
from faden.lib.personal_text.findings import Finding, Kind, finding


class _Sign(NamedTuple):
    """A pattern, what it is, and when it is harmless after all."""

    kind: Kind
    why: str
    pattern: re.Pattern[str]
    harmless: Callable[[str, re.Match[str]], bool] = lambda _text, _found: False


def signs_in(text: str) -> Iterator[Finding]:
    """Yield everything in the text that has the shape of personal data."""
    for sign in _SIGNS:
        for found in sign.pattern.finditer(text):
            if not sign.harmless(text, found):
                yield finding(text, found.start(), found.end(), sign.kind, sign.why)


# -- dates --------------------------------------------------------------------------------------

_MONTH = "|".join([*german.MONTHS, "Jan\\.", "Feb\\.", "Apr\\.", "Aug\\.", "Sept?\\.", "Okt\\.", "Nov\\.", "Dez\\."])
_DAY = rf"\d{{1,2}}\.\s?(?:\d{{1,2}}\.\s?(?:\d{{4}}|\d{{2}})\b|(?:{_MONTH})(?:\s\d{{4}})?)|\d{{4}}-\d{{2}}-\d{{2}}"
_SHORT_DAY = r"(?<=\b[AaVvSsZz][mnoeu]\s)\d{1,2}\.\s?\d{1,2}\.(?!\s?\d)|(?<=\bdem\s)\d{1,2}\.\s?\d{1,2}\.(?!\s?\d)"
_RULE_BEFORE = re.compile(
    r"\b(?:[Ss]eit|[Aa]b|[Zz]um|[Bb]is|Stand|Stichtag|[Gg]ültig|[Kk]raft|nächsten|jeden|jedes Jahr)\b[\s,:(]*"
    r"(?:dem|zum|am)?\s*$"
)
_TERM_DAY = re.compile(
    r"0?1\.\s?(?:0?[1-9]|1[0-2])\.|(?:28|29|30|31)\.\s?(?:0?[1-9]|1[0-2])\.|24\.\s?12\."
    rf"|(?:0?1|30|31|28|29)\.\s?(?:{_MONTH})|\d{{4}}-\d{{2}}-(?:01|30|31)"
)


def _is_term(text: str, found: re.Match[str]) -> bool:
    """First and last days of a month are terms of laws and schools: "seit dem 1. Januar 2026"."""
    before = text[max(0, found.start() - 30) : found.start()]
    return bool(_TERM_DAY.match(found[0]) and _RULE_BEFORE.search(before))


# -- addresses ----------------------------------------------------------------------------------

_HOUSE_NUMBER = (
    r"\s\d{1,4}(?!\d|[.,]\d|\s?(?:%|Prozent|Euro|Personen|Plätze|Kinder|Stunden|Monate|Wochen))(?:\s?[a-z]\b)?"
)
_STREET_END = (
    r"(?:str(?:aße|asse|\.)|weg|allee|platz|ring|gasse|damm|ufer|hof|berg|markt|pfad|stieg|wall|graben|kamp|feld"
    r"|busch|brink)"
)
_STREET = (
    rf"\b[A-ZÄÖÜ][\wäöüß-]{{0,40}}(?:{_STREET_END}|(?:\s|-)(?:Str(?:aße|asse|\.)|Weg|Allee|Platz|Ring)){_HOUSE_NUMBER}"
)
_STREET_WITH_ARTICLE = (
    r"\b(?:Am|An der|Auf dem|Auf der|Im|In der|Zum|Zur|Hinter der|Unter den|Beim)"
    rf"\s(?:[a-zäöüß]+\s)?[A-ZÄÖÜ][a-zäöüß]{{2,}}{_HOUSE_NUMBER}"
)
_NO_STREET = re.compile(
    r"(?:Kita|Kurs|Arbeits|Ausbildungs|Schul|Studien|Therapie|Betreuungs|Praktikums|Heim|Pflege|Stell|Sitz)platz"
    r"|(?:Rechts|Bildungs|Zugangs|Dienst|Lösungs|Um|Aus|Mittel|Instanzen|Beschwerde)weg|\w*(?:[snt]|Tätigkeit|Wort)feld\b|\bBahnhof\b",
    re.IGNORECASE,
)
_NO_ARTICLE_STREET = re.compile(
    r"(?:Jahr|Alter|Monat|Frühjahr|Herbst|Sommer|Winter|Quartal|Halbjahr|Kapitel|Abschnitt|Absatz|Artikel|Punkt|Thema|Teil"
    r"|Schuljahr|Baustein|Handlungsfeld|Modul|Paragraf|Stichtag|Schnitt|Klasse|Stufe|Phase|Woche|Nummer|Seite|SGB|"
    + "|".join(german.MONTHS)
    + r")\w*\s\d"
)
_POSTCODE = r"\b(?:D-)?(?!\d{2}000\b)\d{5}\s(?:Bad\s)?[A-ZÄÖÜ][a-zäöüß]{2,}"
_COUNTED = re.compile(
    r"(?:Euro|Einwohner|Menschen|Personen|Fälle|Stunden|Kinder|Plätze|Kontakte|Anträge|Familien|Frauen|Männer|Geflüchtete|Beratungen)\w*$"
)


def _is_no_street(_text: str, found: re.Match[str]) -> bool:
    return bool(_NO_STREET.search(found[0]))


def _is_no_article_street(_text: str, found: re.Match[str]) -> bool:
    return bool(_NO_ARTICLE_STREET.search(found[0]) or _NO_STREET.search(found[0]))


def _is_counted(_text: str, found: re.Match[str]) -> bool:
    return bool(_COUNTED.search(found[0]))


# -- numbers ------------------------------------------------------------------------------------

_FILE_WORD = (
    r"(?:Az|Aktenzeichen|Geschäftszeichen|Gesch\.-?Z|BG-?(?:Nr|Nummer)|Bedarfsgemeinschafts?-?nummer|Kundennummer|Kunden-?Nr"
    r"|AZR-?(?:Nr|Nummer)|(?:Sozial|Renten|Kranken)?-?[Vv]ersicherten?(?:s)?-?(?:nummer|nr)|(?:Sozial|Renten)versicherungsnummer"
    r"|Steuer-?(?:ID|nummer)|Identifikationsnummer|Pass-?(?:nummer|nr)|Reisepass|Ausweis-?(?:nummer|nr)?|Seriennummer|Kassenzeichen"
    r"|Fall-?(?:nummer|nr)?|Akte|Mitgliedsnummer|Bescheid vom|Personen-?(?:kennziffer|nummer)|Matrikelnummer)"
)
_FILE = (
    rf"\b{_FILE_WORD}\.?:?\s(?:lautet\s|ist\s|Nr\.\s|mit der\s|des\s|der\s)?"
    r"(?=[\w./ -]{0,14}\d{3})[A-Z0-9][\w./-]*(?:\s\d[\w./-]*|\s[A-Z]\s\d+)*"
)
_KNOWN_FILES = (
    r"\b\d{5}\s?BG\s?\d{7}\b",  # Bedarfsgemeinschaft
    r"\b\d{7}\s?-\s?\d{3}\b",  # BAMF
    r"(?<![\d.,/-])\d{12}(?![\d.,/-])",  # AZR
    r"\b\d{2}\s?\d{6}\s?[A-Z]\s?\d{3}\b",  # pension insurance
    r"\b\d{2}-\d{6}\b",  # our own case numbers
    r"\b\d{1,2}[a-z]?\s(?:K|L|A|AS|SO|F|L\sAS)\s\d{1,5}/\d{2}(?:\.A)?",  # administrative and social courts
    r"\b(?=[A-Z0-9]*\d[A-Z0-9]*\d)[CFGHJKLMNPRTVWXYZ][CFGHJKLMNPRTVWXYZ0-9]{8}\b",  # German travel documents
    r"\b[A-Z]{2}\d{6,7}\b",  # passports of several countries
)

_PHONE = (
    r"(?<![\w.,/-])(?:\+\d{2}|00\d{2}|\(?0\d{2,5}\)?)[\s/-]*(?:\(0\)\s?)?\d(?:[\s/-]?\d){4,12}(?!\w)"
    r"|(?:\b(?:Tel|Fon|Mobil|Handy)\.?:?|\b(?:Telefon|Handynummer|Telefonnummer|Durchwahl):?)\s\(?\d(?:[\s/()-]?\d){3,}"
)

_SIGNS = (
    _Sign(Kind.MAIL, "Das ist eine E-Mail-Adresse.", re.compile(r"[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+")),
    _Sign(
        Kind.MAIL,
        "Das sieht aus wie ein Name in einem sozialen Netzwerk.",
        re.compile(r"(?<![\w.])@[A-Za-z_][\w.]{2,}\b"),
    ),
    _Sign(
        Kind.BANK,
        "Das sieht aus wie eine IBAN.",
        re.compile(r"\b[A-Z]{2}\d{2}(?:\s?[A-Z0-9]{4}){3,7}(?:\s?[A-Z0-9]{1,3})?\b"),
    ),
    _Sign(Kind.NUMBER, "Hinter diesem Wort steht eine Nummer, über die eine Akte zu finden ist.", re.compile(_FILE)),
    *(
        _Sign(Kind.NUMBER, "Das sieht aus wie ein Aktenzeichen oder eine Ausweisnummer.", re.compile(pattern))
        for pattern in _KNOWN_FILES
    ),
    _Sign(Kind.PHONE, "Das sieht aus wie eine Telefonnummer.", re.compile(_PHONE)),
    _Sign(Kind.ADDRESS, "Das sieht aus wie eine Straße mit Hausnummer.", re.compile(_STREET), _is_no_street),
    _Sign(
        Kind.ADDRESS,
        "Das sieht aus wie eine Straße mit Hausnummer.",
        re.compile(_STREET_WITH_ARTICLE),
        _is_no_article_street,
    ),
    _Sign(Kind.ADDRESS, "Das sieht aus wie eine Postleitzahl mit Ort.", re.compile(_POSTCODE), _is_counted),
    _Sign(
        Kind.DATE,
        "Ein Geburtsjahr oder Geburtsdatum weist auf eine bestimmte Person hin.",
        re.compile(
            r"\b(?:geb(?:oren|\.)?(?:\s(?:am|im|in))?\s(?=[^.!?]{0,25}\d{2})[^.!?,;)]{0,25}?(?:\d{1,2}\.\s?\d{1,2}\.\s?)?\d{2,4}"
            r"|Jahrgang\s\d{4}|\d{4}\sgeboren\w*)"
        ),
    ),
    _Sign(Kind.DATE, "Ein genauer Tag weist auf einen bestimmten Fall hin.", re.compile(_DAY), _is_term),
    _Sign(Kind.DATE, "Ein genauer Tag weist auf einen bestimmten Fall hin.", re.compile(_SHORT_DAY), _is_term),
)
