"""Rare combinations: single facts that name nobody, but together describe one person.

Counted are *exact* facts (an age in years, a number of children, a country, a profession, an illness)
in one sentence that speaks of one person. "Syrische Familien mit vielen Kindern" are many; "eine
34-jährige Zahnärztin aus Eritrea" is one.
"""

import re
from collections.abc import Iterable, Iterator

from faden.lib import german
from faden.lib.personal_text.findings import Finding, Kind, finding

_ENOUGH = 3

_NUMBER = r"(?:\d{1,2}|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf)"
_COUNTRIES = (
    "Afghanistan|Ägypten|Albanien|Algerien|Angola|Armenien|Aserbaidschan|Äthiopien|Bangladesch|Bosnien|Bulgarien|China|Eritrea"
    "|Gambia|Georgien|Ghana|Griechenland|Guinea|Indien|Irak|Iran|Jemen|Jordanien|Kamerun|Kasachstan|Kenia|Kongo|Kosovo|Libanon"
    "|Libyen|Mali|Marokko|Moldau|Montenegro|Myanmar|Nepal|Niger|Nigeria|Nordmazedonien|Pakistan|Palästina|Philippinen|Polen"
    "|Rumänien|Russland|Senegal|Serbien|Somalia|Sri Lanka|Sudan|Syrien|Tadschikistan|Togo|Tschetschenien|Tunesien"
    "|Türkei|Uganda|Ukraine|Usbekistan|Venezuela|Vietnam|Weißrussland|Belarus"
)
_PEOPLES = (
    "afghan|ägypt|alban|alger|armen|äthiop|bosn|bulgar|eritre|georg|ghana|griech|guine|ind|irak|iran|jemenit|jordan|kamerun|kosovar"
    "|kurd|libanes|liby|marokkan|moldau|nepales|nigerian|pakistan|palästinens|pers|pol|rumän|russ|senegales|serb|somal|sudanes|syr"
    "|tadschik|togo|tschetschen|tunes|türk|ukrain|usbek|vietnames"
)
_PROFESSIONS = (
    r"[Zz]ahn\w*ärzt\w*|Ärzt(?:in|e)?\b|Arzt\b|Apotheker\w*|Ingenieur\w*|Lehrer(?:in)?\b|Anwält\w*|Anwalt|Richter\w*|Journalist\w*"
    r"|Architekt\w*|Pilot\w*|Hebamme|Krankenpfleger\w*|Krankenschwester|Professor\w*|Musiker\w*|Soldat\w*|Polizist\w*|Schneider(?:in)?\b"
    r"|Bäcker(?:in)?\b|Friseur\w*|Tierärzt\w*|Dolmetscher(?:in)\b|Buchhalter\w*|Elektriker\w*|Schweißer\w*|Landwirt\w*|Imam\b|Pfarrer\w*"
)
_HEALTH = (
    r"[Gg]ehörlos\w*|[Bb]lind(?:e|er|en)?\b|Rollstuhl\w*|Krebs\w*|HIV\w*|Epilep\w*|Diabet\w*|Autis\w*|Trisomie"
    r"|querschnitts\w*|Dialyse\w*|[Ss]chizophren\w*|Depress\w*|PTBS|suizid\w*|Multiple Sklerose|Tuberkulose"
    r"|Hepatitis|schwanger\w*|pflegebedürftig\w*|traumatisiert\w*"
)

