"""Who has checked a translation, against which German text."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from faden.kernel.database.models import Record
from faden.kernel.identity.models import Account


class TextReview(Record):
    """A translation as somebody has approved it; a later one for the same text replaces it, and it stays."""

    language = models.CharField("Sprache", max_length=8)
    key = models.CharField("Text", max_length=80)
    german = models.TextField("deutscher Text")
    source = models.CharField("Fassung des deutschen Textes", max_length=16)
    text = models.TextField("Übersetzung")
    reviewed_by = models.ForeignKey(Account, verbose_name="geprüft von", on_delete=models.PROTECT, related_name="+")
    reviewed_at = models.DateTimeField("geprüft")

    class Meta:
        verbose_name = "Prüfung einer Übersetzung"
        verbose_name_plural = "Prüfungen von Übersetzungen"
        ordering: ClassVar = ["language", "key", "-reviewed_at", "-id"]
        indexes: ClassVar = [models.Index(fields=["language", "key", "-reviewed_at", "-id"], name="text_review_newest")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(text=""), name="text_review_has_words"),
            models.CheckConstraint(condition=~Q(language="de"), name="text_review_of_a_translation"),
        ]

    def __str__(self) -> str:
        return f"{self.key} ({self.language})"
