"""Posts, the sums the sources declare for them, and who fills them."""

from decimal import Decimal
from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from faden.domain.catalogues.models import SiteFact
from faden.domain.organisations.models import Organisation
from faden.domain.places.models import Municipality, Neighbourhood, Region
from faden.domain.programme.enums import Baustein
from faden.domain.staffing.enums import Function, Stated
from faden.kernel.database.models import Record


class Post(SiteFact):
    """One or more funded posts that the source names in one line (so ``fte`` can exceed 1).

    Expert supervision (Fachaufsicht) and staff supervision (Dienstaufsicht) are different relations and may point to
    different organisations; where the source is silent they are empty, like an unknown employer.
    """

    title = models.CharField("Bezeichnung", max_length=160)
    baustein = models.PositiveSmallIntegerField("Baustein", choices=Baustein)
    function = models.CharField("Funktion", max_length=20, choices=Function)
    fte = models.DecimalField("Umfang (VZÄ)", max_digits=5, decimal_places=2)
    employer = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="posts", verbose_name="Anstellungsträger"
    )
    region = models.ForeignKey(
        Region, models.PROTECT, null=True, blank=True, related_name="posts", verbose_name="Region"
    )
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, null=True, blank=True, related_name="posts", verbose_name="Kommune"
    )
    neighbourhood = models.ForeignKey(
        Neighbourhood, models.PROTECT, null=True, blank=True, related_name="posts", verbose_name="Sozialraum"
    )
    expert_supervision = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="posts_under_expert_supervision",
        verbose_name="Fachaufsicht",
    )
    expert_supervisor = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="posts_supervised",
        verbose_name="Fachaufsicht durch Stelle",
    )
    staff_supervision = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="posts_under_staff_supervision",
        verbose_name="Dienstaufsicht",
    )
    funded_from = models.DateField("Gefördert ab", null=True, blank=True)
    funded_until = models.DateField("Gefördert bis (ausschließlich)", null=True, blank=True)
    stated = models.CharField("Besetzung laut Quelle", max_length=8, choices=Stated, default=Stated.SILENT)

    class Meta:
        verbose_name = "Stelle"
        verbose_name_plural = "Stellen"
        ordering: ClassVar = ["baustein", "position", "key"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(fte__gt=0), name="post_fte_positive"),
            models.CheckConstraint(
                condition=Q(funded_from=None) | Q(funded_until=None) | Q(funded_until__gt=models.F("funded_from")),
                name="post_period_not_empty",
            ),
            models.CheckConstraint(
                condition=Q(expert_supervisor=None) | ~Q(expert_supervisor=models.F("id")),
                name="post_not_its_own_supervisor",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class DeclaredSum(SiteFact):
    """A sum that a source states; the posts it speaks about must add up to it, or the rest is named unallocated.

    Empty selectors mean "all"; ``unallocated`` is the part for which the source names no post.
    """

    title = models.CharField("Bezeichnung", max_length=160)
    fte = models.DecimalField("Summe laut Quelle (VZÄ)", max_digits=6, decimal_places=2)
    unallocated = models.DecimalField("Nicht zugeordnet (VZÄ)", max_digits=6, decimal_places=2, default=Decimal(0))
    bausteine = ArrayField(
        models.PositiveSmallIntegerField(choices=Baustein), default=list, blank=True, verbose_name="Bausteine"
    )
    functions = ArrayField(
        models.CharField(max_length=20, choices=Function), default=list, blank=True, verbose_name="Funktionen"
    )
    regions = ArrayField(models.SlugField(max_length=80), default=list, blank=True, verbose_name="Regionen")
    employers = ArrayField(models.SlugField(max_length=80), default=list, blank=True, verbose_name="Anstellungsträger")

    class Meta:
        verbose_name = "Summe laut Quelle"
        verbose_name_plural = "Summen laut Quelle"
        ordering: ClassVar = ["position", "key"]

    def __str__(self) -> str:
        return self.title


class Occupation(Record):
    """Somebody fills a part of a post for a time, half-open ``[since, until)``."""

    post = models.ForeignKey(Post, models.PROTECT, related_name="occupations", verbose_name="Stelle")
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="occupations", verbose_name="Person"
    )
    share = models.DecimalField("Anteil (VZÄ)", max_digits=4, decimal_places=2)
    since = models.DateField("Ab")
    until = models.DateField("Bis (ausschließlich)", null=True, blank=True)

    class Meta:
        verbose_name = "Besetzung"
        verbose_name_plural = "Besetzungen"
        ordering: ClassVar = ["since", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(share__gt=0), name="occupation_share_positive"),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gt=models.F("since")), name="occupation_period_not_empty"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account_id} · {self.share} VZÄ"
