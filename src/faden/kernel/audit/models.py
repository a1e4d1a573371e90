"""The trace: the app's role may add to it, never change it."""

from django.db import models
from django.db.models.functions import Now

from faden.kernel.database.models import Record
from faden.kernel.identity.models import Account


class AuditEntry(Record):
    """One act, or one reading of a file."""

    at = models.DateTimeField("wann", db_default=Now())
    actor = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    act = models.CharField("was", max_length=60)
    subject_kind = models.CharField(max_length=60)
    subject_id = models.UUIDField()
    file_id = models.UUIDField("Akte", null=True)
    facts = models.JSONField(default=dict)

    class Meta:
        verbose_name = "Protokolleintrag"
        verbose_name_plural = "Protokoll"
        indexes = [
            models.Index(fields=["file_id", "-at"], name="audit_file_at"),
            models.Index(fields=["actor", "-at"], name="audit_actor_at"),
            models.Index(fields=["-at", "-id"], name="audit_newest"),
        ]

    def __str__(self) -> str:
        return self.act
