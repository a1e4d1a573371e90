"""How long somebody waits, coarsely; and what has ended an advice for good."""

from django.db.models import IntegerChoices, TextChoices


class Waiting(IntegerChoices):
    """The longest waiting of a case's steps."""

    NONE = 0, "wartet auf nichts"
    SHORT = 1, "unter 4 Wochen"
    LONGER = 2, "4–11 Wochen"
    LONG = 3, "ab 12 Wochen"


class EndedBecause(TextChoices):
    """What has ended an advice that nobody ended by hand; it does not begin again when that is undone."""

    CLOSED = "closed", "mit dem Abschluss des Falls"
    SHIELDED = "shielded", "mit einem Sperrvermerk"
    WITHDRAWN = "withdrawn", "mit dem Widerruf der Entbindung"
    MERGED = "merged", "mit dem Zusammenführen oder Trennen von Personen"
