"""What somebody has typed into a form and not sent yet."""

from django.db import models
from django.db.models import Q

from faden.kernel.database.models import Record
from faden.kernel.identity.models import Account


class Draft(Record):
    """The typed values of one form, seen by its owner only.

    Its identifier is made when the form is shown. A finished draft holds nothing any more and stays only until it
    expires: a saving that was still under way when the form was sent finds it and does not bring it back.
    """

    owner = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    form = models.CharField("Formular", max_length=60)
    subject = models.CharField("Gegenstand", max_length=80, blank=True)
    values = models.JSONField("Eingaben", default=dict)
    saved_at = models.DateTimeField("gesichert")
    expires_on = models.DateField("wird gelöscht am")
    is_finished = models.BooleanField("erledigt", default=False)

    class Meta:
        verbose_name = "Entwurf"
        verbose_name_plural = "Entwürfe"
        indexes = [
            models.Index(
                fields=["owner", "form", "subject", "-saved_at"],
                condition=Q(is_finished=False),
                name="draft_newest",
            ),
            models.Index(fields=["expires_on"], name="draft_expires"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(is_finished=False) | Q(values={}), name="draft_finished_is_empty"),
        ]

    def __str__(self) -> str:
        return f"{self.form} {self.subject}".strip()
