"""The themes of the demo: what was reported, how far it got, what was decided."""

from dataclasses import dataclass

from faden.domain.findings.enums import Aim, GapKind, Level, ThemeState


@dataclass(frozen=True)
class Topic:
    """One generative theme with the reports it grew from.

    :param months_ago: when the first report came
    :param domain: key of the life domain
    :param barrier: key of the barrier
    :param indicator: what should move, its unit, whether it should fall or rise, its first and its present value
    """

    title: str
    description: str
    domain: str
    barrier: str
    kind: GapKind
    level: Level
    state: ThemeState
    months_ago: int
    reports: tuple[str, ...]
    proposal: str = ""
    order: str = ""
    indicator: tuple[str, str, Aim, str, str] | None = None
    ending: str = ""


@dataclass(frozen=True)
class SingleReport:
    """One report; the domain is the key of a life domain."""

    domain: str
    kind: GapKind
    level: Level
    text: str


TOPICS = (
    Topic(
        "Fachsprache in der Ausbildung",
        "Auszubildende bestehen den praktischen Teil und scheitern am theoretischen, weil die Fachsprache fehlt. "
        "Förderung setzt erst ein, wenn die erste Prüfung nicht bestanden ist.",
        "arbeit",
        "fachsprache-fehlt",
        GapKind.MISSING_OFFER,
        Level.KREIS,
        ThemeState.CLOSED,
        22,
        (
            "Im ersten Lehrjahr wird nirgends geprüft, ob das Deutsch für den Theorieteil reicht.",
            "Der Betrieb ist zufrieden, das Berufskolleg nicht. Förderunterricht gibt es erst nach der Prüfung.",
            "Förderung der Fachsprache ist nur abends und nur in der Kreisstadt zu haben.",
            "Kammer, Berufskolleg und Agentur wissen nicht voneinander, wer wann fördert.",
            "Mehrere Auszubildende haben abgebrochen, obwohl der Betrieb sie halten wollte.",
        ),
        "In den neuen Ausbildungsklassen wird der Sprachstand einheitlich erhoben; daraus folgt die Förderung.",
        "Sprachstandserhebung in den Eingangsklassen vereinbaren",
        ("Klassen mit Sprachstandserhebung zu Beginn", "Klassen", Aim.RISE, "2", "19"),
        "Die Erhebung läuft in allen Eingangsklassen; die Förderung beginnt jetzt im ersten Halbjahr.",
    ),
    Topic(
        "Sprachkurs und Kinderbetreuung zur selben Zeit",
        "Eltern kleiner Kinder haben eine Berechtigung zum Integrationskurs und können ihn nicht besuchen, weil zur "
        "Kurszeit niemand die Kinder betreut.",
        "sprache",
        "keine-kurs-betreuung",
        GapKind.TOO_FEW_PLACES,
        Level.KREIS,
        ThemeState.IMPLEMENTING,
        15,
        (
            "Mütter stehen seit Monaten auf der Warteliste, weil der einzige Kurs mit Betreuung voll ist.",
            "Der Kurs mit Betreuung liegt so, dass er mit dem Bus nicht erreichbar ist.",
            "Die Betreuung im Kurs ist an das Alter gebunden; für Kinder unter einem Jahr gibt es nichts.",
            "Träger würden betreuen, bekommen aber keine Räume.",
            "Väter besuchen den Kurs, Mütter warten. Das wiederholt sich in vielen Familien.",
            "Ohne Kurs keine Verlängerung der Leistung, ohne Betreuung kein Kurs.",
        ),
        "Drei Kurse im Kreis werden mit Betreuung am selben Ort eingerichtet; die Kommunen stellen Räume.",
        "Räume für Betreuung an drei Kursorten sichern",
        ("Wartezeit auf einen Kurs mit Betreuung", "Wochen", Aim.FALL, "31", "17"),
    ),
    Topic(
        "Geld beim Wechsel des Rechtskreises",
        "Wer aus dem AsylbLG ins SGB II wechselt, steht zwischen zwei Stellen: Die eine zahlt nicht mehr, "
        "die andere noch nicht.",
        "existenzsicherung",
        "rechtskreiswechsel",
        GapKind.INTERFACE,
        Level.KREIS,
        ThemeState.IMPLEMENTING,
        6,
        (
            "Zwischen der letzten Zahlung der einen und der ersten der anderen Stelle liegen drei bis fünf Wochen.",
            "Beide Stellen verlangen denselben Nachweis, aber auf verschiedenen Formularen.",
            "Die Miete geht in dieser Zeit zurück, Vermieter mahnen.",
            "Wer nachfragt, wird an die jeweils andere Stelle verwiesen.",
        ),
        "Sozialämter und Jobcenter vereinbaren eine gemeinsame Übergabe vier Wochen vor dem Wechsel.",
        "Schnittstellenkonzept mit Sozialämtern und Jobcenter schließen",
        ("Tage ohne Zahlung beim Wechsel", "Tage", Aim.FALL, "26", "19"),
    ),
    Topic(
        "Kita-Plätze für Familien in Unterkünften",
        "Familien in einer Unterkunft erfahren zu spät vom Vormerkportal und fallen beim Umzug aus der Liste.",
        "kinder",
        "kein-kita-platz",
        GapKind.ACCESS,
        Level.MUNICIPALITY,
        ThemeState.BEFORE_STEERING,
        8,
        (
            "Beim Umzug aus der Unterkunft beginnt die Wartezeit von vorn.",
            "Das Portal gibt es nur auf Deutsch, und es braucht eine E-Mail-Adresse.",
            "Ohne festen Wohnsitz in der Kommune nehmen manche Einrichtungen keine Vormerkung an.",
            "Geschwister kommen in verschiedene Einrichtungen, Eltern können den Kurs nicht besuchen.",
        ),
        "Die Vormerkung gilt kreisweit und bleibt bei einem Umzug erhalten; die Unterkünfte helfen beim Eintragen.",
        indicator=("Familien ohne Vormerkung drei Monate nach Ankunft", "Familien", Aim.FALL, "46", "46"),
    ),
    Topic(
        "Termine bei der Ausländerbehörde",
        "Wer einen Titel verlängern will, findet online keinen Termin. Fiktionsbescheinigungen kommen zu spät, "
        "Arbeitgeber und Jobcenter zweifeln dann an der Erlaubnis.",
        "aufenthalt",
        "kein-behoerdentermin",
        GapKind.INTERFACE,
        Level.KREIS,
        ThemeState.WORKING_GROUP,
        6,
        (
            "Online sind über Wochen keine Termine frei, vor Ort wird auf das Portal verwiesen.",
            "Das Jobcenter stellt die Zahlung ein, weil der Titel abgelaufen ist, obwohl der Antrag rechtzeitig kam.",
            "Zwei Betriebe haben Beschäftigte freigestellt, bis die Bescheinigung da war.",
        ),
    ),
    Topic(
        "Kursorte am Nachmittag mit dem Bus erreichen",
        "Kurse enden, wenn der letzte Bus gefahren ist. Wer kein Auto hat, bricht ab.",
        "arbeit",
        "arbeitsweg",
        GapKind.ACCESS,
        Level.MUNICIPALITY,
        ThemeState.PROPOSED,
        3,
        (
            "Der Nachmittagskurs endet um 16:30 Uhr, der letzte Bus in die Ortsteile fährt um 16:05 Uhr.",
            "Ausbildungsplatz abgelehnt, weil die Frühschicht ohne Auto nicht zu erreichen ist.",
        ),
    ),
    Topic(
        "Psychosoziale Hilfe mit Sprachmittlung",
        "Traumatisierte Menschen warten viele Monate; Praxen können Sprachmittlung nicht abrechnen.",
        "gesundheit",
        "keine-sprachmittlung",
        GapKind.LAW,
        Level.BUND,
        ThemeState.PASSED_ON,
        17,
        (
            "Die nächste freie Stelle ist hundert Kilometer entfernt, Sprachmittlung muss mitgebracht werden.",
            "Krankenkasse, Sozialamt und Jobcenter verweisen bei den Dolmetschkosten aufeinander.",
            "Kinder dolmetschen für ihre Eltern in der Therapie.",
        ),
        "Der Kreis bittet das Land, die Finanzierung von Sprachmittlung in der Behandlung zu regeln.",
        ending="Die Kosten der Sprachmittlung kann nur der Gesetzgeber regeln. Wir haben das Land angeschrieben.",
    ),
    Topic(
        "Ein Aushang mit allen Sprechzeiten",
        "Wunsch nach einem gedruckten Plan aller Beratungsstellen in jeder Kommune.",
        "soziales-netz",
        "",
        GapKind.QUALITY,
        Level.MUNICIPALITY,
        ThemeState.REJECTED,
        11,
        (
            "Viele wissen nicht, wann welche Beratungsstelle geöffnet ist.",
            "Aushänge sind nach wenigen Wochen veraltet.",
        ),
        ending="Ein Aushang veraltet zu schnell. Die Sprechzeiten stehen jetzt im gemeinsamen Verzeichnis.",
    ),
)

