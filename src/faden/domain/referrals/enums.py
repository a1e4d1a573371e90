"""Where a referral stands (domain.md 6)."""

from django.db.models import TextChoices


class ReferralState(TextChoices):
    """Nothing falls into a black hole: each state has a next one or an end."""

    DRAFT = "draft", "Entwurf"
    SENT = "sent", "gesendet"
    ACCEPTED = "accepted", "angenommen"
    DECLINED = "declined", "abgelehnt"
    APPOINTED = "appointed", "Ersttermin"
    COMPLETED = "completed", "abgeschlossen"
    ENDED = "ended", "beendet"
    EXPIRED = "expired", "ohne Antwort abgelaufen"
    REVOKED = "revoked", "zurückgezogen"
