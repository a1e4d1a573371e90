"""The words of casework (domain.md 4 and 5)."""

from django.db.models import IntegerChoices, TextChoices


class Constellation(TextChoices):
    """How closely somebody is counselled (WAF 3, process description)."""

    SHORT = "short", "Kurzintervention"
    GUIDANCE = "guidance", "Prozessbegleitung"
    CASE_MANAGEMENT = "case_management", "Case Management"


class Recommendation(TextChoices):
    """What the four criteria speak for; a referral is not a constellation (PB 6.3)."""

    SHORT = "short", "Kurzintervention"
    GUIDANCE = "guidance", "Prozessbegleitung"
    CASE_MANAGEMENT = "case_management", "Case Management"
    REFERRAL = "referral", "Verweisberatung"


class Phase(TextChoices):
    """Where the counselling stands."""

    ACCESS = "access", "Zugang"
    FIRST_COUNSELLING = "first_counselling", "Erstberatung"
    ASSESSMENT = "assessment", "Falleinschätzung"
    GOAL_AGREEMENT = "goal_agreement", "Zielvereinbarung"
    PLANNING = "planning", "Hilfeplanung"
    DELIVERY = "delivery", "Umsetzung"
    EVALUATION = "evaluation", "Auswertung"


class AccessPath(TextChoices):
    """How somebody came (PB 6.3, WAF 3.4)."""

    OPEN_HOUR = "open_hour", "offene Sprechstunde"
    APPOINTMENT = "appointment", "Termin"
    OUTREACH = "outreach", "aufsuchend"
    ORGANISATION = "organisation", "durch eine Organisation"
    FIRST_CONTACT_POINT = "first_contact_point", "Erstanlaufstelle"


class ContactKind(TextChoices):
    """How the contact took place."""

    VISIT = "visit", "Gespräch vor Ort"
    PHONE = "phone", "Telefon"
    MAIL = "mail", "E-Mail oder Nachricht"
    HOME = "home", "Hausbesuch"
    ACCOMPANIMENT = "accompaniment", "Begleitung"
    WITH_ORGANISATION = "with_organisation", "Gespräch mit einer Organisation"
    ATTEMPT = "attempt", "Versuch ohne Antwort"


class Visibility(TextChoices):
    """Who reads a note; chosen by its author."""

    CIRCLE = "circle", "alle im Kreis dieses Falls"
    INSIDE = "inside", "alle im Kreis außer Helfenden aus Partnerorganisationen"
    AUTHOR = "author", "nur ich"


class CircleFunction(TextChoices):
    """Why somebody sees a file."""

    RESPONSIBLE = "responsible", "fallführend"
    COVER = "cover", "vertritt"
    HELPER = "helper", "hilft mit"
    EMERGENCY = "emergency", "Notfallzugriff"


class CircleScope(TextChoices):
    """How much of a file somebody sees."""

    WHOLE = "whole", "die ganze Akte"
    DOMAINS = "domains", "nur einzelne Handlungsfelder"
    TASKS = "tasks", "nur eigene Aufgaben und Termine"


class ReadersNamed(TextChoices):
    """Why a letter to the client names who has read their file (CJEU C-579/21: as a rule it does not)."""

    NEEDED = "needed", "Ja: die Person braucht die Namen, um ihre Rechte durchzusetzen"
    AGREED = "agreed", "Ja: die Beschäftigten sind einverstanden"


class HandoverState(TextChoices):
    """Where a hand-over stands; nothing changes before it is accepted."""

    PROPOSED = "proposed", "vorgeschlagen"
    ACCEPTED = "accepted", "angenommen"
    DECLINED = "declined", "abgelehnt"
    WITHDRAWN = "withdrawn", "zurückgezogen"


class Need(IntegerChoices):
    """Steps of an assessment."""

    NONE = 0, "kein Bedarf"
    LOW = 1, "geringer Bedarf"
    SOME = 2, "deutlicher Bedarf"
    HIGH = 3, "hoher Bedarf"
    URGENT = 4, "dringender Bedarf"


