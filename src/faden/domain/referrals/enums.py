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


class CodeTold(TextChoices):
    """How whoever has got a link learns its code: on another way than the link itself."""

    PHONE = "phone", "am Telefon"
    MAIL = "mail", "an eine zweite E-Mail-Adresse"


class ReferralAct(TextChoices):
    """What can happen to a referral."""

    SEND = "send", "senden"
    REVOKE = "revoke", "zurückziehen"
    EXPIRE = "expire", "als unbeantwortet schließen"
    ACCEPT = "accept", "annehmen"
    DECLINE = "decline", "ablehnen"
    APPOINT = "appoint", "Ersttermin mitteilen"
    COMPLETE = "complete", "abschließen"
    END = "end", "vorzeitig beenden"
