"""Goals and the steps towards them."""

from django.db import models
from django.db.models import F, Q

from faden.domain.cases.enums import ChildCare, GoalState, MeasureState, Responsible
from faden.domain.cases.models.case import Case, OfCase
from faden.domain.catalogues.models import Barrier, LifeDomain, SiteFact
from faden.domain.offers.models import Offer
from faden.domain.organisations.models import Organisation
from faden.kernel.identity.models import Account


class Goal(OfCase):
    """What the client wants to reach, in the client's words."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="goals")
    life_domain = models.ForeignKey(
        LifeDomain, verbose_name="Handlungsfeld", on_delete=models.PROTECT, related_name="+"
    )
    words = models.TextField("Ziel in den Worten der Klient:in")
    language = models.CharField("Sprache der Worte", max_length=12, default="de")
    german = models.TextField("auf Deutsch", blank=True)
    agreed_on = models.DateField("vereinbart am")
    state = models.CharField("Stand", max_length=10, choices=GoalState.choices, default=GoalState.OPEN)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "Ziel"
        verbose_name_plural = "Ziele"
        ordering = ["agreed_on", "id"]
        indexes = [models.Index(fields=["case"], name="goal_case")]

    def __str__(self) -> str:
        return self.words[:80]


class GoalStep(OfCase):
    """A change of a goal; ``former_words`` stands when the words were changed."""

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="steps")
    from_state = models.CharField(max_length=10, choices=GoalState.choices)
    to_state = models.CharField(max_length=10, choices=GoalState.choices)
    former_words = models.TextField("früherer Wortlaut", blank=True)
    former_german = models.TextField("früherer deutscher Wortlaut", blank=True)
    on = models.DateField("am")
    author = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "Verlauf eines Ziels"
        verbose_name_plural = "Verläufe der Ziele"
        ordering = ["on", "id"]

    def __str__(self) -> str:
        return f"{self.get_from_state_display()} → {self.get_to_state_display()}"


class Measure(OfCase):
    """A step of the plan: who, what, by when, where; from ``starts_on`` to ``ends_on``, the last day."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="measures")
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, null=True, blank=True, related_name="measures")
    title = models.CharField("Schritt", max_length=200)
    responsible = models.CharField("wer", max_length=14, choices=Responsible.choices)
    organisation = models.ForeignKey(
        Organisation, verbose_name="bei", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    state = models.CharField("Stand", max_length=10, choices=MeasureState.choices, default=MeasureState.PLANNED)
    created_on = models.DateField("geplant am")
    due_on = models.DateField("bis wann", null=True, blank=True)
    offer = models.ForeignKey(
        Offer, verbose_name="Angebot", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    place = models.CharField("wo", max_length=200, blank=True, db_default="")
    starts_on = models.DateField("beginnt am", null=True, blank=True)
    ends_on = models.DateField("letzter Tag", null=True, blank=True)
    child_care = models.CharField(
        "Kinderbetreuung", max_length=8, choices=ChildCare.choices, default=ChildCare.NONE, db_default="none"
    )
    waiting_since = models.DateField("wartet seit", null=True, blank=True)
    ended_on = models.DateField("beendet am", null=True, blank=True)
    barrier = models.ForeignKey(
        Barrier, verbose_name="Hürde", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "Maßnahme"
        verbose_name_plural = "Maßnahmen"
        ordering = ["created_on", "id"]
        indexes = [models.Index(fields=["case", "state"], name="measure_case_state")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(responsible="organisation") | Q(organisation__isnull=False),
                name="measure_names_organisation",
            ),
            models.CheckConstraint(
                condition=~Q(state="waiting") | Q(waiting_since__isnull=False), name="measure_waits_since"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["done", "aborted"], ended_on__isnull=False)
                | (~Q(state__in=["done", "aborted"]) & Q(ended_on__isnull=True)),
                name="measure_end_dated",
            ),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True) | Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="measure_period_forward",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class MeasureTemplate(SiteFact):
    """Steps that often follow each other, with how many days after the first day each is due.

    :param steps: ``{"1": {"title": …, "responsible": …, "days": …}, …}`` in their order
    """

    name = models.CharField("Vorlage", max_length=160)
    steps = models.JSONField("Schritte", default=dict)

    class Meta:
        verbose_name = "Vorlage für Maßnahmen"
        verbose_name_plural = "Vorlagen für Maßnahmen"
        ordering = ["position", "key"]

    def __str__(self) -> str:
        return self.name


class MeasureSlot(OfCase):
    """A weekly time at which the measure takes place (weekday 1 is Monday)."""

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="slots")
    weekday = models.PositiveSmallIntegerField("Wochentag")
    starts_at = models.TimeField("von")
    ends_at = models.TimeField("bis")

    class Meta:
        verbose_name = "Anwesenheitszeit"
        verbose_name_plural = "Anwesenheitszeiten"
        ordering = ["weekday", "starts_at"]
        constraints = [
            models.CheckConstraint(condition=Q(weekday__gte=1, weekday__lte=7), name="slot_weekday"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="slot_forward"),
        ]

    def __str__(self) -> str:
        return f"{self.weekday}: {self.starts_at:%H:%M}–{self.ends_at:%H:%M}"


class MeasureStep(OfCase):
    """A change of a measure's state, with the barrier that caused it."""

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="steps")
    from_state = models.CharField(max_length=10, choices=MeasureState.choices)
    to_state = models.CharField(max_length=10, choices=MeasureState.choices)
    on = models.DateField("am")
    author = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    barrier = models.ForeignKey(Barrier, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    remark = models.CharField("Bemerkung", max_length=300, blank=True)

    class Meta:
        verbose_name = "Verlauf einer Maßnahme"
        verbose_name_plural = "Verläufe der Maßnahmen"
        ordering = ["on", "id"]

    def __str__(self) -> str:
        return f"{self.get_from_state_display()} → {self.get_to_state_display()}"
