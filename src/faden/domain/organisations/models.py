"""Organisations: institutions and functions, never persons."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from faden.domain.catalogues.models import LegalArea, SiteFact
from faden.domain.organisations.enums import Known, OrganisationKind
from faden.domain.places.models import Municipality
from faden.kernel.database.models import Record


class Organisation(SiteFact):
    """An actor of the network; a part (office, service) points to the organisation it belongs to."""

    name = models.CharField("Name", max_length=160)
    kind = models.CharField("Art", max_length=24, choices=OrganisationKind)
    part_of = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="parts", verbose_name="Gehört zu"
    )
    own_case_management = models.CharField("Eigenes Fallmanagement", max_length=8, choices=Known, default=Known.UNKNOWN)
    receives_referrals = models.BooleanField("Nimmt Verweise an", default=False)
    serves_whole_site = models.BooleanField("Für den ganzen Standort zuständig", default=True)
    is_collective = models.BooleanField("Sammelname für mehrere Träger", default=False)
    legal_areas = models.ManyToManyField(
        LegalArea, through="OrganisationLegalArea", related_name="organisations", verbose_name="Rechtskreise"
    )
    municipalities = models.ManyToManyField(
        Municipality,
        through="OrganisationMunicipality",
        related_name="organisations",
        verbose_name="Zuständig für",
    )

    class Meta:
        verbose_name = "Organisation"
        verbose_name_plural = "Organisationen"
        ordering: ClassVar = ["position", "key"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(part_of=None) | ~Q(part_of=models.F("id")), name="organisation_not_part_of_itself"
            ),
            # The firewall (domain.md 2): residence authorities get request packages, never referrals.
            models.CheckConstraint(
                condition=~Q(kind=OrganisationKind.RESIDENCE_AUTHORITY, receives_referrals=True),
                name="organisation_residence_gets_no_referrals",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class OrganisationLegalArea(Record):
    """An organisation works in a legal area."""

    organisation = models.ForeignKey(Organisation, models.CASCADE)
    legal_area = models.ForeignKey(LegalArea, models.PROTECT)

    class Meta:
        verbose_name = "Rechtskreis einer Organisation"
        verbose_name_plural = "Rechtskreise der Organisationen"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "legal_area"], name="organisation_legal_area_once")
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} · {self.legal_area_id}"


class OrganisationMunicipality(Record):
    """An organisation serves a municipality."""

    organisation = models.ForeignKey(Organisation, models.CASCADE)
    municipality = models.ForeignKey(Municipality, models.PROTECT)

    class Meta:
        verbose_name = "Kommune einer Organisation"
        verbose_name_plural = "Kommunen der Organisationen"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "municipality"], name="organisation_municipality_once")
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} · {self.municipality_id}"
