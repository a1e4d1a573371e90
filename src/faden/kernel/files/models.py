"""What is filed."""

from django.db import models
from django.db.models import Q, QuerySet
from django.db.models.functions import Now

from faden.kernel.files.enums import Audience, FileKind
from faden.kernel.identity.models import Account
from faden.kernel.sealing.models import SEALED_OR_GONE, SealedContent


class WithoutContent(models.Manager["StoredFile"]):
    """Lists never carry the content; ``kernel.files.content`` fetches the one that is asked for."""

    def get_queryset(self) -> QuerySet["StoredFile"]:
        """Rows without their content."""
        return super().get_queryset().defer("content")


class StoredFile(SealedContent):
    """A file of an Akte; once it is cleared away only that there was one is left.

    :param digest: by which the same file is recognised within an Akte; only ``kernel.files.content`` can compute it
    :param hangs_on: key of what it was handed in with (a note); whoever has one of its own points to the file instead
    """

    file_id = models.UUIDField("Akte", db_index=True)
    hangs_on = models.UUIDField("gehört zu", null=True, blank=True)
    name = models.CharField("Name", max_length=120)
    kind = models.CharField("Art", max_length=16, choices=FileKind.choices)
    audience = models.CharField("sichtbar für", max_length=8, choices=Audience.choices, default=Audience.CIRCLE)
    media_type = models.CharField("Format", max_length=100)
    size = models.PositiveIntegerField("Größe")
    digest = models.CharField("Kennzeichen der Vorlage", max_length=64)
    author = models.ForeignKey(Account, verbose_name="abgelegt von", on_delete=models.PROTECT, related_name="+")
    stored_at = models.DateTimeField("abgelegt", db_default=Now())
    deleted_on = models.DateField("gelöscht am", null=True, blank=True)
    deleted_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = WithoutContent()

    class Meta:
        verbose_name = "Datei"
        verbose_name_plural = "Dateien"
        base_manager_name = "objects"
        ordering = ["-stored_at", "-id"]
        indexes = [
            models.Index(fields=["hangs_on"], condition=Q(hangs_on__isnull=False), name="file_hangs_on"),
            models.Index(fields=["deleted_on"], condition=Q(deleted_on__isnull=False), name="file_deleted"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(content__isnull=False) | Q(deleted_on__isnull=False), name="file_has_content"
            ),
            models.CheckConstraint(condition=SEALED_OR_GONE, name="file_sealed_or_gone"),
            models.CheckConstraint(
                condition=Q(deleted_on__isnull=True, deleted_by__isnull=True)
                | Q(deleted_on__isnull=False, deleted_by__isnull=False),
                name="file_deleted_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.name
