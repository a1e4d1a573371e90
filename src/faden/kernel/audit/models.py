"""The trace: the app's role may add to it, never change it."""

from django.db import models
from django.db.models.functions import Now

from faden.kernel.audit.enums import UnusualRule
from faden.kernel.database.models import Record
from faden.kernel.identity.models import Account


class AuditEntry(Record):
    """One act, or one reading of a file."""

    at = models.DateTimeField("wann", db_default=Now())
    # Found by audit_actor_at.
    actor = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+", db_index=False)
    act = models.CharField("was", max_length=60)
    subject_kind = models.CharField(max_length=60)
    subject_id = models.UUIDField()
    file_id = models.UUIDField("Akte", null=True)
    facts = models.JSONField(default=dict)
    # Its place in the chain, set by the database whatever is handed in (migration 0003).
    lane = models.IntegerField(db_default=0, editable=False)
    position = models.BigIntegerField(db_default=0, editable=False)
    digest = models.BinaryField(db_default=b"", editable=False)

    class Meta:
        verbose_name = "Protokolleintrag"
        verbose_name_plural = "Protokoll"
        indexes = [
            models.Index(fields=["file_id", "-at"], name="audit_file_at"),
            models.Index(fields=["actor", "-at"], name="audit_actor_at"),
            models.Index(fields=["-at", "-id"], name="audit_newest"),
            models.Index(fields=["at", "actor", "file_id"], condition=models.Q(act="file.read"), name="audit_readings"),
        ]
        constraints = [models.UniqueConstraint(fields=["lane", "position"], name="audit_place_in_lane")]

    def __str__(self) -> str:
        return self.act


class AuditLane(Record):
    """The head of one chain of entries; there are as many as transactions ever wrote entries at the same time.

    Kept by the database alone (migration 0003).
    """

    number = models.IntegerField(unique=True)
    last = models.BigIntegerField()
    digest = models.BinaryField()

    class Meta:
        verbose_name = "Spur des Protokolls"
        verbose_name_plural = "Spuren des Protokolls"

    def __str__(self) -> str:
        return str(self.number)


class AuditSeal(Record):
    """All heads at a moment, under a key that the database does not know.

    :ivar heads: lane → ``[last, digest]`` of those that have moved since the seal before
    :ivar key: which key, not the key
    """

    number = models.IntegerField(unique=True)
    at = models.DateTimeField()
    heads = models.JSONField()
    entries = models.BigIntegerField()
    previous = models.CharField(max_length=64)
    key = models.CharField(max_length=16)
    mac = models.CharField(max_length=64)

    class Meta:
        verbose_name = "Siegel des Protokolls"
        verbose_name_plural = "Siegel des Protokolls"

    def __str__(self) -> str:
        return str(self.number)


class AuditCut(Record):
    """Entries older than their period were removed, up to a seal: the trace begins behind it.

    :ivar number: of the seal; its heads are what the first entries that are left follow
    :ivar entries: how many were removed before that seal in all
    """

    number = models.IntegerField(unique=True)
    at = models.DateTimeField()
    entries = models.BigIntegerField()
    key = models.CharField(max_length=16)
    mac = models.CharField(max_length=64)

    class Meta:
        verbose_name = "Schnitt des Protokolls"
        verbose_name_plural = "Schnitte des Protokolls"

    def __str__(self) -> str:
        return str(self.number)


class CheckedReading(Record):
    """The data protection officer has looked into why somebody read so much, and notes what came of it."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    read_on = models.DateField("Tag")
    rule = models.CharField("Auffälligkeit", max_length=20, choices=UnusualRule.choices)
    remark = models.CharField("Vermerk", max_length=1000)
    checked_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    checked_at = models.DateTimeField()

    class Meta:
        verbose_name = "geprüfte Auffälligkeit"
        verbose_name_plural = "geprüfte Auffälligkeiten"
        constraints = [models.UniqueConstraint(fields=["account", "read_on", "rule"], name="unusual_checked_once")]

    def __str__(self) -> str:
        return self.get_rule_display()
