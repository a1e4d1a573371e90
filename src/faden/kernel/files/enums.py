"""What a file is, and who reads it."""

from django.db.models import TextChoices


class FileKind(TextChoices):
    """What was filed."""

    ATTACHMENT = "attachment", "Anlage zu einer Notiz"
    CONSENT = "consent", "Einwilligung oder Entbindung"
    AGREEMENT = "agreement", "Vereinbarung"
    LETTER = "letter", "Schreiben"
    NOTICE = "notice", "Bescheid"
    CERTIFICATE = "certificate", "Zeugnis oder Bescheinigung"
    APPLICATION = "application", "Antrag oder Formular"
    MINUTES = "minutes", "Niederschrift"
    ANSWER = "answer", "Antwort zu eigenen Rechten"
    OTHER = "other", "Sonstiges"


class Audience(TextChoices):
    """Which of those who see the file (Akte) read this; chosen by whoever files it."""

    CIRCLE = "circle", "alle im Kreis"
    INSIDE = "inside", "alle im Kreis außer Helfenden aus Partnerorganisationen"
    AUTHOR = "author", "nur ich"
