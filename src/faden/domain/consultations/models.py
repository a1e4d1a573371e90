"""What the made-up names of cases are derived from."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from faden.kernel.database.models import Record


class PseudonymSecret(Record):
    """One random value for the site; only the guard that makes the names reads it."""

    secret = models.CharField(max_length=80)
    only = models.BooleanField(default=True, editable=False, unique=True)

    class Meta:
        verbose_name = "Geheimnis der Pseudonyme"
        verbose_name_plural = "Geheimnis der Pseudonyme"
        constraints: ClassVar = [models.CheckConstraint(condition=Q(only=True), name="pseudonym_secret_only_one")]

    def __str__(self) -> str:
        return "Geheimnis der Pseudonyme"
