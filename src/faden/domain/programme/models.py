"""What the site has set itself: milestones per period, operative goals per school year, open points of its sources."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from faden.domain.catalogues.models import SiteFact
from faden.domain.programme.enums import (
    Baustein,
    Counted,
    Judgement,
    NoteTopic,
    Planned,
)
from faden.kernel.database.models import Record


class Milestone(SiteFact):
    """A line of the milestone plan."""

    title = models.TextField("Meilenstein")
    bausteine = ArrayField(models.PositiveSmallIntegerField(choices=Baustein), verbose_name="Bausteine")

    class Meta:
        verbose_name = "Meilenstein"
        verbose_name_plural = "Meilensteine"
        ordering: ClassVar = ["position", "key"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(bausteine__contained_by=[1, 2, 3]) & Q(bausteine__len__gte=1), name="milestone_bausteine"
            )
        ]

    def __str__(self) -> str:
        return self.title


class MilestonePeriod(Record):
    """Whether a milestone is to be worked on in a half-year, or in a year as a whole."""

    milestone = models.ForeignKey(Milestone, models.CASCADE, related_name="periods", verbose_name="Meilenstein")
    year = models.PositiveSmallIntegerField("Jahr")
    half = models.PositiveSmallIntegerField("Halbjahr", null=True, blank=True)
    planned = models.CharField("Umsetzung", max_length=12, choices=Planned)

    class Meta:
        verbose_name = "Zeitraum eines Meilensteins"
        verbose_name_plural = "Zeiträume der Meilensteine"
        ordering: ClassVar = ["year", "half", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["milestone", "year", "half"], name="milestone_period_once", nulls_distinct=False
            ),
            models.CheckConstraint(condition=Q(half=None) | Q(half__in=[1, 2]), name="milestone_period_half"),
        ]

    def __str__(self) -> str:
        return f"{self.half}. Halbjahr {self.year}" if self.half else str(self.year)


class OperativeGoal(SiteFact):
    """A goal for one school year, judged at its end."""

    school_year = models.PositiveSmallIntegerField("Schuljahr (Beginn)")
    number = models.PositiveSmallIntegerField("Nummer")
    text = models.TextField("Ziel")
    judgement = models.CharField("Bewertung", max_length=12, choices=Judgement, default=Judgement.OPEN)
    report = models.TextField("Bericht", blank=True)

    class Meta:
        verbose_name = "Operatives Ziel"
        verbose_name_plural = "Operative Ziele"
        ordering: ClassVar = ["school_year", "number", "key"]

    def __str__(self) -> str:
        return f"Ziel {self.number} im Schuljahr {self.school_year_label}"

    @property
    def school_year_label(self) -> str:
        """As people write it: ``2024/25``."""
        return f"{self.school_year}/{(self.school_year + 1) % 100:02d}"


class GoalTarget(Record):
    """A part of an operative goal that the product counts by itself."""

    goal = models.ForeignKey(OperativeGoal, models.CASCADE, related_name="targets", verbose_name="Ziel")
    counted = models.CharField("Gezählt wird", max_length=32, choices=Counted)
    at_least = models.PositiveSmallIntegerField("Mindestens")

    class Meta:
        verbose_name = "Zielzahl"
        verbose_name_plural = "Zielzahlen"
        ordering: ClassVar = ["counted"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["goal", "counted"], name="goal_target_once")]

    def __str__(self) -> str:
        return f"{self.get_counted_display()}: mindestens {self.at_least}"


class SourceNote(SiteFact):
    """What a source leaves open or contradicts; shown where it matters, never smoothed."""

    topic = models.CharField("Thema", max_length=12, choices=NoteTopic)
    text = models.TextField("Text")

    class Meta:
        verbose_name = "Hinweis zur Quelle"
        verbose_name_plural = "Hinweise zu den Quellen"
        ordering: ClassVar = ["position", "key"]

    def __str__(self) -> str:
        return self.text
