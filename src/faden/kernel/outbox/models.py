"""Mail to be sent, with its attachments."""

from django.db import models
from django.db.models import TextChoices
from django.db.models.functions import Now

from faden.kernel.database.models import Record
from faden.kernel.identity.models import Account


class MailState(TextChoices):
    """Where a mail stands."""

    WAITING = "waiting", "wartet"
    SENT = "sent", "gesendet"
    FAILED = "failed", "nicht zugestellt"


class OutgoingMail(Record):
    """A mail; its subject names nobody."""

    recipient = models.EmailField("an")
    recipient_name = models.CharField("Name", max_length=200, blank=True)
    subject = models.CharField("Betreff", max_length=200)
    body = models.TextField("Text")
    author = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField("angelegt", db_default=Now())
    state = models.CharField("Stand", max_length=8, choices=MailState.choices, default=MailState.WAITING)
    sent_at = models.DateTimeField("gesendet", null=True, blank=True)
    failure = models.CharField("Fehler", max_length=300, blank=True)

    class Meta:
        verbose_name = "ausgehende Nachricht"
        verbose_name_plural = "Postausgang"
        ordering = ["-created_at", "-id"]

    def __str__(self) -> str:
        return self.subject


class MailAttachment(Record):
    """A file that goes with a mail."""

    mail = models.ForeignKey(OutgoingMail, on_delete=models.CASCADE, related_name="attachments")
    name = models.CharField(max_length=120)
    content_type = models.CharField(max_length=80)
    content = models.BinaryField()

    class Meta:
        verbose_name = "Anhang"
        verbose_name_plural = "Anhänge"

    def __str__(self) -> str:
        return self.name