_FACTS: dict[str, re.Pattern[str]] = {
    "Alter": re.compile(rf"\b(?:{_NUMBER}|\d{{2}})[- ]?jährige?[rsnm]?\b|\b\d{{1,2}} Jahre alt\b|\bim Alter von \d+"),
    "Kinderzahl": re.compile(
        rf"\b(?:mit|hat|ihren|seinen|deren)\s(?:(?:ihren|seinen)\s)?{_NUMBER}\s(?:kleinen\s|minderjährigen\s)?(?:Kindern?|Söhnen?|Töchtern?)\b"
        rf"|\b{_NUMBER}köpfige\w*|\b{_NUMBER}fache\w* (?:Mutter|Vater)"
    ),
    "Herkunft": re.compile(
        rf"\b(?:aus|in)\s(?:der\s|dem\s)?(?:{_COUNTRIES})\b|\b(?:{_PEOPLES})(?:ische?[rsnm]?|er|e|in|erin|n?er)\b|\b\w+-(?:Sprecher|Muttersprachler)\w*",
        re.IGNORECASE,
    ),
    "Volksgruppe oder Religion": re.compile(
        r"\b(?:[Jj]esid\w*|[Êê]zîd\w*|Roma\b|Romni|Sinti\w*|[Aa]lawit\w*|[Aa]levit\w*|[Dd]rus\w*|[Bb]ahá?'?i\w*|[Kk]opt\w*|[Aa]ramä\w*"
        r"|[Aa]ssyr\w*|Hazara|[Tt]urkmen\w*|[Aa]theist\w*|[Kk]onvert\w*|[Zz]eug(?:e|in) Jehovas)"
    ),
    "Beruf": re.compile(_PROFESSIONS),
    "Gesundheit": re.compile(_HEALTH),
    "Einreise": re.compile(
        r"\b(?:seit|kam|Einreise|eingereist|flüchtete|geflohen|Ankunft)\b[^.!?]{0,25}\b(?:19|20)\d{2}\b", re.IGNORECASE
    ),
    "Lebenslage": re.compile(
        r"\b(?:verwitwet\w*|Witwer?\b|Zwilling\w*|Drilling\w*|lesbisch\w*|schwul\w*|queer\w*|transident\w*"
        r"|trans (?:Frau|Mann)|Zwangsheirat\w*|Haft\w*|unbegleitet\w*)"
    ),
}

_ONE_PERSON = re.compile(
    r"\b(?:[Ee]ine?[rsnm]?|[Dd]er|[Dd]ie|[Dd]as|[Dd]iese[rsnm]?|[Mm]eine?[rnm]?|[Uu]nsere?[rnm]?|[Ii]hre?[rnm]?|[Ss]eine?[rnm]?)\s"
    r"(?:[\w-]+\s){0,3}?(?:Frau|Mann|Mannes|Mutter|Vaters?|Familie|Klient(?:in|en)?|Person|Jungen?|Mädchens?|Jugendliche[rn]?|Kind(?:es)?|Schüler(?:in)?"
    r"|Sohn|Tochter|Ehepaar|Paar|Rentner(?:in)?|Geflüchteter?|Witwer?|Roma|Jesidin?|[\w-]+jährige[rn]?|\w+(?:ärztin|arzt|lehrer(?:in)?|pflegerin|ingenieur(?:in)?)"
    rf"|{_PROFESSIONS})\b"
)
_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?=\S)[^.!?\n]*)*")


def combinations_in(text: str, places: Iterable[str]) -> Iterator[Finding]:
    """Yield sentences that describe one person by three or more exact facts.

    :param places: names of small places, each of which counts as a fact
    """
    facts = dict(_FACTS)
    if listed := "|".join(re.escape(place) for place in sorted(places, key=len, reverse=True)):
        facts["Ort"] = re.compile(rf"\b(?:{listed})\b")
    for sentence in _SENTENCE.finditer(text):
        if _ONE_PERSON.search(sentence[0]):
            yield from _described(text, sentence, facts)


def _described(text: str, sentence: re.Match[str], facts: dict[str, re.Pattern[str]]) -> Iterator[Finding]:
    """Yield one finding from the first to the last fact, if there are enough."""
    found = {label: match for label, pattern in facts.items() if (match := pattern.search(sentence[0]))}
    if len(found) < _ENOUGH:
        return
    start = sentence.start() + min(match.start() for match in found.values())
    end = sentence.start() + max(match.end() for match in found.values())
    why = f"Zusammen können diese Angaben eine einzelne Person erkennbar machen: {german.join(found)}."
    yield finding(text, start, end, Kind.COMBINATION, why)
