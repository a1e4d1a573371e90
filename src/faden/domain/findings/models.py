"""Gap reports and generative themes; nothing about a client stands here."""

from django.db import models
from django.db.models import Q

from faden.domain.cases.models.case import OfCase
from faden.domain.catalogues.models import Barrier, LifeDomain, TargetGroup
from faden.domain.findings.enums import Aim, GapKind, GapState, Level, Nature, ThemeState
from faden.domain.organisations.models import Organisation
from faden.domain.places.models import Municipality
from faden.kernel.database.models import Record
from faden.kernel.identity.models import Account


class Theme(Record):
    """What several cases have in common, worked on until something changes (WAF 3)."""

    number = models.CharField("Nummer", max_length=12, unique=True)
    title = models.CharField("Thema", max_length=160)
    description = models.TextField("Worum geht es")
    life_domain = models.ForeignKey(
        LifeDomain, verbose_name="Handlungsfeld", on_delete=models.PROTECT, related_name="+"
    )
    level = models.CharField("lösbar durch", max_length=14, choices=Level.choices)
    municipalities = models.ManyToManyField(Municipality, through="ThemeMunicipality", related_name="+")
    state = models.CharField("Stand", max_length=16, choices=ThemeState.choices, default=ThemeState.PROPOSED)
    raised_on = models.DateField("angelegt am")
    raised_by = models.ForeignKey(Account, verbose_name="angelegt von", on_delete=models.PROTECT, related_name="+")
    responsible = models.ForeignKey(Account, verbose_name="zuständig", on_delete=models.PROTECT, related_name="+")
    evidence_gaps = models.PositiveIntegerField("Meldungen", default=0)
    indicator = models.CharField("Woran die Wirkung zu sehen ist", max_length=200, blank=True)
    indicator_unit = models.CharField("Einheit", max_length=40, blank=True)
    indicator_aim = models.CharField("Richtung", max_length=4, choices=Aim.choices, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "Thema"
        verbose_name_plural = "Themen"
        ordering = ["-raised_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(indicator="", indicator_aim="") | (~Q(indicator="") & ~Q(indicator_aim="")),
                name="theme_indicator_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def state_now(self) -> ThemeState:
        """The state with its label."""
        return ThemeState(self.state)


class ThemeMunicipality(Record):
    """A place a theme concerns."""

    theme = models.ForeignKey(Theme, on_delete=models.CASCADE)
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT)

    class Meta:
        verbose_name = "Ort eines Themas"
        verbose_name_plural = "Orte der Themen"
        constraints = [models.UniqueConstraint(fields=["theme", "municipality"], name="theme_municipality_once")]

    def __str__(self) -> str:
        return f"{self.theme_id} · {self.municipality_id}"


class ThemeStep(Record):
    """A change of a theme's state, with the reason."""

    theme = models.ForeignKey(Theme, on_delete=models.CASCADE, related_name="steps")
    from_state = models.CharField(max_length=16, choices=ThemeState.choices, blank=True)
    to_state = models.CharField(max_length=16, choices=ThemeState.choices)
    on = models.DateField("am")
    author = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField("Grund", blank=True)

    class Meta:
        verbose_name = "Verlauf eines Themas"
        verbose_name_plural = "Verläufe der Themen"
        ordering = ["on", "id"]

    def __str__(self) -> str:
        return self.get_to_state_display()


class ThemeFeedback(Record):
    """What those who reported are told about a theme, in somebody's own words."""

    theme = models.ForeignKey(Theme, on_delete=models.CASCADE, related_name="feedback")
    on = models.DateField("am")
    author = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    text = models.TextField("Rückmeldung")

    class Meta:
        verbose_name = "Rückmeldung an die Meldenden"
        verbose_name_plural = "Rückmeldungen an die Meldenden"
        ordering = ["on", "id"]

    def __str__(self) -> str:
        return f"{self.theme_id} am {self.on:%d.%m.%Y}"


class IndicatorValue(Record):
    """A value of a theme's indicator on a day; the first one is the start."""

    theme = models.ForeignKey(Theme, on_delete=models.CASCADE, related_name="values")
    on = models.DateField("Stand")
    value = models.DecimalField("Wert", max_digits=10, decimal_places=2)
    source = models.CharField("Quelle", max_length=200)

    class Meta:
        verbose_name = "Wert eines Indikators"
        verbose_name_plural = "Werte der Indikatoren"
        ordering = ["on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["theme", "on"], name="indicator_value_once_a_day"),
            models.CheckConstraint(condition=Q(value__gte=0), name="indicator_value_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.value} am {self.on:%d.%m.%Y}"


class GapReport(Record):
    """A system gap, told without anybody's data (Meldebogen)."""

    number = models.CharField("Nummer", max_length=12, unique=True)
    kind = models.CharField("Art der Lücke", max_length=16, choices=GapKind.choices)
    nature = models.CharField("Ausmaß", max_length=12, choices=Nature.choices)
    life_domain = models.ForeignKey(
        LifeDomain, verbose_name="Handlungsfeld", on_delete=models.PROTECT, related_name="+"
    )
    level = models.CharField("lösbar durch", max_length=14, choices=Level.choices)
    organisation = models.ForeignKey(
        Organisation, verbose_name="Organisation", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    barrier = models.ForeignKey(
        Barrier, verbose_name="Hürde", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    municipalities = models.ManyToManyField(Municipality, through="GapMunicipality", related_name="+")
    target_groups = models.ManyToManyField(TargetGroup, through="GapTargetGroup", related_name="+")
    text = models.TextField("Was geschieht, und was fehlt")
    reporter = models.ForeignKey(Account, verbose_name="gemeldet von", on_delete=models.PROTECT, related_name="+")
    reported_on = models.DateField("gemeldet am")
    state = models.CharField("Stand", max_length=10, choices=GapState.choices, default=GapState.REPORTED)
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, null=True, blank=True, related_name="gaps")
    answer = models.TextField("Antwort", blank=True)
    news_on = models.DateField("Neues am", null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "Systemlücke"
        verbose_name_plural = "Systemlücken"
        ordering = ["-reported_on", "-id"]
        indexes = [
            models.Index(fields=["reporter", "-reported_on"], name="gap_reporter"),
            models.Index(fields=["state", "-reported_on"], name="gap_inbox"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="joined", theme__isnull=False) | (~Q(state="joined") & Q(theme__isnull=True)),
                name="gap_joined_has_theme",
            ),
            models.CheckConstraint(condition=~Q(state="answered") | ~Q(answer=""), name="gap_answered_has_answer"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def state_now(self) -> GapState:
        """The state with its label."""
        return GapState(self.state)


class GapStep(Record):
    """What became of a report, step by step; a step into or out of a theme names it."""

    gap = models.ForeignKey(GapReport, on_delete=models.CASCADE, related_name="steps")
    from_state = models.CharField(max_length=10, choices=GapState.choices, blank=True)
    to_state = models.CharField(max_length=10, choices=GapState.choices)
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    on = models.DateField("am")
    author = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    note = models.TextField("Bemerkung", blank=True)

    class Meta:
        verbose_name = "Verlauf einer Systemlücke"
        verbose_name_plural = "Verläufe der Systemlücken"
        ordering = ["on", "id"]

    def __str__(self) -> str:
        return self.get_to_state_display()


class GapMunicipality(Record):
    """A place a gap concerns."""

    gap = models.ForeignKey(GapReport, on_delete=models.CASCADE)
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT)

    class Meta:
        verbose_name = "Ort einer Systemlücke"
        verbose_name_plural = "Orte der Systemlücken"
        constraints = [models.UniqueConstraint(fields=["gap", "municipality"], name="gap_municipality_once")]

    def __str__(self) -> str:
        return f"{self.gap_id} · {self.municipality_id}"


class GapTargetGroup(Record):
    """A target group a gap concerns."""

    gap = models.ForeignKey(GapReport, on_delete=models.CASCADE)
    target_group = models.ForeignKey(TargetGroup, on_delete=models.PROTECT)

    class Meta:
        verbose_name = "Zielgruppe einer Systemlücke"
        verbose_name_plural = "Zielgruppen der Systemlücken"
        constraints = [models.UniqueConstraint(fields=["gap", "target_group"], name="gap_target_group_once")]

    def __str__(self) -> str:
        return f"{self.gap_id} · {self.target_group_id}"


class GapOrigin(OfCase):
    """From which case a gap was reported: seen by the case's circle only, never from the gap's side."""

    gap = models.ForeignKey(GapReport, on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name = "Herkunft einer Systemlücke"
        verbose_name_plural = "Herkunft der Systemlücken"
        constraints = [models.UniqueConstraint(fields=["gap", "case"], name="gap_origin_once")]

    def __str__(self) -> str:
        return f"{self.gap_id}"
