"""The indicator catalogue: what each figure means, word for word as it stands behind its "?".

A change of meaning is a new version. ``docs/reference/kennzahlen.md`` is made from it.
"""

import sys
from dataclasses import dataclass


@dataclass(frozen=True)
class Indicator:
    """A figure of the reports.

    :param people: whether clients stand behind it, so that small groups are protected
    """

    key: str
    name: str
    definition: str
    formula: str
    unit: str
    source: str
    people: bool
    version: str = "1 (November 2026)"


INDICATORS: tuple[Indicator, ...] = (
    Indicator(
        "cases_at_end",
        "Offene Fälle",
        "Fälle, deren Beratung am letzten Tag des Zeitraums noch läuft, mit der Handlungskonstellation und der Phase "
        "dieses Tages.",
        "Anzahl der Fallepisoden, die vor dem Ende des Zeitraums begonnen haben und nach dem letzten Tag noch laufen",
        "Fälle",
        "Fallakten (Fallepisoden, Verläufe von Konstellation und Phase)",
        people=True,
    ),
    Indicator(
        "cases_opened",
        "Eröffnete Fälle",
        "Fälle, deren Beratung im Zeitraum begonnen hat. Eine Wiederaufnahme zählt erneut. Konstellation und Phase "
        "sind die des letzten Tages im Zeitraum, an dem der Fall offen war.",
        "Anzahl der Fallepisoden mit Beginn im Zeitraum",
        "Fälle",
        "Fallakten (Fallepisoden)",
        people=True,
    ),
    Indicator(
        "cases_closed",
        "Abgeschlossene Fälle",
        "Fälle, deren Beratung im Zeitraum geendet hat, auch nach dem Grund des Abschlusses; maßgeblich ist der letzte "
        "Tag der Beratung.",
        "Anzahl der Fallepisoden, deren letzter Tag im Zeitraum liegt",
        "Fälle",
        "Fallakten (Fallepisoden)",
        people=True,
    ),
    Indicator(
        "contacts",
        "Kontakte",
        "Beratungskontakte im Zeitraum, mit und ohne Namen. Ein Kontakt zählt in der Kommune des Falls, ein anonymer "
        "dort, wo er stattfand. Versuche ohne Antwort zählen nicht.",
        "Anzahl der Kontakte mit Datum im Zeitraum",
        "Kontakte",
        "Gesprächsnotizen (Datum, Art, Zugang), ohne deren Text",
        people=True,
        version="2 (November 2026): Versuche ohne Antwort zählen nicht",
    ),
    Indicator(
        "contact_minutes",
        "Beratungszeit",
        "Zeit, die mit Beratungskontakten verbracht wurde, ohne Vor- und Nachbereitung und ohne Wege.",
        "Summe der Minuten aller Kontakte im Zeitraum ÷ 60, auf ganze Stunden gerundet",
        "Stunden",
        "Gesprächsnotizen (Dauer)",
        people=True,
    ),
    Indicator(
        "contacts_anonymous",
        "Anonyme Kontakte",
        "Kontakte mit Personen, die keinen Namen und kein Pseudonym genannt haben.",
        "Anzahl der Kontakte im Zeitraum ohne Fall",
        "Kontakte",
        "Gesprächsnotizen",
        people=True,
    ),
    Indicator(
        "goals_reached",
        "Erreichte Ziele",
        "Ziele aus Zielvereinbarungen, die im Zeitraum zuletzt als „erreicht“ bewertet wurden, mit der "
        "Handlungskonstellation dieses Tages.",
        "Anzahl der Ziele, deren letzte Bewertung im Zeitraum „erreicht“ ist (zählt in der Auswertung 1)",
        "Ziele",
        "Fallakten (Verlauf der Ziele), ohne deren Wortlaut",
        people=True,
    ),
    Indicator(
        "goals_partly",
        "Teilweise erreichte Ziele",
        "Ziele aus Zielvereinbarungen, die im Zeitraum zuletzt als „teilweise erreicht“ bewertet wurden, mit der "
        "Handlungskonstellation dieses Tages.",
        "Anzahl der Ziele, deren letzte Bewertung im Zeitraum „teilweise erreicht“ ist (zählt in der Auswertung ½)",
        "Ziele",
        "Fallakten (Verlauf der Ziele), ohne deren Wortlaut",
        people=True,
    ),
    Indicator(
        "goals_missed",
        "Nicht erreichte Ziele",
        "Ziele aus Zielvereinbarungen, die im Zeitraum zuletzt als „nicht erreicht“ bewertet wurden, mit der "
        "Handlungskonstellation dieses Tages.",
        "Anzahl der Ziele, deren letzte Bewertung im Zeitraum „nicht erreicht“ ist (zählt in der Auswertung 0)",
        "Ziele",
        "Fallakten (Verlauf der Ziele), ohne deren Wortlaut",
        people=True,
    ),
    Indicator(
        "barrier_cases",
        "Fälle mit Hürde",
        "Fälle, die im Zeitraum durch diese Hürde aufgehalten wurden, von Klient:innen, die in die Auswertung "
        "eingewilligt haben. Ein Fall kann mehrere Hürden haben; die Zahlen ergeben deshalb keine Summe.",
        "Anzahl der Fälle mit Einwilligung in die Auswertung, bei denen die Hürde an mindestens einem Tag des "
        "Zeitraums bestand",
        "Fälle",
        "Fallakten (Hürden aus dem Katalog, ohne Bemerkungen)",
        people=True,
    ),
    Indicator(
        "group_cases",
        "Fälle nach Zielgruppe",
        "Am Ende des Zeitraums offene Fälle, deren Klientin oder Klient zur Zielgruppe oder einer ihrer Untergruppen "
        "gehört: vom Case Management eingetragen oder nach einer Regel des Standorts abgeleitet. Gruppen überschneiden "
        "sich; die Zahlen ergeben keine Summe und sind gerundet.",
        "Anzahl der offenen Fälle am letzten Tag, gerundet auf Vielfache der kleinsten ausgewiesenen Gruppe",
        "Fälle",
        "Fallakten (Zielgruppen; Einreise, Alter, Rechtskreis, Titel und Staatsangehörigkeit nur für die Regeln)",
        people=True,
    ),
    Indicator(
        "gaps",
        "Gemeldete Systemlücken",
        "Meldungen im Zeitraum mit ihrem heutigen Stand. Eine Meldung enthält keine Angaben über Personen und zählt in "
        "jeder Region, die sie nennt.",
        "Anzahl der Meldungen mit Meldedatum im Zeitraum",
        "Meldungen",
        "Meldebögen",
        people=False,
    ),
    Indicator(
        "themes",
        "Generative Themen",
        "Themen, an denen im Zeitraum gearbeitet wurde, mit ihrem Stand am Ende des Zeitraums. Ein Thema zählt in "
        "jeder Region, die es nennt, ohne Ortsangabe in allen.",
        "Anzahl der Themen, die vor dem Ende des Zeitraums angelegt und nicht schon vor seinem Beginn beendet waren",
        "Themen",
        "Themen und ihr Verlauf",
        people=False,
    ),
    Indicator(
        "meetings",
        "Sitzungen",
        "Durchgeführte Sitzungen der Gremien am ganzen Standort.",
        "Anzahl der Sitzungen im Zeitraum mit dem Stand „durchgeführt“",
        "Sitzungen",
        "Sitzungen der Gremien",
        people=False,
    ),
    Indicator(
        "casework_themes",
        "Themen aus dem Case Management",
        "Themen, die vor der Lenkungsgruppe waren und zu denen mindestens eine Meldung aus einem Fall gehört.",
        "Anzahl verschiedener Themen auf Tagesordnungen durchgeführter Sitzungen der Lenkungsgruppe im Zeitraum, zu "
        "denen eine aus einem Fall geschriebene Meldung gehört",
        "Themen",
        "Tagesordnungen, Themen und Meldungen",
        people=False,
    ),
    Indicator(
        "decisions",
        "Beschlüsse",
        "Gefasste Beschlüsse der Gremien am ganzen Standort; abgelehnte Beschlussvorlagen stehen daneben.",
        "Anzahl der Abstimmungen im Zeitraum mit mehr Ja- als Neinstimmen",
        "Beschlüsse",
        "Niederschriften der Sitzungen",
        people=False,
    ),
    Indicator(
        "fte_funded",
        "Geförderte Stellen",
        "Umfang der Stellen, die am letzten Tag des Zeitraums gefördert werden (bei laufendem Zeitraum: heute).",
        "Summe der Stellenanteile mit Förderung an diesem Tag",
        "VZÄ",
        "Stellenplan des Standorts",
        people=False,
    ),
    Indicator(
        "fte_filled",
        "Besetzte Stellen",
        "Umfang, in dem diese Stellen am selben Tag mit Personen besetzt sind.",
        "Summe der Besetzungsanteile an diesem Tag",
        "VZÄ",
        "Stellenbesetzung",
        people=False,
    ),
)

