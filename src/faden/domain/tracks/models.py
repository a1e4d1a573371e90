"""Tracks as the site has written them, and the tracks of cases."""

from django.db import models
from django.db.models import Q

from faden.domain.cases.models.case import OfCase
from faden.domain.tracks.definition import Definition, from_data
from faden.domain.tracks.enums import StepState, TrackState
from faden.kernel.database.models import Record
from faden.kernel.identity.models import Account


class Track(Record):
    """One version of a track; never changed, only ended by the next one.

    :param digest: of everything the file says about it
    """

    key = models.SlugField("Kennung", max_length=80)
    digest = models.CharField(max_length=64)
    name = models.CharField("Name", max_length=160)
    audience = models.TextField("für wen")
    source = models.CharField("Quelle", max_length=200)
    note = models.TextField("Hinweis", blank=True)
    valid_from = models.DateField("gilt ab")
    valid_until = models.DateField("gilt bis", null=True, blank=True)
    definition = models.JSONField("Schritte und Angaben")
    ended_on = models.DateField("ersetzt am", null=True, blank=True)

    class Meta:
        verbose_name = "Begleitweg"
        verbose_name_plural = "Begleitwege"
        constraints = [models.UniqueConstraint(fields=["key", "digest"], name="track_version_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def content(self) -> Definition:
        """Its steps, questions and print forms."""
        return from_data(self.definition)


class CaseTrack(OfCase):
    """A track of a case, in the version it began with.

    ``key`` repeats the track's: a case follows each track once at a time, in whatever version.
    """

    track = models.ForeignKey(Track, verbose_name="Begleitweg", on_delete=models.PROTECT, related_name="+")
    key = models.SlugField(max_length=80, editable=False)
    state = models.CharField("Stand", max_length=10, choices=TrackState.choices, default=TrackState.RUNNING)
    began_on = models.DateField("begonnen am")
    ended_on = models.DateField("beendet am", null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "Begleitweg im Fall"
        verbose_name_plural = "Begleitwege im Fall"
        ordering = ["-began_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "key"], condition=~Q(state="ended"), name="case_track_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(state="ended", ended_on__isnull=False) | (~Q(state="ended") & Q(ended_on__isnull=True)),
                name="case_track_end_dated",
            ),
        ]

    def __str__(self) -> str:
        return str(self.track)


class TrackChange(OfCase):
    """Beginning, pause, resumption or end of a track, with the reason."""

    case_track = models.ForeignKey(CaseTrack, on_delete=models.CASCADE, related_name="changes")
    to_state = models.CharField(max_length=10, choices=TrackState.choices)
    on = models.DateField("am")
    reason = models.CharField("Grund", max_length=300, blank=True)
    author = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "Verlauf eines Begleitwegs"
        verbose_name_plural = "Verläufe der Begleitwege"
        ordering = ["on", "id"]

    def __str__(self) -> str:
        return f"{self.get_to_state_display()} ab {self.on:%d.%m.%Y}"


class TrackStep(OfCase):
    """A step of a case's track; what it is about stands in the track's definition."""

    case_track = models.ForeignKey(CaseTrack, on_delete=models.CASCADE, related_name="steps")
    key = models.SlugField(max_length=80, editable=False)
    position = models.PositiveSmallIntegerField()
    state = models.CharField("Stand", max_length=10, choices=StepState.choices, default=StepState.OPEN)
    due_on = models.DateField("bis wann", null=True, blank=True)
    closed_on = models.DateField("erledigt am", null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "Schritt eines Begleitwegs"
        verbose_name_plural = "Schritte der Begleitwege"
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["case_track", "key"], name="track_step_once"),
            models.CheckConstraint(
                condition=Q(state="open", closed_on__isnull=True) | (~Q(state="open") & Q(closed_on__isnull=False)),
                name="track_step_close_dated",
            ),
        ]
        indexes = [
            models.Index(fields=["case", "due_on"], condition=Q(state="open"), name="track_step_due"),
        ]

    def __str__(self) -> str:
        return self.key


class TrackStepChange(OfCase):
    """A change of a step's state."""

    step = models.ForeignKey(TrackStep, on_delete=models.CASCADE, related_name="changes")
    from_state = models.CharField(max_length=10, choices=StepState.choices)
    to_state = models.CharField(max_length=10, choices=StepState.choices)
    on = models.DateField("am")
    remark = models.CharField("Bemerkung", max_length=300, blank=True)
    author = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "Verlauf eines Schritts"
        verbose_name_plural = "Verläufe der Schritte"
        ordering = ["on", "id"]

    def __str__(self) -> str:
        return f"{self.get_from_state_display()} → {self.get_to_state_display()}"


class TrackAnswer(OfCase):
    """The answer to a question of a track; an answer that was replaced stays."""

    case_track = models.ForeignKey(CaseTrack, on_delete=models.CASCADE, related_name="answers")
    key = models.SlugField(max_length=80)
    value = models.JSONField("Angabe", null=True)
    since = models.DateField("seit")
    replaced_on = models.DateField("ersetzt am", null=True, blank=True)
    author = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "Angabe in einem Begleitweg"
        verbose_name_plural = "Angaben in Begleitwegen"
        ordering = ["-since", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["case_track", "key"], condition=Q(replaced_on__isnull=True), name="track_answer_one_in_force"
            ),
        ]

    def __str__(self) -> str:
        return self.key
