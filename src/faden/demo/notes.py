"""What is written down after a contact: each life domain goes on where it stopped the last time."""

from collections import Counter
from random import Random

from faden.domain.cases.enums import ContactKind

#: By life domain, in the order in which it happens; none of them names anybody.
COURSES = {
    "existenzsicherung": (
        "Bescheid des Jobcenters gelesen; die Kosten der Unterkunft fehlen. Widerspruch besprochen, Frist notiert.",
        "Widerspruch gemeinsam geschrieben und abgegeben. Eingangsstempel liegt vor.",
        "Miete für diesen Monat ist offen. Mit dem Vermieter telefoniert, er wartet bis zum Bescheid.",
        "Antrag auf Kinderzuschlag ausgefüllt, Nachweise zum Einkommen werden nachgereicht.",
        "Nachweise kopiert und hochgeladen. Die Familienkasse bestätigt den Eingang.",
        "Dem Widerspruch wurde abgeholfen, die Nachzahlung kommt zum Monatsende.",
        "Konto ist gepfändet. P-Konto beantragt, Bescheinigung für den Freibetrag angefordert.",
        "Termin bei der Schuldnerberatung vorbereitet: Liste der Gläubiger ist vollständig.",
        "Ratenzahlung mit der Stadt vereinbart, 30 Euro im Monat.",
        "Weiterbewilligung rechtzeitig gestellt, diesmal ohne Hilfe. Nur noch drübergesehen.",
    ),
    "arbeit": (
        "Berufsweg durchgesprochen: gelernter Beruf, Zeugnisse vorhanden, aber nicht übersetzt.",
        "Anerkennung des Abschlusses: Übersetzung in Auftrag gegeben, zuständige Kammer herausgesucht.",
        "Lebenslauf überarbeitet, zwei Stellen im Lager herausgesucht. Bewerbung per Mail abgeschickt.",
        "Eine Absage, eine Einladung. Vorstellungsgespräch geübt.",
        "Gespräch mit dem Betrieb: Praktikum ab kommendem Monat möglich, Beschäftigungserlaubnis muss vorliegen.",
        "Beschäftigungserlaubnis ist da, das Praktikum hat begonnen.",
        "Praktikum läuft gut. Der Betrieb kann sich eine Ausbildung vorstellen, wenn das Deutsch reicht.",
        "Teilanerkennung ist gekommen. Welche Qualifizierung fehlt, mit der Kammer geklärt.",
        "Ausbildung läuft, aber im Theorieteil fehlt Fachsprache. Förderunterricht angefragt, bisher ohne Antwort.",
        "Förderunterricht hat einen Platz, einmal in der Woche nach der Berufsschule.",
    ),
    "bildung": (
        "Schulanmeldung besprochen, Unterlagen fehlen noch aus dem Herkunftsland.",
        "Telefonat mit der Schule: Platz in der Eingangsklasse erst nach den Ferien.",
        "Schulamt um eine Zwischenlösung gebeten; Rückruf bis Freitag zugesagt.",
        "Schulbeginn steht fest. Antrag auf Bildung und Teilhabe für Ranzen und Mittagessen gestellt.",
        "Elternsprechtag mit Sprachmittlung begleitet: kommt gut an, in Mathematik sehr stark.",
        "Nachholender Schulabschluss: Kurs der Volkshochschule ist voll, auf die Warteliste gesetzt.",
        "Platz auf der Warteliste rückt vor; Einstufung für den Abendkurs vereinbart.",
        "Kurs zum Schulabschluss hat begonnen, die Fahrtkosten werden noch geklärt.",
    ),
    "kinder": (
        "Kita-Platz gesucht: Vormerkung im Portal erklärt und gemeinsam angelegt.",
        "Drei Absagen. Vormerkung erneuert, Tagespflege als Übergang angefragt.",
        "Der Sprachkurs kann nicht beginnen, weil niemand das jüngste Kind betreut. Dem Träger mitgeteilt.",
        "Tagesmutter kennengelernt. Der Platz wäre zwei Orte weiter, die Fahrt dauert zu lang.",
        "Jugendamt zum Rechtsanspruch angeschrieben, Antwort innerhalb von drei Wochen zugesagt.",
        "Spielgruppe im Familienzentrum besucht, zweimal in der Woche am Vormittag.",
        "Platz im offenen Ganztag ist zugesagt, der Beginn steht noch nicht fest.",
        "Eingewöhnung läuft. Kurszeiten an die Betreuung angepasst.",
    ),
    "sprache": (
        "Berechtigung zum Integrationskurs erklärt, Antrag ausgefüllt.",
        "Einstufungstest vereinbart, der Träger hat erst in sechs Wochen einen Termin.",
        "Einstufungstest und Berechtigung liegen vor; kein Kurs mit Kinderbetreuung ist frei.",
        "Bei drei Kursträgern nachgefragt. Ein Platz am Nachmittag, aber der Bus fährt nicht zurück.",
        "Ohne Sprachmittlung nicht zu klären; neuer Termin mit Dolmetscherin vereinbart.",
        "Übergangsweise Sprachcafé und Lernapp, damit nichts verloren geht.",
        "Kurs hat begonnen, vier Vormittage in der Woche. Bildungsgutschein für Bücher beantragt.",
        "Kurs abgebrochen, weil der Bus nach 16 Uhr nicht mehr fährt. Alternative am Vormittag gesucht.",
        "Wechsel in den Vormittagskurs hat geklappt, Fehlzeiten sind entschuldigt.",
        "B1-Kurs endet im nächsten Monat, Anschluss an einen Berufssprachkurs besprochen.",
        "B1 bestanden. Zeugnis kopiert und für die Anerkennung weitergegeben.",
    ),
    "aufenthalt": (
        "Aufenthaltstitel und Ablaufdaten der Familie gemeinsam durchgesehen und notiert.",
        "Titel läuft in zwei Monaten ab. Termin bei der Ausländerbehörde online nicht zu bekommen.",
        "Verlängerung schriftlich beantragt, Nachweis über den Antrag für Arbeitgeber und Jobcenter erbeten.",
        "Fiktionsbescheinigung ist da. Was damit erlaubt ist, Punkt für Punkt erklärt.",
        "Passbeschaffung: Die Botschaft hat einen Termin im Frühjahr bestätigt.",
        "Reise zur Botschaft vorbereitet, Übernahme der Fahrtkosten beantragt.",
        "Neuer Titel ausgehändigt, drei Jahre gültig. Wohnsitzauflage entfällt.",
        "Voraussetzungen für die Einbürgerung durchgesehen, der Test Leben in Deutschland fehlt noch.",
    ),
    "gesundheit": (
        "Elektronische Gesundheitskarte ist noch nicht da; Behandlungsschein beim Sozialamt geholt.",
        "Starke Schlafstörungen. Hausärztin mit Sprachmittlung gefunden, Termin nächste Woche.",
        "Psychosoziales Zentrum angefragt, Wartezeit etwa acht Monate.",
        "Stabilisierungsgruppe als Übergang vorgestellt, erstes Treffen gemeinsam besucht.",
        "Facharzttermin begleitet, Befund wird zugeschickt.",
        "Befund mit der Hausärztin besprochen, Überweisung liegt vor.",
        "Erstgespräch im Psychosozialen Zentrum vorgezogen, weil jemand abgesagt hat.",
        "Schlaf ist besser geworden. Gruppe läuft weiter, Einzelgespräche ab Herbst.",
    ),
    "wohnen": (
        "Zu wenig Platz in der Unterkunft. Wohnberechtigungsschein erklärt und beantragt.",
        "Wohnberechtigungsschein liegt vor, zurzeit ist keine Wohnung in der Größe frei.",
        "Bei beiden Wohnungsgesellschaften vorgemerkt, Mappe mit Unterlagen zusammengestellt.",
        "Besichtigung gemeinsam vorbereitet, Selbstauskunft ausgefüllt.",
        "Absage nach der Besichtigung. Auf weitere Orte an der Bahnlinie ausgedehnt.",
        "Zusage für eine Wohnung. Angemessenheit vom Jobcenter schriftlich bestätigt.",
        "Mietvertrag unterschrieben. Erstausstattung beim Jobcenter beantragt.",
        "Umgezogen. Ummeldung, Strom und Schulweg der Reihe nach abgehakt.",
    ),
    "soziales-netz": (
        "Kaum Kontakte im Ort. Frauencafé vorgestellt, nächste Woche gehen wir gemeinsam hin.",
        "Erster Besuch im Begegnungszentrum, eine Nachbarin spricht die gleiche Sprache.",
        "Sportverein nimmt die Kinder auf, der Beitrag wird über Bildung und Teilhabe beantragt.",
        "Patenschaft besprochen: einmal in der Woche, vor allem zum Deutschsprechen.",
        "Die Patin begleitet jetzt auch zum Amt. Rückfragen kommen nur noch selten.",
    ),
}
#: When a domain has been talked through; and when nobody answered.
LATER = (
    "Kurze Rückmeldung: Alles ist auf dem Weg, zurzeit keine Hilfe nötig.",
    "Post gemeinsam sortiert, zwei Schreiben beantwortet.",
    "Nach dem Stand gefragt, die Stelle meldet sich bis Ende der Woche.",
    "Unterlagen für die Ablage kopiert und zurückgegeben.",
    "Nächste Schritte noch einmal aufgeschrieben und mitgegeben.",
    "Rückfrage zu einem Brief geklärt, Frist ist eingehalten.",
    "Termin verschoben, neuer Tag ist notiert.",
)
UNANSWERED = (
    "Nicht erreicht, auf die Mailbox gesprochen.",
    "Keine Antwort; Nachricht mit Bitte um Rückruf hinterlassen.",
    "Zum vereinbarten Termin ist niemand gekommen.",
)
#: Minutes a contact usually takes.
MINUTES = {
    ContactKind.VISIT: (15, 20, 30, 30, 45, 60),
    ContactKind.PHONE: (5, 10, 10, 15, 20),
    ContactKind.MAIL: (5, 5, 10, 15),
    ContactKind.HOME: (45, 60, 90),
    ContactKind.ACCOMPANIMENT: (60, 90, 120),
    ContactKind.WITH_ORGANISATION: (15, 30, 45),
    ContactKind.ATTEMPT: (5,),
}
#: In which somebody can interpret.
TALKS = (ContactKind.VISIT, ContactKind.PHONE, ContactKind.HOME, ContactKind.ACCOMPANIMENT)


class Talk:
    """What is said in one case, so that nothing is told twice before everything has been told once."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.told: Counter[str] = Counter()

    def about(self, domain: str, kind: ContactKind) -> str:
        """The next thing to write down about a life domain."""
        if kind == ContactKind.ATTEMPT:
            return self.random.choice(UNANSWERED)
        course = (*COURSES[domain], *LATER)
        self.told[domain] += 1
        return course[self.told[domain] - 1] if self.told[domain] <= len(course) else self.random.choice(LATER)
