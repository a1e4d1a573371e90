"""Filters of a list, kept by name."""

from django.db import models
from django.db.models import Q

from faden.kernel.database.models import Record
from faden.kernel.identity.models import Account


class SavedList(Record):
    """What somebody wants to see again: filters only, never what was searched for, and no rows.

    Whoever opens a list that is shared sees their own rows through it.

    :param page: which list of the product, by the name of its address
    :param team: key of the team it is shared with; None keeps it to its owner
    """

    owner = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    page = models.CharField("Liste", max_length=60)
    name = models.CharField("Name", max_length=60)
    filters = models.JSONField("Filter", default=dict)
    team = models.UUIDField("geteilt mit", null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "gespeicherte Liste"
        verbose_name_plural = "gespeicherte Listen"
        constraints = [
            models.UniqueConstraint(fields=["owner", "page", "name"], name="saved_list_named_once"),
            models.CheckConstraint(condition=~Q(name=""), name="saved_list_has_a_name"),
        ]
        indexes = [models.Index(fields=["team"], name="saved_list_of_team", condition=Q(team__isnull=False))]

    def __str__(self) -> str:
        return self.name
