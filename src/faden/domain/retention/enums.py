"""The words of retention."""

from typing import Final

from django.db.models import TextChoices


class RetentionClass(TextChoices):
    """What is kept for the same time; the field catalogue names one for every table."""

    CASE_FILE = "case_file", "Fallakte"
    MAIL = "mail", "Postausgang"
    DRAFT = "draft", "Entwürfe"
    JOB = "job", "Aufträge"
    SESSION = "session", "Sitzungen und Fehlversuche"
    ACCOUNT = "account", "Konten"
    TRACE = "trace", "Protokoll"
    STEERING = "steering", "Erkenntnisse und Gremien"
    PROOF = "proof", "Nachweise des Datenschutzes"
    PACKAGE = "package", "Auskunftspakete"
    NOT_PERSONAL = "not_personal", "Angaben ohne Personenbezug"


#: From which day a class is counted; what says nothing about anybody is not counted.
BEGINS: Final = {
    RetentionClass.CASE_FILE: "nach dem Abschluss des Falls",
    RetentionClass.MAIL: "nach dem Anlegen der Nachricht",
    RetentionClass.DRAFT: "nach der letzten Eingabe",
    RetentionClass.JOB: "nach der Erledigung",
    RetentionClass.SESSION: "nach dem Ende der Sitzung",
    RetentionClass.ACCOUNT: "nach der Deaktivierung",
    RetentionClass.TRACE: "nach dem Eintrag",
    RetentionClass.STEERING: "nach dem Ende der Beratung",
    RetentionClass.PROOF: "nach der Antwort oder Ausführung",
    RetentionClass.PACKAGE: "nach der Auskunft",
}


class Unit(TextChoices):
    """In what a period is counted."""

    DAY = "day", "Tage"
    MONTH = "month", "Monate"
    YEAR = "year", "Jahre"


class Decided(TextChoices):
    """On what a period rests."""

    NORM = "norm", "Vorschrift"
    SITE = "site", "Entscheidung des Standorts"
    PRODUCT = "product", "Vorgabe des Produkts, vom Standort zu bestätigen"


class ErasureState(TextChoices):
    """Where the erasure of a case stands."""

    ANNOUNCED = "announced", "angekündigt"
    OFFERED = "offered", "dem Archiv angeboten"
    ANSWERED = "answered", "vom Archiv beantwortet"
    CARRIED_OUT = "carried_out", "ausgeführt"
    STOPPED = "stopped", "abgebrochen"


class ErasureAct(TextChoices):
    """What can be done with it."""

    OFFER = "offer", "dem Archiv anbieten"
    ANSWER = "answer", "Antwort des Archivs eintragen"
    CARRY_OUT = "carry_out", "ausführen"
    STOP = "stop", "abbrechen"


class Archive(TextChoices):
    """What the archive has answered."""

    TAKEN = "taken", "übernommen"
    DECLINED = "declined", "nicht übernommen"
