"""What the overview leads to: the questions of a data protection officer, and the page that answers each."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Room:
    """A page of this workplace.

    :param question: what the page answers
    :param name: its URL name
    :param note: what stands there, in a sentence
    """

    question: str
    name: str
    note: str


ROOMS = (
    Room(
        "Wer hat eine Akte gesehen?",
        "protection:find_file",
        "Zu einer Fallnummer: wer sie geöffnet oder darin etwas getan hat, wann und in welcher Aufgabe.",
    ),
    Room(
        "Was hat jemand getan oder gelesen?",
        "protection:find_account",
        "Zu einem Konto: jede Handlung und jede geöffnete Akte in einem Zeitraum.",
    ),
    Room(
        "Wo lohnt es sich nachzufragen?",
        "protection:unusual",
        "Tage, an denen jemand Akten anders gelesen hat als sonst, mit der Begründung und Ihrem Vermerk.",
    ),
    Room(
        "Wer hat im Notfall eine Akte geöffnet?",
        "protection:emergencies",
        "Jeder Notfallzugriff mit Grund, Umfang, dem, was in den drei Stunden geschah, und seiner Prüfung.",
    ),
    Room(
        "Was wurde zuletzt getan oder gelesen?",
        "protection:trace",
        "Jede Handlung und jedes Öffnen einer Akte, die neuesten zuerst, ohne Namen von Klient:innen.",
    ),
    Room(
        "Wessen Identität ist geschützt?",
        "protection:restrictions",
        "Sperrvermerke mit Fallnummer, Anlass und Begründung; wer sie gesetzt und aufgehoben hat.",
    ),
    Room(
        "Was wird über wen gespeichert, wozu und wie lange?",
        "protection:register",
        "Das Verzeichnis der Verarbeitungstätigkeiten aus dem Datenkatalog; als PDF und als Tabelle aller Felder.",
    ),
    Room(
        "Wer verlangt Auskunft über die eigenen Daten?",
        "protection:access_requests",
        "Auskunftsersuchen mit ihrer Frist: Identität prüfen, alles zusammenstellen, Dritte schwärzen, aushändigen.",
    ),
    Room(
        "Was soll berichtigt werden oder nicht mehr geschehen?",
        "protection:rights",
        "Anträge auf Berichtigung und Widersprüche mit ihrer Frist: was die Fallführung vorlegt, entscheiden Sie.",
    ),
    Room(
        "Welche Akten sind zu löschen?",
        "protection:erasures",
        "Akten, deren Frist abgelaufen ist: ankündigen, warten, dem Archiv anbieten, löschen, nachweisen.",
    ),
)
