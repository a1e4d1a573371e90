"""What casework is described in: legal areas, life domains, target groups, barriers."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from faden.kernel.database.models import Record


class SiteFact(Record):
    """A row that comes from the site file: named there by ``key``, carrying the place it was taken from.

    What vanishes from the file is ended, never deleted: cases, gaps and decisions go on pointing to it.
    """

    key = models.SlugField("Kennung", max_length=80, unique=True)
    source = models.CharField("Quelle", max_length=120)
    note = models.TextField("Hinweis", blank=True)
    position = models.PositiveSmallIntegerField("Reihenfolge", default=0)
    ended_on = models.DateField("Beendet am", null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def is_current(self) -> bool:
        """Whether the last loaded site file still names it."""
        return self.ended_on is None


class LegalArea(SiteFact):
    """A legal area (Rechtskreis): a law with its own responsible authority."""

    name = models.CharField("Kurzname", max_length=40)
    law = models.CharField("Gesetz", max_length=200)

    class Meta:
        verbose_name = "Rechtskreis"
        verbose_name_plural = "Rechtskreise"
        ordering: ClassVar = ["position", "key"]

    def __str__(self) -> str:
        return self.name


class ResidenceKind(SiteFact):
    """A kind of residence title, or of what stands for one: the paragraph by which it is issued."""

    name = models.CharField("Name", max_length=160)
    law = models.CharField("Vorschrift", max_length=80)
    group = models.CharField("Gruppe", max_length=80)
    is_temporary = models.BooleanField("läuft ab", default=True)

    class Meta:
        verbose_name = "Art des Aufenthaltstitels"
        verbose_name_plural = "Arten der Aufenthaltstitel"
        ordering: ClassVar = ["position", "key"]

    def __str__(self) -> str:
        return f"{self.name} ({self.law})"


class LifeDomain(SiteFact):
    """A field of life (Handlungsfeld) in which needs are assessed and gaps are reported."""

    name = models.CharField("Name", max_length=80)
    need_steps = ArrayField(models.TextField(), verbose_name="Stufen in Worten", default=list, blank=True)
    steps_source = models.CharField("Quelle der Stufen", max_length=120, blank=True)

    class Meta:
        verbose_name = "Handlungsfeld"
        verbose_name_plural = "Handlungsfelder"
        ordering: ClassVar = ["position", "key"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(need_steps__len=0) | Q(need_steps__len=5), name="life_domain_all_steps_or_none"
            )
        ]

    def __str__(self) -> str:
        return self.name


class TargetGroup(SiteFact):
    """A node of the target-group tree; groups overlap, a person can belong to several."""

    name = models.CharField("Name", max_length=120)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="Obergruppe"
    )

    class Meta:
        verbose_name = "Zielgruppe"
        verbose_name_plural = "Zielgruppen"
        ordering: ClassVar = ["position", "key"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(parent=None) | ~Q(parent=models.F("id")), name="target_group_not_its_own_parent"
            )
        ]

    def __str__(self) -> str:
        return self.name


class TargetGroupRule(SiteFact):
    """By which facts somebody belongs to a target group without anybody saying so; dated, all conditions together.

    References are keys of the catalogues and codes of states: a rule is read as a whole, and keys are never deleted.
    """

    target_group = models.ForeignKey(TargetGroup, models.PROTECT, related_name="rules", verbose_name="Zielgruppe")
    text = models.CharField("Regel", max_length=160)
    arrived_within = models.PositiveSmallIntegerField("eingereist vor weniger als (Monate)", null=True, blank=True)
    arrived_before = models.PositiveSmallIntegerField("eingereist vor mindestens (Monate)", null=True, blank=True)
    age_from = models.PositiveSmallIntegerField("Alter ab", null=True, blank=True)
    age_below = models.PositiveSmallIntegerField("Alter unter", null=True, blank=True)
    legal_areas = ArrayField(models.CharField(max_length=80), verbose_name="Rechtskreise", default=list, blank=True)
    legal_area_months = models.PositiveSmallIntegerField("im Rechtskreis seit (Monate)", null=True, blank=True)
    residence_kinds = ArrayField(models.CharField(max_length=80), verbose_name="Titel", default=list, blank=True)
    nationalities = ArrayField(models.CharField(max_length=3), verbose_name="Staaten", default=list, blank=True)
    valid_from = models.DateField("gültig ab")
    valid_until = models.DateField("gültig bis", null=True, blank=True)

    class Meta:
        verbose_name = "Zielgruppenregel"
        verbose_name_plural = "Zielgruppenregeln"
        ordering: ClassVar = ["position", "key"]

    def __str__(self) -> str:
        return self.text


class Barrier(SiteFact):
    """What holds a case up (Hürde), chosen in casework and counted in steering."""

    name = models.CharField("Name", max_length=160)
    life_domain = models.ForeignKey(LifeDomain, models.PROTECT, related_name="barriers", verbose_name="Handlungsfeld")

    class Meta:
        verbose_name = "Hürde"
        verbose_name_plural = "Hürden"
        ordering: ClassVar = ["position", "key"]

    def __str__(self) -> str:
        return self.name
