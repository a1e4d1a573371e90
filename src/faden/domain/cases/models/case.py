"""The case, its dated histories, and the circle of those who see it."""

from uuid import UUID

from django.db import models
from django.db.models import F, Q

from faden.domain.cases.enums import (
    AccessPath,
    ClosingReason,
    Constellation,
    Phase,
    Recommendation,
)
from faden.domain.people.models import Household, Person
from faden.domain.places.models import Municipality
from faden.kernel.database.models import Record
from faden.kernel.identity.models import Account


class Case(Record):
    """One person's counselling, over all its stays.

    Constellation, phase, manager and the dates of the last contact and the next due step repeat what the histories
    hold: lists of a million cases are sorted by them. The operations keep both in one transaction.
    """

    number = models.CharField("Fallnummer", max_length=12, unique=True)
    person = models.ForeignKey(Person, verbose_name="Klient:in", on_delete=models.PROTECT, related_name="cases")
    household = models.ForeignKey(
        Household, verbose_name="Haushalt", on_delete=models.PROTECT, null=True, blank=True, related_name="cases"
    )
    municipality = models.ForeignKey(Municipality, verbose_name="Kommune", on_delete=models.PROTECT, related_name="+")
    manager = models.ForeignKey(Account, verbose_name="fallführend", on_delete=models.PROTECT, related_name="+")
    access_path = models.CharField("Zugang", max_length=24, choices=AccessPath.choices)
    constellation = models.CharField("Handlungskonstellation", max_length=20, choices=Constellation.choices)
    phase = models.CharField("Phase", max_length=20, choices=Phase.choices)
    opened_on = models.DateField("eröffnet am")
    closed_on = models.DateField("abgeschlossen am", null=True, blank=True)
    last_contact_on = models.DateField("letzter Kontakt", null=True, blank=True)
    due_on = models.DateField("nächste Frist", null=True, blank=True)
    sort_name = models.CharField(max_length=260, db_collation="C", editable=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "Fall"
        verbose_name_plural = "Fälle"
        indexes = [
            models.Index(fields=["manager", "closed_on"], name="case_manager_open"),
            models.Index(fields=["person"], name="case_person"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("opened_on")), name="case_forward"
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def file_id(self) -> UUID:
        """The file the trace belongs to: the case itself."""
        return self.id

    @property
    def is_open(self) -> bool:
        """Whether a stay is running."""
        return self.closed_on is None


class OfCase(Record):
    """Base of what hangs on a case."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE)

    class Meta:
        abstract = True

    @property
    def file_id(self) -> UUID:
        """The file the trace belongs to."""
        return self.case_id


class Stay(OfCase):
    """From opening (or reopening) to closing; ``until`` is the first day after the stay."""

    since = models.DateField("von")
    until = models.DateField("bis", null=True, blank=True)
    reason = models.CharField("Anlass", max_length=300, blank=True)
    closing_reason = models.CharField("Abschlussgrund", max_length=20, choices=ClosingReason.choices, blank=True)
    evaluation = models.TextField("Auswertung", blank=True)
    client_feedback = models.TextField("Rückmeldung der Klient:in", blank=True)

    class Meta:
        verbose_name = "Fallepisode"
        verbose_name_plural = "Fallepisoden"
        ordering = ["since"]
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=Q(until__isnull=True), name="stay_one_open"),
            models.CheckConstraint(condition=Q(until__isnull=True) | Q(until__gt=F("since")), name="stay_forward"),
            models.CheckConstraint(condition=Q(until__isnull=True) | ~Q(closing_reason=""), name="stay_end_has_reason"),
        ]

    def __str__(self) -> str:
        return f"ab {self.since:%d.%m.%Y}"


class ConstellationPeriod(OfCase):
    """The constellation for a period ``[since, until)``; changes keep their history."""

    constellation = models.CharField("Handlungskonstellation", max_length=20, choices=Constellation.choices)
    since = models.DateField("von")
    until = models.DateField("bis", null=True, blank=True)
    reason = models.CharField("Grund", max_length=300, blank=True)

    class Meta:
        verbose_name = "Verlauf der Handlungskonstellation"
        verbose_name_plural = "Verläufe der Handlungskonstellation"
        ordering = ["since", "id"]
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=Q(until__isnull=True), name="constellation_one_open"),
        ]

    def __str__(self) -> str:
        return self.get_constellation_display()


class PhasePeriod(OfCase):
    """The phase for a period ``[since, until)``."""

    phase = models.CharField("Phase", max_length=20, choices=Phase.choices)
    since = models.DateField("von")
    until = models.DateField("bis", null=True, blank=True)

    class Meta:
        verbose_name = "Verlauf der Phase"
        verbose_name_plural = "Verläufe der Phase"
        ordering = ["since", "id"]
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=Q(until__isnull=True), name="phase_one_open"),
        ]

    def __str__(self) -> str:
        return self.get_phase_display()


class CriteriaCheck(OfCase):
    """Does it need case management? Four answers and a reason (ME)."""

    on = models.DateField("am")
    author = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    longer_term = models.BooleanField("längerfristiger Unterstützungsbedarf")
    several_actors = models.BooleanField("mehrere Akteure oder Interessen")
    overall_plan = models.BooleanField("Gesamtplanung nötig")
    mandate = models.BooleanField("Auftrag der Klient:in")
    other_case_management = models.CharField("eigenes Fallmanagement bei", max_length=200, blank=True)
    recommended = models.CharField("Empfehlung", max_length=20, choices=Recommendation.choices)
    decided = models.CharField("Entscheidung", max_length=20, choices=Constellation.choices)
    reason = models.TextField("Begründung")

    class Meta:
        verbose_name = "Prüfung der Kriterien"
        verbose_name_plural = "Prüfungen der Kriterien"
        ordering = ["on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(recommended=F("decided")) | ~Q(reason=""), name="criteria_deviation_explained"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.on:%d.%m.%Y}: {self.get_decided_display()}"

    @property
    def deviates(self) -> bool:
        """Whether something else was decided than recommended."""
        return self.recommended != self.decided

    @property
    def recommendation(self) -> str:
        """The recommendation in words."""
        return str(Recommendation(self.recommended).label)


class ClosingPostponement(OfCase):
    """A proposed closing is put off until a day, with the reason."""

    on = models.DateField("am")
    until = models.DateField("aufgeschoben bis")
    reason = models.CharField("Grund", max_length=300)
    author = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "Aufschub des Abschlusses"
        verbose_name_plural = "Aufschübe des Abschlusses"
        ordering = ["-on", "-id"]
        indexes = [models.Index(fields=["case", "until"], name="postponement_case")]
        constraints = [models.CheckConstraint(condition=Q(until__gt=F("on")), name="postponement_forward")]

    def __str__(self) -> str:
        return f"bis {self.until:%d.%m.%Y}"


class MonthsRule(Record):
    """So many months for a constellation, in force for a period; dated site data."""

    constellation = models.CharField("Handlungskonstellation", max_length=20, choices=Constellation.choices)
    months = models.PositiveSmallIntegerField("Monate")
    valid_from = models.DateField("gültig ab")
    valid_until = models.DateField("gültig bis", null=True, blank=True)
    source = models.CharField("Quelle", max_length=200)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.get_constellation_display()}: {self.months} Monate"


class ClosingRule(MonthsRule):
    """After how many months without contact a case is proposed for closing."""

    class Meta:
        verbose_name = "Abschlussregel"
        verbose_name_plural = "Abschlussregeln"
        constraints = [models.UniqueConstraint(fields=["constellation", "valid_from"], name="closing_rule_once")]


class WorkloadWeight(Record):
    """How much a case of a constellation weighs in the workload of who leads it; dated site data."""

    constellation = models.CharField("Handlungskonstellation", max_length=20, choices=Constellation.choices)
    weight = models.DecimalField("Gewicht", max_digits=4, decimal_places=2)
    valid_from = models.DateField("gültig ab")
    valid_until = models.DateField("gültig bis", null=True, blank=True)
    source = models.CharField("Quelle", max_length=200)

    class Meta:
        verbose_name = "Gewicht der Auslastung"
        verbose_name_plural = "Gewichte der Auslastung"
        constraints = [
            models.UniqueConstraint(fields=["constellation", "valid_from"], name="workload_weight_once"),
            models.CheckConstraint(condition=Q(weight__gt=0), name="workload_weight_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.get_constellation_display()}: {self.weight}"


class ReassessmentRule(MonthsRule):
    """After how many months the needs are assessed again."""

    class Meta:
        verbose_name = "Regel zur Neueinschätzung"
        verbose_name_plural = "Regeln zur Neueinschätzung"
        constraints = [models.UniqueConstraint(fields=["constellation", "valid_from"], name="reassessment_rule_once")]
