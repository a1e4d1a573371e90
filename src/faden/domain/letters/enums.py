"""The words of letters."""

from django.db.models import TextChoices


class LetterKind(TextChoices):
    """What a template is for."""

    OFFICE = "office", "Schreiben an eine Stelle"
    APPOINTMENT = "appointment", "Terminbrief"
    CERTIFICATE = "certificate", "Bescheinigung"
    COVER = "cover", "Begleitschreiben"
    LETTERHEAD = "letterhead", "Briefkopf"


class Addressee(TextChoices):
    """To whom a letter goes."""

    CLIENT = "client", "an die Klientin oder den Klienten"
    ORGANISATION = "organisation", "an eine Organisation"


class LetterState(TextChoices):
    """Where a letter stands."""

    DRAFT = "draft", "Entwurf"
    FILED = "filed", "abgelegt"


class LetterAct(TextChoices):
    """What happens to a letter."""

    FILE = "file", "ablegen"