class FilledBy(TextChoices):
    """How somebody who cannot read it all gives an own view."""

    SELF = "self", "von der Klientin oder dem Klienten selbst"
    INTERPRETED = "interpreted", "mit Dolmetschen"
    READ_OUT = "read_out", "vorgelesen von der Beratungskraft"


class Asked(TextChoices):
    """What the client is asked before a stay ends; each a column of the feedback."""

    HELPED = "helped", "hat geholfen"
    UNDERSTOOD = "understood", "war verständlich"
    RESPECTED = "respected", "ernst genommen"
    AGAIN = "again", "würde wiederkommen"


class AnsweredHow(TextChoices):
    """Where the client has answered."""

    DEVICE = "device", "auf dem Gerät"
    PAPER = "paper", "auf Papier"


class Opinion(IntegerChoices):
    """Answers of the feedback."""

    YES = 4, "ja"
    MOSTLY = 3, "eher ja"
    LITTLE = 2, "eher nein"
    NO = 1, "nein"


class SignedBy(TextChoices):
    """Who signs a goal agreement: both."""

    CLIENT = "client", "Klient:in"
    COUNSELLOR = "counsellor", "Beratungskraft"


class SignedHow(TextChoices):
    """Where the signature is."""

    DEVICE = "device", "auf dem Tablet"
    PAPER = "paper", "auf Papier"


class GoalState(TextChoices):
    """A goal at the end counts 1, 0.5 or 0."""

    OPEN = "open", "offen"
    REACHED = "reached", "erreicht"
    PARTLY = "partly", "teilweise erreicht"
    MISSED = "missed", "nicht erreicht"


class MeasureState(TextChoices):
    """Where a step of the plan stands."""

    PLANNED = "planned", "geplant"
    WAITING = "waiting", "wartet"
    ACTIVE = "active", "läuft"
    DONE = "done", "erledigt"
    ABORTED = "aborted", "abgebrochen"


class MeasureAct(TextChoices):
    """What can happen to a step of the plan."""

    WAIT = "wait", "muss warten"
    START = "start", "beginnen"
    FINISH = "finish", "erledigt"
    ABORT = "abort", "abbrechen"


class MeasureEnd(TextChoices):
    """How a step ends when the case is closed."""

    ABORTED = "aborted", "wird abgebrochen"
    DONE = "done", "ist erledigt"
    GOES_ON = "goes_on", "läuft ohne uns weiter"


class StayState(TextChoices):
    """Whether a case is being worked on."""

    OPEN = "open", "offen"
    CLOSED = "closed", "abgeschlossen"


class StayAct(TextChoices):
    """Closing and reopening; each reopening begins a new stay."""

    CLOSE = "close", "abschließen"
    REOPEN = "reopen", "wiedereröffnen"


class ChildCare(TextChoices):
    """Whether somebody looks after the children during a measure's weekly times."""

    NONE = "none", "nicht nötig"
    NEEDED = "needed", "nötig, aber noch offen"
    PROVIDED = "provided", "vorhanden"


class ClashKind(TextChoices):
    """How the service chains of a family get in each other's way."""

    SAME_TIME = "same_time", "zwei Termine zur selben Zeit"
    CHILD_CARE = "child_care", "niemand bei den Kindern"
    TOO_MANY = "too_many", "zu viel auf einmal"
    UNHELD = "unheld", "Frist, die niemand hält"


class Responsible(TextChoices):
    """Who does a measure."""

    CLIENT = "client", "Klient:in"
    CASE_MANAGER = "case_manager", "Case Management"
    ORGANISATION = "organisation", "Organisation"


class ClosingReason(TextChoices):
    """Why a stay ended."""

    GOALS_REACHED = "goals_reached", "Ziele erreicht"
    AGREEMENT = "agreement", "im Einvernehmen beendet"
    REFERRED = "referred", "an eine zuständige Stelle verwiesen"
    MOVED = "moved", "weggezogen"
    NO_CONTACT = "no_contact", "kein Kontakt mehr"
    WITHDRAWN = "withdrawn", "auf eigenen Wunsch beendet"
