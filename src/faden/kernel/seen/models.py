"""Which news somebody has read."""

from django.db import models

from faden.kernel.database.models import Record
from faden.kernel.identity.models import Account


class SeenMark(Record):
    """That somebody needs to see a piece of news no more; it says nothing about the thing itself.

    :param subject: key of the piece of news, whatever it is
    """

    owner = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    subject = models.UUIDField("Neuigkeit")
    seen_on = models.DateField("gelesen am")

    class Meta:
        verbose_name = "Lesezeichen"
        verbose_name_plural = "Lesezeichen"
        constraints = [models.UniqueConstraint(fields=["owner", "subject"], name="seen_once")]

    def __str__(self) -> str:
        return f"gelesen am {self.seen_on:%d.%m.%Y}"
