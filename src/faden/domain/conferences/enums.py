"""The words of case conferences."""

from django.db.models import TextChoices


class ConferenceState(TextChoices):
    """Where a case conference stands."""

    PLANNED = "planned", "geplant"
    HELD = "held", "hat stattgefunden"
    CANCELLED = "cancelled", "abgesagt"


class ConferenceAct(TextChoices):
    """What happens to a case conference."""

    HOLD = "hold", "durchführen"
    CANCEL = "cancel", "absagen"


class Side(TextChoices):
    """On whose side somebody takes part; in the order in which the views are heard."""

    CLIENT = "client", "Klient:in"
    FAMILY = "family", "Familie"
    COUNSEL = "counsel", "Beratung"
    ORGANISATION = "organisation", "Organisation"


class Disclosure(TextChoices):
    """What a participant may hear about the client."""

    PERSONAL = "personal", "mit Angaben zur Person"
    NONE = "none", "ohne Angaben zur Person"


class Presence(TextChoices):
    """Whether somebody came."""

    CAME = "came", "dabei"
    ABSENT = "absent", "nicht dabei"


class HandedHow(TextChoices):
    """How somebody got the minutes: never by open mail."""

    IN_PERSON = "in_person", "persönlich übergeben"
    POST = "post", "mit der Post"
    ENCRYPTED = "encrypted", "verschlüsselt übermittelt"
