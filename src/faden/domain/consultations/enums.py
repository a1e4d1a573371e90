"""How long somebody waits, coarsely."""

from django.db.models import IntegerChoices


class Waiting(IntegerChoices):
    """The longest waiting of a case's steps."""

    NONE = 0, "wartet auf nichts"
    SHORT = 1, "unter 4 Wochen"
    LONGER = 2, "4–11 Wochen"
    LONG = 3, "ab 12 Wochen"
