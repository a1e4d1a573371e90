"""The words of tracks."""

from django.db.models import TextChoices


class TrackState(TextChoices):
    """Where a track of a case stands."""

    RUNNING = "running", "läuft"
    PAUSED = "paused", "ruht"
    ENDED = "ended", "beendet"


class TrackAct(TextChoices):
    """What can happen to a track of a case."""

    PAUSE = "pause", "ruhen lassen"
    RESUME = "resume", "wieder aufnehmen"
    END = "end", "beenden"


class StepState(TextChoices):
    """Where a step stands."""

    OPEN = "open", "offen"
    DONE = "done", "erledigt"
    SKIPPED = "skipped", "entfallen"


class StepAct(TextChoices):
    """What can happen to a step."""

    DO = "do", "erledigen"
    SKIP = "skip", "entfallen lassen"
    REOPEN = "reopen", "wieder öffnen"


class StepKind(TextChoices):
    """What a step is."""

    TALK = "talk", "Gespräch"
    ACCOMPANIMENT = "accompaniment", "Begleitung"
    DOCUMENT = "document", "Unterlage"
    CHECK = "check", "Prüfung"


class FieldKind(TextChoices):
    """What a question asks for."""

    TEXT = "text", "Text"
    DATE = "date", "Datum"
    CHOICE = "choice", "Auswahl"
    YES_NO = "yes_no", "Ja oder nein"


class Category(TextChoices):
    """How closely an answer is protected (§ 67 SGB X; Art. 9 DSGVO)."""

    PLAIN = "plain", "allgemeine Angabe"
    SOCIAL = "social", "Sozialdaten"
    SPECIAL = "special", "besonders geschützt"


class Unit(TextChoices):
    """In what a due date is reckoned."""

    DAY = "day", "Tage"
    WEEK = "week", "Wochen"
    MONTH = "month", "Monate"
