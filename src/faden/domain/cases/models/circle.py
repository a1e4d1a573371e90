"""The circle: who sees a file, how much of it, why, and until when."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from faden.domain.cases.enums import CircleFunction, CircleScope
from faden.domain.cases.models.case import OfCase
from faden.domain.consent.models import Consent
from faden.domain.people.models import Household, Person
from faden.kernel.identity.models import Account


class CircleMember(OfCase):
    """Somebody who sees the file or a part of it, from–until, with the reason: the only way in.

    Person and household repeat the case's, so that "which people are mine?" is one index scan, and ``is_shielded`` the
    person's; the database keeps that one (migration 0024). ``release`` is the client's release that a helper of another
    organisation depends on; ``ends_at`` the moment an emergency access ends.
    """

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    household = models.ForeignKey(Household, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    is_shielded = models.BooleanField("Sperrvermerk", default=False, editable=False)
    function = models.CharField("Aufgabe", max_length=12, choices=CircleFunction.choices)
    scope = models.CharField("Umfang", max_length=8, choices=CircleScope.choices, default=CircleScope.WHOLE)
    # Keys of LifeDomain, which are never deleted: a join table would double the rows that row security looks at.
    life_domain_ids = ArrayField(models.UUIDField(), verbose_name="Handlungsfelder", default=list, blank=True)
    reason = models.CharField("Grund", max_length=300)
    since = models.DateField("von")
    until = models.DateField("bis", null=True, blank=True)
    ends_at = models.DateTimeField("endet um", null=True, blank=True)
    absence = models.ForeignKey("cases.Absence", on_delete=models.PROTECT, null=True, blank=True, related_name="covers")
    release = models.ForeignKey(
        Consent, verbose_name="Schweigepflichtentbindung", on_delete=models.PROTECT, null=True, blank=True,
        related_name="+",
    )  # fmt: skip

    class Meta:
        verbose_name = "Mitglied im Kreis"
        verbose_name_plural = "Kreis"
        ordering = ["since", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(until__isnull=True, function="responsible"), name="circle_one_responsible"
            ),
            models.UniqueConstraint(
                fields=["case", "account"], condition=Q(until__isnull=True), name="circle_member_once"
            ),
            models.CheckConstraint(condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="circle_forward"),
            models.CheckConstraint(
                condition=Q(scope="domains", life_domain_ids__len__gt=0)
                | (~Q(scope="domains") & Q(life_domain_ids__len=0)),
                name="circle_scope_names_domains",
            ),
            models.CheckConstraint(
                condition=Q(function="helper") | Q(function="emergency", scope__in=["whole", "domains"])
                | Q(function__in=["responsible", "cover"], scope="whole"),
                name="circle_part_is_helped",
            ),
            models.CheckConstraint(
                condition=Q(function="emergency", ends_at__isnull=False, until__isnull=False)
                | (~Q(function="emergency") & Q(ends_at__isnull=True)),
                name="circle_emergency_ends",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(
                fields=["account"],
                include=[
                    "case",
                    "person",
                    "household",
                    "since",
                    "until",
                    "scope",
                    "ends_at",
                    "release",
                    "function",
                    "is_shielded",
                ],
                name="circle_mine",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account} ({self.get_function_display()})"


class EmergencyCheck(OfCase):
    """The data protection officer has looked at an emergency access, and what came of it."""

    member = models.OneToOneField(CircleMember, on_delete=models.CASCADE, related_name="check_row")
    checked_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    checked_on = models.DateField("geprüft am")
    remark = models.CharField("Ergebnis", max_length=500)

    class Meta:
        verbose_name = "Prüfung eines Notfallzugriffs"
        verbose_name_plural = "Prüfungen von Notfallzugriffen"
        ordering = ["-checked_on", "-id"]

    def __str__(self) -> str:
        return f"geprüft am {self.checked_on:%d.%m.%Y}"
