"""People whose identity is kept apart: the mark, the identity itself, and who may see it beside the responsible."""

from django.db import models
from django.db.models import F, Q

from faden.domain.people.enums import ShieldGround
from faden.domain.people.models.person import Person
from faden.domain.places.models import Municipality, Neighbourhood
from faden.kernel.database.models import Record
from faden.kernel.identity.models import Account


class Restriction(Record):
    """A Sperrvermerk; lifted, the row stays.

    Storing and lifting one moves the identity: the database does that itself (``people/rows``).
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="restrictions")
    ground = models.CharField("Anlass", max_length=10, choices=ShieldGround.choices)
    reason = models.CharField("Begründung", max_length=500)
    since = models.DateField("seit")
    review_on = models.DateField("prüfen am", null=True, blank=True)
    set_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    lifted_on = models.DateField("aufgehoben am", null=True, blank=True)
    lifted_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    lift_reason = models.CharField("Grund der Aufhebung", max_length=500, blank=True)

    class Meta:
        verbose_name = "Sperrvermerk"
        verbose_name_plural = "Sperrvermerke"
        ordering = ["-since", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(lifted_on__isnull=True), name="restriction_one_in_force"
            ),
            models.CheckConstraint(
                condition=Q(lifted_on__isnull=True)
                | Q(lifted_on__gte=F("since"), lifted_by__isnull=False) & ~Q(lift_reason=""),
                name="restriction_lifted_with_reason",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="restriction_has_reason"),
        ]

    def __str__(self) -> str:
        return f"Sperrvermerk seit {self.since:%d.%m.%Y}"


class ShieldedIdentity(Record):
    """Who a restricted person is, while the row of the person holds the mask; written by the database and by edits."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="identity")
    family_name = models.CharField("Familienname", max_length=120, blank=True)
    given_names = models.CharField("Vornamen", max_length=120, blank=True)
    pseudonym = models.CharField("Pseudonym", max_length=80, blank=True)
    sort_name = models.CharField(max_length=260, db_collation="C", editable=False)
    birth_date = models.DateField("geboren am", null=True, blank=True)
    arrived_on = models.DateField("in Deutschland seit", null=True, blank=True)
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    neighbourhood = models.ForeignKey(Neighbourhood, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "geschützte Identität"
        verbose_name_plural = "geschützte Identitäten"
        constraints = [
            models.CheckConstraint(condition=~Q(family_name="") | ~Q(pseudonym=""), name="identity_has_some_name"),
        ]

    def __str__(self) -> str:
        return "geschützte Identität"


class Clearance(Record):
    """Somebody of the circle who was let in by name although the person is restricted; withdrawn, the row stays."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="clearances")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField("Grund", max_length=300)
    since = models.DateField("seit")
    given_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    withdrawn_on = models.DateField("zurückgenommen am", null=True, blank=True)
    withdrawn_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "Bestätigung trotz Sperrvermerk"
        verbose_name_plural = "Bestätigungen trotz Sperrvermerk"
        constraints = [
            models.UniqueConstraint(
                fields=["person", "account"], condition=Q(withdrawn_on__isnull=True), name="clearance_once"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gte=F("since")), name="clearance_forward"
            ),
        ]

    def __str__(self) -> str:
        return f"seit {self.since:%d.%m.%Y}"


class ShieldRequest(Record):
    """A case manager asks for a Sperrvermerk; whoever holds the right answers."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    ground = models.CharField("Anlass", max_length=10, choices=ShieldGround.choices)
    reason = models.CharField("Begründung", max_length=500)
    asked_on = models.DateField("beantragt am")
    asked_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    answered_on = models.DateField("beantwortet am", null=True, blank=True)
    answered_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    answer = models.CharField("Antwort", max_length=500, blank=True)

    class Meta:
        verbose_name = "Antrag auf Sperrvermerk"
        verbose_name_plural = "Anträge auf Sperrvermerk"
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(answered_on__isnull=True), name="shield_request_one_open"
            ),
        ]

    def __str__(self) -> str:
        return f"beantragt am {self.asked_on:%d.%m.%Y}"
