"""Mail to be sent, with its attachments."""

from django.db import models
from django.db.models import TextChoices
from django.db.models.functions import Now

from faden.kernel.database.models import Record
from faden.kernel.identity.models import Account
from faden.kernel.sealing.models import SEALED_OR_GONE, SealedContent


class MailState(TextChoices):
    """Where a mail stands."""

    WAITING = "waiting", "wartet"
    SENT = "sent", "gesendet"
    FAILED = "failed", "nicht zugestellt"


class OutgoingMail(Record):
    """A mail; its subject names nobody.

    :param file_id: key of the Akte it was sent from, if any; with it the mail goes
    """

    recipient = models.EmailField("an")
    recipient_name = models.CharField("Name", max_length=200, blank=True)
    subject = models.CharField("Betreff", max_length=200)
    body = models.TextField("Text")
    # What opens something: only its author sees it, and nobody once it has been sent.
    is_confidential = models.BooleanField("vertraulich", default=False)
    author = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    file_id = models.UUIDField("Akte", null=True, blank=True)
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


class MailAttachment(SealedContent):
    """A file that goes with a mail; sealed, for it may be the paper of a case conference."""

    mail = models.ForeignKey(OutgoingMail, on_delete=models.CASCADE, related_name="attachments")
    name = models.CharField(max_length=120)
    content_type = models.CharField(max_length=80)
    size = models.PositiveIntegerField("Größe", default=0)

    class Meta:
        verbose_name = "Anhang"
        verbose_name_plural = "Anhänge"
        constraints = [models.CheckConstraint(condition=SEALED_OR_GONE, name="attachment_sealed_or_gone")]

    def __str__(self) -> str:
        return self.name
