"""The office's versions of templates, and the letters written from them."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from faden.domain.cases.models.case import Case, OfCase
from faden.domain.consent.models import Consent, LegalBasis
from faden.domain.letters.enums import Addressee, LetterKind, LetterState
from faden.domain.organisations.models import Organisation
from faden.kernel.database.models import Record
from faden.kernel.files.models import StoredFile
from faden.kernel.identity.models import Account


class LetterTemplateVersion(Record):
    """A template as somebody has saved it; the newest one of a key counts, the others stay.

    :ivar number: counts up for each key; the shipped text is number 0
    """

    key = models.SlugField("Kennung", max_length=60)
    number = models.PositiveIntegerField("Fassung")
    title = models.CharField("Bezeichnung", max_length=120)
    kind = models.CharField("Art", max_length=12, choices=LetterKind.choices)
    addressee = models.CharField("geht", max_length=12, choices=Addressee.choices)
    subject = models.CharField("Betreff", max_length=200)
    body = models.TextField("Text")
    is_offered = models.BooleanField("wird angeboten", default=True)
    author = models.ForeignKey(Account, verbose_name="gespeichert von", on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField("gespeichert")

    class Meta:
        verbose_name = "Fassung einer Briefvorlage"
        verbose_name_plural = "Fassungen der Briefvorlagen"
        ordering: ClassVar = ["key", "-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["key", "number"], name="letter_template_number_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="letter_template_after_the_shipped_one"),
        ]

    def __str__(self) -> str:
        return f"{self.title}, Fassung {self.number}"

    @property
    def version(self) -> int:
        """What an edit starts from."""
        return self.number


class Letter(OfCase):
    """A letter of a case, with the text of the template as it was; filed, it is a document of the case."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="letters")
    template_key = models.SlugField("Vorlage", max_length=60)
    template_number = models.PositiveIntegerField("Fassung der Vorlage")
    title = models.CharField("Bezeichnung", max_length=120)
    kind = models.CharField("Art", max_length=12, choices=LetterKind.choices)
    subject = models.CharField("Betreff", max_length=200)
    body = models.TextField("Text der Vorlage")
    head = models.TextField("Briefkopf", blank=True)
    organisation = models.ForeignKey(
        Organisation, verbose_name="an", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    address = models.TextField("Anschrift")
    values = models.JSONField("Angaben", default=dict)
    #: As ``queries.Translation``; nothing for a letter in German alone.
    translation = models.JSONField("Übersetzung", null=True, blank=True)
    release = models.ForeignKey(
        Consent, verbose_name="Grundlage", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    law = models.ForeignKey(
        LegalBasis, verbose_name="Rechtsgrundlage", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    legal_basis = models.CharField("Rechtsgrundlage im Wortlaut", max_length=400, blank=True)
    state = models.CharField("Stand", max_length=8, choices=LetterState.choices, default=LetterState.DRAFT)
    author = models.ForeignKey(Account, verbose_name="von", on_delete=models.PROTECT, related_name="+")
    written_on = models.DateField("vom")
    filed_on = models.DateField("abgelegt am", null=True, blank=True)
    document = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    signed = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "Brief"
        verbose_name_plural = "Briefe"
        ordering: ClassVar = ["-written_on", "-id"]
        indexes: ClassVar = [models.Index(fields=["case"], name="letter_case")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state="draft") | Q(filed_on__isnull=False, document__isnull=False),
                name="letter_filed_is_a_document",
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(organisation=None) | Q(release__isnull=False) | ~Q(legal_basis=""),
                name="letter_rests_on_something",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def text(self) -> str:
        """Everything in which placeholders stand."""
        return f"{self.subject}\n{self.body}"