#: Reports that nobody has bundled yet.
SINGLE_REPORTS = (
    SingleReport(
        "wohnen",
        GapKind.TOO_FEW_PLACES,
        Level.MUNICIPALITY,
        "Für Familien ab sechs Personen wird keine Wohnung angeboten.",
    ),
    SingleReport(
        "bildung", GapKind.ACCESS, Level.KREIS, "Seiteneinsteiger warten bis nach den Ferien auf einen Schulplatz."
    ),
    SingleReport(
        "existenzsicherung",
        GapKind.ACCESS,
        Level.MUNICIPALITY,
        "Ohne Konto keine Leistung, ohne Meldeadresse kein Konto.",
    ),
    SingleReport(
        "gesundheit",
        GapKind.MISSING_OFFER,
        Level.KREIS,
        "Hebammen, die mit Sprachmittlung arbeiten, fehlen im ländlichen Raum.",
    ),
    SingleReport(
        "kinder",
        GapKind.TOO_FEW_PLACES,
        Level.MUNICIPALITY,
        "Im offenen Ganztag gibt es keine Plätze im laufenden Schuljahr.",
    ),
    SingleReport(
        "aufenthalt",
        GapKind.QUALITY,
        Level.KREIS,
        "Schreiben der Behörde sind so formuliert, dass Fristen übersehen werden.",
    ),
    SingleReport(
        "arbeit",
        GapKind.INTERFACE,
        Level.LAND,
        "Die Anerkennung eines Abschlusses dauert länger als die Befristung des Titels.",
    ),
    SingleReport(
        "sprache",
        GapKind.MISSING_OFFER,
        Level.KREIS,
        "Ein Alphabetisierungskurs ist im südlichen Kreis nicht zu erreichen.",
    ),
)
#: What working groups talk about: ``(months ago, title)``.
WORKING_GROUP_ITEMS = (
    (14, "Bestandsaufnahme"),
    (9, "Entwurf und offene Fragen"),
    (4, "Erprobung"),
    (2, "Rückmeldungen"),
)
ANSWERED = "Das ließ sich direkt klären: Die Stelle hat ihre Auskunft geändert. Danke für die Meldung."
