"""States of plans and goals."""

from django.db.models import IntegerChoices, TextChoices


class Baustein(IntegerChoices):
    """The three funding modules of the programme."""

    COORDINATION = 1, "Baustein 1 – Strategischer Overhead, Koordinierung"
    CASE_MANAGEMENT = 2, "Baustein 2 – KIM-Case-Management"
    RESIDENCE = 3, "Baustein 3 – Ausländer- und Einbürgerungsbehörden"


class Planned(TextChoices):
    """Whether a milestone is to be worked on in a period."""

    YES = "yes", "ja"
    IF_NEEDED = "if_needed", "bei Bedarf"
    NO = "no", "nein"
    UNKNOWN = "unknown", "nicht aus der Quelle lesbar"


class Judgement(TextChoices):
    """What became of an operative goal."""

    OPEN = "open", "läuft"
    REACHED = "reached", "erreicht"
    PARTLY = "partly", "teilweise erreicht"
    MISSED = "missed", "nicht erreicht"
    UNKNOWN = "unknown", "in der Quelle nicht je Ziel bewertet"


class Counted(TextChoices):
    """What the product can count by itself for an operative goal."""

    STEERING_MEETINGS = "steering_meetings", "Sitzungen der Lenkungsgruppe"
    CASEWORK_THEMES = "casework_themes", "Themen aus dem Case Management in der Lenkungsgruppe"
    WORKING_GROUP_MEETINGS = "working_group_meetings", "Treffen von Arbeitsgruppen"


class NoteTopic(TextChoices):
    """What part of the site file a source note is about."""

    TERRITORY = "territory", "Gebiet"
    POSTS = "posts", "Stellen"
    STEERING = "steering", "Steuerung"
    PROGRAMME = "programme", "Programm"
    CASEWORK = "casework", "Fallarbeit"
