"""A site file: what is right passes, what is wrong is named with file, line, field and remedy."""

import re
import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path

import hypothesis
import pytest
from hypothesis import HealthCheck, settings, strategies

from faden.processes.load_site import check
from faden.processes.site_file.described import describe
from faden.processes.site_file.findings import Finding
from tests.architecture.sources import ROOT

SITES = ROOT / "sites"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped sites."""
    shutil.copytree(SITES, tmp_path / "sites")
    return tmp_path / "sites"


def changed(folder: Path, before: str, after: str, *, file: str = "paderborn.yaml") -> tuple[Path, int]:
    """The site file with one place changed, and the line of that place."""
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert text.count(before) == 1, f"„{before}“ steht {text.count(before)} Mal in {file}"
    path.write_text(text.replace(before, after), encoding="utf-8")
    return folder / "paderborn.yaml", text[: text.index(before)].count("\n") + 1


def errors(path: Path) -> list[Finding]:
    return list(check(path=path).errors)


@pytest.mark.parametrize("name", sorted(path.name for path in SITES.glob("*.yaml") if path.stem != "kataloge"))
def test_the_shipped_sites_are_right(name: str) -> None:
    assert not check(path=SITES / name).all


def test_the_register_covers_the_land() -> None:
    site, _ = describe(SITES / "paderborn.yaml")
    assert site
    assert len(site.register) == 396
    assert len({known.district_ags for known in site.register.values()}) == 53
    assert sum(known.inhabitants for known in site.register.values()) == 18_139_116


# Each line: what somebody writes instead of what, in which field it is found, what the sentence says.
MISTAKES = {
    "track: a due date nobody can read": (
        "faellig: am arbeitsbeginn",
        "faellig: zum Arbeitsbeginn",
        "begleitwege › uma › schritte › arbeit-start › faellig",
        "„zum Arbeitsbeginn“ ist keine Frist. Schreiben Sie zum Beispiel „14 Tage nach beginn“",
    ),
    "track: a due date from nowhere": (
        "faellig: am arbeitsbeginn",
        "faellig: am arbeitsbegin",
        "begleitwege › uma › schritte › arbeit-start › faellig",
        "„arbeitsbegin“ gibt es nicht. Meinten Sie „arbeitsbeginn“?",
    ),
    "track: a due date from something that is no day": (
        "faellig: am arbeitsbeginn",
        "faellig: am betrieb",
        "begleitwege › uma › schritte › arbeit-start › faellig",
        "„betrieb“ ist kein Tag. Eine Frist braucht eine Angabe mit „art: Datum“.",
    ),
    "track: due dates in a circle": (
        "faellig: 14 Tage nach uebergabe}",
        "faellig: 14 Tage nach zustaendigkeit}",
        "begleitwege › uma › schritte › zustaendigkeit › faellig",
        "Das führt im Kreis: zustaendigkeit → zustaendigkeit.",
    ),
    "track: a key twice": (
        "kennung: betrieb, name",
        "kennung: uebergabe, name",
        "begleitwege › uma › angaben › uebergabe › kennung",
        "Die Kennung „uebergabe“ gibt es in diesem Begleitweg schon.",
    ),
    "track: the beginning is taken": (
        "kennung: betrieb, name",
        "kennung: beginn, name",
        "begleitwege › uma › angaben › beginn › kennung",
        "„beginn“ heißt der Tag, an dem der Begleitweg beginnt.",
    ),
    "track: a question without a purpose": (
        ', zweck: "Sagt nur, ob eine Maßnahme begleitet wird, nicht welche."',
        "",
        "begleitwege › uma › angaben › behandlung",
        "Das Feld „zweck“ fehlt. Ergänzen Sie es.",
    ),
    "track: a question of a step that is not there": (
        "schritt: gesundheit",
        "schritt: gesundheid",
        "begleitwege › uma › angaben › behandlung › schritt",
        "„gesundheid“ gibt es nicht. Meinten Sie „gesundheit“?",
    ),
    "track: a choice of one": (
        "auswahl: [Wohngruppe, betreutes Wohnen, eigene Wohnung, bei Verwandten, Unterkunft]",
        "auswahl: [Wohngruppe]",
        "begleitwege › uma › angaben › wohnform › art",
        "Eine Auswahl braucht mindestens zwei verschiedene Möglichkeiten",
    ),
    "track: a paper with an unknown question": (
        "angaben: [arbeitsbeginn, ende-ambulant]",
        "angaben: [arbeitsbeginn, ende]",
        "begleitwege › uma › vordrucke › fahrplan › angaben › Eintrag 2",
        "„ende“ gibt es nicht.",
    ),
    "track: an unknown target group": (
        "zielgruppen: [uma, neu",
        "zielgruppen: [uhma, neu",
        "begleitwege › uma › vorschlag › zielgruppen › Eintrag 1",
        "„uhma“ gibt es nicht. Meinten Sie „uma“?",
    ),
    "track: ages the wrong way round": (
        "alter_ab: 16, alter_bis: 27",
        "alter_ab: 27, alter_bis: 16",
        "begleitwege › uma › vorschlag › alter_bis",
        "„alter_bis“ liegt unter „alter_ab“.",
    ),
    "track: an unknown partner": (
        "mit: jugendamt-kreis",
        "mit: jugendamt-krais",
        "begleitwege › uma › schritte › bescheid › mit",
        "„jugendamt-krais“ gibt es nicht. Meinten Sie „jugendamt-kreis“?",
    ),
    "unknown field": (
        "    bezeichnung: Verwaltungsassistenz\n",
        "    bezeichung: Verwaltungsassistenz\n",
        "stellen › b1-assistenz › bezeichung",
        "Das Feld „bezeichung“ gibt es nicht. Meinten Sie „bezeichnung“?",
    ),
    "missing field": (
        "    funktion: Verwaltungsassistenz\n    vzae: 0,5\n",
        "    vzae: 0,5\n",
        "stellen › b1-assistenz",
        "Das Feld „funktion“ fehlt. Ergänzen Sie es.",
    ),
    "wrong date": (
        "ab: 2024-10-01",
        "ab: 2024-13-01",
        "stellen › b2-uma › ab",
        "Den Tag „2024-13-01“ gibt es im Kalender nicht.",
    ),
    "no date": (
        "ab: 2024-10-01",
        "ab: Oktober",
        "stellen › b2-uma › ab",
        "„Oktober“ ist kein Datum. Schreiben Sie es so: 01.10.2024.",
    ),
    "year of another century": (
        "ab: 2024-10-01",
        "ab: 1924-10-01",
        "stellen › b2-uma › ab",
        "Das Jahr 1924 kann nicht stimmen.",
    ),
    "end before the beginning": (
        "ab: 2024-10-01",
        "ab: 2024-10-01\n    bis: 2024-10-01",
        "stellen › b2-uma › bis",
        "Die Stelle endet, bevor sie beginnt.",
    ),
    "unknown word": (
        "art: zielgruppenspezifisch",
        "art: zielgruppenspezifsch",
        "regionen › uma › art",
        "„zielgruppenspezifsch“ gibt es nicht. Meinten Sie „zielgruppenspezifisch“?",
    ),
    "yes or no": (
        "case_management: nein",
        "case_management: vielleicht",
        "kommunen › bad-wuennenberg › case_management",
        "Erwartet wird „ja“ oder „nein“, nicht „vielleicht“.",
    ),
    "decimal point": (
        "vzae: 3,5",
        "vzae: 3.5",
        "stellen › b1-koordination › vzae",
        "Bitte mit Komma schreiben: 3,5 statt 3.5",
    ),
    "key with umlaut": (
        "kennung: b2-uma\n",
        "kennung: b2-üma\n",
        "stellen › b2-üma › kennung",
        "„b2-üma“ passt nicht. Erlaubt sind kleine Buchstaben ohne Umlaute",
    ),
    "unknown municipality key": (
        'ags: "05774040"',
        'ags: "05774099"',
        "kommunen › bad-wuennenberg › ags",
        "Bad Wünnenberg hat den Gemeindeschlüssel 05774040.",
    ),
    "municipality of another Kreis": (
        'name: Delbrück, ags: "05774020"',
        'name: Ahlen, ags: "05570004"',
        "kommunen › delbrueck › ags",
        "Das ist der Schlüssel von Ahlen (Kreis Warendorf)",
    ),
    "wrong name for the key": (
        "name: Hövelhof, ags",
        "name: Hoevelhof, ags",
        "kommunen › hoevelhof › name",
        "Zum Schlüssel 05774024 gehört „Hövelhof“, nicht „Hoevelhof“.",
    ),
    "unknown region": (
        'ags: "05774016", region: region-3',
        'ags: "05774016", region: region-33',
        "kommunen › bueren › region",
        "„region-33“ gibt es nicht. Meinten Sie „region-3“?",
    ),
    "municipality in a track": (
        'ags: "05774016", region: region-3',
        'ags: "05774016", region: uma',
        "kommunen › bueren › region",
        "Das ist keine Region",
    ),
    "no region": (
        'ags: "05774016", region: region-3',
        'ags: "05774016"',
        "kommunen › bueren",
        "Ordnen Sie die Kommune einer Region zu, oder schreiben Sie „case_management: nein“.",
    ),
    "unknown employer": (
        "anstellungstraeger: in-via",
        "anstellungstraeger: invia",
        "stellen › b2-uma › anstellungstraeger",
        "„invia“ gibt es nicht. Meinten Sie „in-via“?",
    ),
    "post in the wrong region": (
        "bezeichnung: Case Management Borchen, region: region-3",
        "bezeichnung: Case Management Borchen, region: region-2",
        "stellen › b2-borchen › region",
        "Borchen gehört zur Region „region-3“.",
    ),
    "case management where there is none": (
        "region: region-3, kommune: bueren}",
        "kommune: bad-wuennenberg}",
        "stellen › b2-bueren › kommune",
        "Bad Wünnenberg hat laut „kommunen“ kein Case Management.",
    ),
    "neighbourhood of another municipality": (
        "region: region-3, kommune: bueren}",
        "region: region-3, kommune: bueren, sozialraum: sozialbezirk-1}",
        "stellen › b2-bueren › sozialraum",
        "Sozialbezirk 1 liegt in „paderborn“.",
    ),
    "municipality key that does not exist": (
        'kommunen:\n  - {kennung: altenbeken, name: Altenbeken, ags: "05774004"',
        'kommunen:\n  - {kennung: altenbeken, name: Altenbecken, ags: "05774099"',
        "kommunen › altenbeken › ags",
        "Diesen Gemeindeschlüssel gibt es nicht.",
    ),
    "municipality twice": (
        'name: Hövelhof, ags: "05774024"',
        'name: Hövelhof, ags: "05774020"',
        "kommunen › hoevelhof › ags",
        "Der Gemeindeschlüssel steht schon in Zeile",
    ),
    "wrong kind of site": (
        "art: Kreis\n  kreisschluessel",
        "art: kreisfreie Stadt\n  kreisschluessel",
        "standort › art",
        "05774 ist „Kreis“. Ändern Sie die Art.",
    ),
    "region without places": (
        "  - {kennung: region-4,",
        "  - {kennung: region-5, name: Region 5, quelle: PB 6.2}\n  - {kennung: region-4,",
        "regionen › region-5",
        "Zu dieser Region gehört keine Kommune und kein Sozialraum.",
    ),
    "three decimals": (
        "vzae: 3,5",
        "vzae: 3,505",
        "stellen › b1-koordination › vzae",
        "mehr als zwei Nachkommastellen",
    ),
    "no size": (
        "vzae: 3,5",
        "vzae: 0",
        "stellen › b1-koordination › vzae",
        "Die Zahl muss größer als 0 sein.",
    ),
    "list expected": (
        "rechtskreise: [sgb-ii]",
        "rechtskreise: sgb-ii",
        "organisationen › jobcenter › rechtskreise",
        "Hier wird eine Liste erwartet",
    ),
    "number expected": (
        "hoechstzahl: 20",
        "hoechstzahl: zwanzig",
        "gremien › lenkungsgruppe › hoechstzahl",
        "„zwanzig“ ist keine ganze Zahl.",
    ),
    "rule that ends before it begins": (
        "konstellation: Case Management, monate: 6, ab: 2020-11-01",
        "konstellation: Case Management, monate: 6, ab: 2020-11-01, bis: 2020-10-01",
        "abschlussregeln › Eintrag 3 › bis",
        "Die Regel endet, bevor sie beginnt.",
    ),
    "reassessment that ends before it begins": (
        "konstellation: Case Management, monate: 4, ab: 2020-11-01",
        "konstellation: Case Management, monate: 4, ab: 2020-11-01, bis: 2020-10-01",
        "neueinschaetzung › Eintrag 2 › bis",
        "Die Regel endet, bevor sie beginnt.",
    ),
    "no steering group": (
        "    art: Lenkungsgruppe\n    name: Lenkungsgruppe KIM",
        "    art: Projektgruppe\n    name: Lenkungsgruppe KIM",
        "gremien",
        "Es fehlt die Lenkungsgruppe",
    ),
    "double key": (
        "kennung: b2-bueren",
        "kennung: b2-borchen",
        "stellen › b2-borchen › kennung",
        "Die Kennung „b2-borchen“ gibt es schon (paderborn.yaml, Zeile",
    ),
    "double post": (
        "bezeichnung: Case Management Büren, region: region-3, kommune: bueren",
        "bezeichnung: Case Management Borchen, region: region-3, kommune: borchen",
        "stellen › b2-bueren",
        "Diese Stelle steht schon in Zeile",
    ),
    "sum too small": (
        "vzae: 4,0\n",
        "vzae: 3,0\n",
        "summen › b2 › vzae",
        "die Summe nennt 14,00 VZÄ. Nicht zugeordnet sind also 2,00 VZÄ, nicht 1,00 VZÄ.",
    ),
    "sum smoothed": (
        "    nicht_zugeordnet: 1,0\n",
        "",
        "summen › b2 › vzae",
        "Die Stellen ergeben 13,00 VZÄ, die Summe nennt 14,00 VZÄ. Es fehlen 1,00 VZÄ",
    ),
    "sum too big": (
        "funktion: Verwaltungsassistenz\n    vzae: 0,5",
        "funktion: Verwaltungsassistenz\n    vzae: 0,75",
        "summen › b1-assistenz › vzae",
        "Es sind 0,25 VZÄ zu viel",
    ),
    "loop of supervision": (
        "    quelle: PB 6.1\n    hinweis: Wie sich",
        "    fachaufsicht_stelle: b2-uma\n    quelle: PB 6.1\n    hinweis: Wie sich",
        "stellen › b1-koordination › fachaufsicht_stelle",
        "Das führt im Kreis: b1-koordination → b2-uma → b1-koordination.",
    ),
    "second steering group": (
        "    art: Arbeitsgruppe\n    name: Meldeformular",
        "    art: Lenkungsgruppe\n    name: Meldeformular",
        "gremien › ag-meldeformular › art",
        "Ein Standort hat eine Lenkungsgruppe; diese ist die zweite.",
    ),
    "too many seats": (
        "hoechstzahl: 20",
        "hoechstzahl: 15",
        "gremien › lenkungsgruppe › sitze",
        "Eingetragen sind 17 Sitze, höchstens 15 sind vorgesehen.",
    ),
    "referrals to a residence authority": (
        "teil_von: ordnungsamt-kreis, rechtskreise: [aufenthg],",
        "teil_von: ordnungsamt-kreis, rechtskreise: [aufenthg], nimmt_verweise: ja,",
        "organisationen › abh-kreis › nimmt_verweise",
        "bekommen Anfragen, keine Verweise",
    ),
    "goal twice": (
        "schuljahr: 2025/26\n    nummer: 3",
        "schuljahr: 2025/26\n    nummer: 2",
        "ziele › 2025-3 › nummer",
        "Ziel 2 dieses Schuljahres steht schon in Zeile",
    ),
    "no school year": (
        "schuljahr: 2025/26\n    nummer: 3",
        "schuljahr: 2025/27\n    nummer: 3",
        "ziele › 2025-3 › schuljahr",
        "„2025/27“ ist kein Schuljahr. Schreiben Sie es so: 2024/25.",
    ),
    "third half-year": (
        "2026-1: unbekannt",
        "2026-3: unbekannt",
        "meilensteine › lenkungsgruppe › zeitraeume › 2026-3",
        "„2026-3“ ist kein Zeitraum.",
    ),
    "two rules at once": (
        "konstellation: Case Management, monate: 6",
        "konstellation: Kurzintervention, monate: 6",
        "abschlussregeln › Eintrag 3 › konstellation",
        "Für diese Konstellation gilt im selben Zeitraum schon eine Regel.",
    ),
    "key given twice": (
        "    baustein: 1\n    funktion: Verwaltungsassistenz\n",
        "    baustein: 1\n    baustein: 2\n    funktion: Verwaltungsassistenz\n",
        "stellen › b1-assistenz › baustein",
        "Steht doppelt; zuerst in Zeile",
    ),
    "wrong district": (
        'kreisschluessel: "05774"',
        'kreisschluessel: "05999"',
        "standort › kreisschluessel",
        "Den Kreisschlüssel 05999 kennt das Gemeindeverzeichnis nicht.",
    ),
    "missing catalogue": (
        "grundlage: kataloge.yaml",
        "grundlage: katalog.yaml",
        "",
        "Diese Datei gibt es nicht.",
    ),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_named_with_line_field_and_remedy(folder: Path, mistake: str) -> None:
    before, after, field, sentence = MISTAKES[mistake]
    path, line = changed(folder, before, after)
    found = [finding for finding in errors(path) if finding.field == field and sentence in finding.message]
    assert len(found) == 1, [str(finding) for finding in errors(path)]
    if field.startswith(("summen › ", "gremien")) or mistake == "missing catalogue":
        return  # The line of the declared sum or of the seats, not of what was changed; the file that is missing.
    assert line - 5 <= found[0].line <= line + after.count("\n") + 1


def test_the_line_is_the_line_of_the_field(folder: Path) -> None:
    path, line = changed(folder, "ab: 2024-10-01", "ab: morgen")
    assert [finding.line for finding in errors(path)] == [line]
    assert str(errors(path)[0]).startswith(f"{path}, Zeile {line}, Feld „stellen › b2-uma › ab“: Fehler: ")


def test_an_unknown_source_is_an_error(folder: Path) -> None:
    path, line = changed(folder, "teil_von: biz, quelle: PB 6.2", "teil_von: biz, quelle: PX 6.2")
    (finding,) = errors(path)
    assert (finding.line, finding.field) == (line, "organisationen › sachgebiet-kim › quelle")
    assert "Die Quelle „PX“ gibt es nicht. Möglich sind: PB, PB-B, Faden." in finding.message


def test_errors_in_the_catalogue_name_the_catalogue(folder: Path) -> None:
    before = "kennung: kein-konto, name: Kein Bankkonto oder Konto gesperrt, handlungsfeld: existenzsicherung"
    path, line = changed(folder, before, before.replace("existenzsicherung", "existenz"), file="kataloge.yaml")
    (finding,) = errors(path)
    assert (finding.file.name, finding.line) == ("kataloge.yaml", line)
    assert "Meinten Sie „existenzsicherung“?" in finding.message


def test_a_missing_municipality_is_an_error(folder: Path) -> None:
    path = folder / "paderborn.yaml"
    text = path.read_text(encoding="utf-8")
    kept = re.sub(r"  - \{kennung: (stadt-)?lichtenau,.*\n|  - .*b2-lichtenau.*\n", "", text)
    path.write_text(kept, encoding="utf-8")
    assert "Es fehlt Lichtenau (05774028). Jede Kommune des Kreises steht hier." in [f.message for f in errors(path)]


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        ("  name: Kreis Paderborn\n  art", "  name: Kreis: Paderborn\n  art", "Ein Doppelpunkt im Text"),
        ("  art: Kreis\n", "  art: \tKreis\n\tname: x\n", "Tabulator"),
        ("name: Region 1, quelle: PB 6.2}", "name: Region 1 quelle: PB 6.2", "Klammer"),
        ("zeitraeume: &offen", "zeitraeume: &anders", "Verweis mit „*“"),
    ],
)
def test_broken_yaml_is_explained(folder: Path, before: str, after: str, sentence: str) -> None:
    path, line = changed(folder, before, after)
    (finding,) = errors(path)
    assert sentence in finding.message
    assert finding.line >= line


@pytest.mark.parametrize("content", ["", "- eins\n- zwei\n", "nur Text"])
def test_a_file_that_is_no_site_is_refused(folder: Path, content: str) -> None:
    path = folder / "paderborn.yaml"
    path.write_text(content, encoding="utf-8")
    (finding,) = errors(path)
    assert finding.line == 1
    assert "standort:" in finding.message


def test_bytes_that_are_no_text_are_refused(folder: Path) -> None:
    path = folder / "paderborn.yaml"
    path.write_bytes(b"\xff\xfe\x00standort")
    assert "UTF-8" in errors(path)[0].message


def test_an_anchor_that_means_itself_does_not_hang(folder: Path) -> None:
    path = folder / "paderborn.yaml"
    path.write_text("standort: &a\n  unter: *a\n", encoding="utf-8")
    assert any("sich selbst" in finding.message for finding in errors(path))


def test_without_its_register_a_site_cannot_be_checked(folder: Path) -> None:
    (folder / "nrw.csv").unlink()
    assert "Gemeindeverzeichnis" in errors(folder / "paderborn.yaml")[0].message


def test_an_unallocated_rest_needs_a_note(folder: Path) -> None:
    path = folder / "paderborn.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        re.sub(r"(    quelle: PB 6\.1\n)    hinweis: >-\n(      PB 6\.1 nennt.*\n)(      .*\n)+", r"\1", text),
        encoding="utf-8",
    )
    (finding,) = errors(path)
    assert (finding.field, finding.message) == (
        "summen › b2 › nicht_zugeordnet",
        "1,00 VZÄ sind nicht zugeordnet. Erklären Sie das unter „hinweis“.",
    )


def _garbled(draw: strategies.DrawFn, lines: list[str]) -> list[str]:
    """The file after somebody has slipped: a line gone, doubled, moved, indented, or a character changed."""
    number = draw(strategies.integers(0, len(lines) - 1))
    line = lines[number]
    place = draw(strategies.integers(0, len(line)))
    slip = draw(strategies.sampled_from(["gone", "doubled", "indented", "cut", "typed"]))
    typed = draw(strategies.sampled_from(list(":-,[]{}\"'#&*!|>%@`\t 0äß\x00")))
    new = {
        "gone": [],
        "doubled": [line, line],
        "indented": [f"  {line}"],
        "cut": [line[:place]],
        "typed": [line[:place] + typed + line[place:]],
    }
    return [*lines[:number], *new[slip], *lines[number + 1 :]]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@hypothesis.given(strategies.data())
def test_no_slip_of_the_pen_breaks_the_check(folder: Path, data: strategies.DataObject) -> None:
    """Whatever somebody types, the answer is a list of findings with lines of the file, never a traceback."""
    lines = (SITES / "warendorf.yaml").read_text(encoding="utf-8").splitlines()
    garbled = data.draw(strategies.composite(_garbled)(lines))
    path = folder / "warendorf.yaml"
    path.write_text("\n".join(garbled), encoding="utf-8")
    for finding in check(path=path).all:
        assert 1 <= finding.line <= len(garbled) + 1
        assert finding.message


def test_a_baustein_without_a_declared_total_is_a_hint(folder: Path) -> None:
    path = folder / "warendorf.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"  - \{kennung: b3, .*\n", "", text), encoding="utf-8")
    findings = check(path=path)
    assert findings.ok
    assert ["Baustein 3" in hint.message for hint in findings.hints] == [True]


def test_numbers_and_days_are_read_as_germans_write_them(folder: Path) -> None:
    path, _ = changed(folder, "ab: 2024-10-01", "ab: 01.10.2024")
    site, findings = describe(path)
    assert not findings
    assert site
    post = next(post for post in site.file.posts if post.key == "b2-uma")
    assert (post.funded_from, post.fte) == (date(2024, 10, 1), Decimal(1))
