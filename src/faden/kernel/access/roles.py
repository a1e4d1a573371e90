"""The roles of the programme (domain.md 3); the names are stored and read by row policies."""

from django.db.models import TextChoices


class Role(TextChoices):
    """What somebody may be here; each with a scope and a period."""

    CASE_MANAGER = "case_manager", "Case Management (Baustein 2)"
    COORDINATOR = "coordinator", "Koordination (Baustein 1)"
    LEAD = "lead", "KIM-Leitung"
    ASSISTANT = "assistant", "Verwaltungsassistenz"
    RESIDENCE_OFFICER = "residence_officer", "Ausländer- und Einbürgerungsbehörde (Baustein 3)"
    PARTNER = "partner", "Fachkraft einer Partnerorganisation"
    MEMBER = "member", "Mitglied der Lenkungsgruppe"
    SHIELD_KEEPER = "shield_keeper", "Sperrvermerke setzen und aufheben"
    DATA_PROTECTION = "data_protection", "Datenschutz"
    ADMIN = "admin", "Administration"
    SYSTEM = "system", "System (Einspielen und Aufräumen)"