BY_KEY = {indicator.key: indicator for indicator in INDICATORS}


INTRODUCTION = (
    "Jede Kennzahl des Sachstandsberichts mit ihrer Definition. Zahlen über Menschen werden ab der kleinsten Gruppe "
    "des Standorts (k, Vorgabe 5) gezeigt; kleinere stehen als „< 5“, und weitere Felder bleiben als „·“ verdeckt, wo "
    "sich eine kleine Zahl sonst ausrechnen ließe."
)


def as_markdown() -> str:
    """The catalogue as a page of the reference."""
    lines = [
        "# Kennzahlen",
        "",
        "<!-- Erzeugt aus src/faden/reporting/figures/catalogue.py. Nicht von Hand ändern. -->",
        "",
        INTRODUCTION,
    ]
    for one in INDICATORS:
        lines += [
            "",
            f"## {one.name}",
            "",
            one.definition,
            "",
            f"* **Formel:** {one.formula}",
            f"* **Einheit:** {one.unit}",
            f"* **Quelle:** {one.source}",
            f"* **Schutz kleiner Gruppen:** {'ja' if one.people else 'nicht nötig, keine Angaben über Personen'}",
            f"* **Fassung:** {one.version}",
            f"* **Kennung:** `{one.key}`",
        ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.stdout.write(as_markdown())
