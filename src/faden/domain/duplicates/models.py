"""Two people told apart, and two who were stored twice and have become one."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Greatest, Least

from faden.domain.people.models import Person
from faden.kernel.database.models import Record
from faden.kernel.identity.models import Account


class Distinction(Record):
    """Two people who look alike and are not the same; taken back, the row stays and says until when it held."""

    first = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    reason = models.CharField("Woran sind sie zu unterscheiden?", max_length=300)
    decided_on = models.DateField("festgestellt am")
    decided_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    withdrawn_on = models.DateField("zurückgenommen am", null=True, blank=True)
    withdrawn_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "Unterscheidung"
        verbose_name_plural = "Unterscheidungen"
        constraints = [
            models.CheckConstraint(condition=~Q(first=F("second")), name="distinction_of_two"),
            models.UniqueConstraint(
                Least("first", "second"),
                Greatest("first", "second"),
                condition=Q(withdrawn_on__isnull=True),
                name="distinction_once",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gte=F("decided_on")),
                name="distinction_forward",
            ),
        ]

    def __str__(self) -> str:
        return f"zwei Personen, festgestellt am {self.decided_on:%d.%m.%Y}"


class PersonMerge(Record):
    """What was done when two rows of one person became one, so that it can be undone to the last field.

    The absorbed row stays as it was; nobody's circle names it any more, and the search leaves it out.

    :param before: the columns of the survivor that have changed, as they were
    :param after: the same columns, as they became
    :param moved: by ``app.model.field``, which rows now point to the survivor
    :param set_aside: rows that would have said the same thing twice, whole, each with its ``table``
    """

    survivor = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    absorbed = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    absorbed_name = models.CharField("zusammengeführt", max_length=260)
    before = models.JSONField("frühere Angaben")
    after = models.JSONField("übernommene Angaben")
    moved = models.JSONField("verschoben")
    set_aside = models.JSONField("aufbewahrt")
    merged_at = models.DateTimeField("Zeitpunkt")
    merged_on = models.DateField("zusammengeführt am")
    merged_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    undone_on = models.DateField("rückgängig gemacht am", null=True, blank=True)
    undone_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "Zusammenführung"
        verbose_name_plural = "Zusammenführungen"
        indexes = [models.Index(fields=["survivor", "-merged_at"], name="merge_of_survivor")]
        constraints = [
            models.UniqueConstraint(fields=["absorbed"], condition=Q(undone_on__isnull=True), name="absorbed_once"),
            models.CheckConstraint(condition=~Q(survivor=F("absorbed")), name="merge_of_two"),
            models.CheckConstraint(
                condition=Q(undone_on__isnull=True) | Q(undone_on__gte=F("merged_on")), name="merge_undone_after"
            ),
        ]

    def __str__(self) -> str:
        return f"Zusammenführung vom {self.merged_on:%d.%m.%Y}"
