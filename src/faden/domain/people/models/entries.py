"""What is known of a person as dated histories: nothing is overwritten, corrections keep the former words."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from faden.domain.catalogues.models import LegalArea, ResidenceKind
from faden.domain.organisations.models import Organisation
from faden.domain.people.enums import (
    AddressKind,
    ChannelKind,
    KnownBy,
    LanguageLevel,
    Proof,
    QualificationKind,
    Recognition,
)
from faden.domain.people.models.person import Person
from faden.domain.places.models import Municipality, Neighbourhood
from faden.kernel.database.models import Record
from faden.kernel.identity.models import Account

LIVING = Q(replaced_on__isnull=True)


class Entry(Record):
    """A line of a history, true for ``[since, until)`` as far as known.

    A correction keeps the row and stores its former words as a row whose ``standing`` points to it; a line that was
    wrong altogether is struck out. Both have ``replaced_on``. Living lines of the same kind never overlap (an exclusion
    constraint of the database, see the migration).
    """

    #: The fields in which two living lines that overlap must differ; empty where lines may overlap.
    SAME: ClassVar[tuple[str, ...]] = ()

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    since = models.DateField("seit", null=True, blank=True)
    until = models.DateField("bis", null=True, blank=True)
    recorded_on = models.DateField("eingetragen am")
    recorded_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    standing = models.ForeignKey("self", on_delete=models.CASCADE, null=True, blank=True, related_name="former")
    replaced_on = models.DateField("ersetzt am", null=True, blank=True)
    replaced_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True
        indexes = [models.Index(fields=["person"], name="%(class)s_of_person")]
        constraints = [
            models.CheckConstraint(
                condition=Q(since__isnull=True) | Q(until__isnull=True) | Q(until__gt=F("since")),
                name="%(class)s_forward",
            ),
            models.CheckConstraint(
                condition=Q(standing__isnull=True) | Q(replaced_on__isnull=False), name="%(class)s_former_is_replaced"
            ),
        ]


class ResidenceTitle(Entry):
    """A residence title, or what stands for one, as it was issued."""

    SAME = ("kind",)

    kind = models.ForeignKey(ResidenceKind, verbose_name="Titel", on_delete=models.PROTECT, related_name="+")
    issued_on = models.DateField("ausgestellt am", null=True, blank=True)
    expires_on = models.DateField("gültig bis", null=True, blank=True)
    known_by = models.CharField("Quelle", max_length=12, choices=KnownBy.choices)
    organisation = models.ForeignKey(
        Organisation, verbose_name="Organisation", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta(Entry.Meta):
        verbose_name = "Aufenthaltstitel"
        verbose_name_plural = "Aufenthaltstitel"
        indexes = [*Entry.Meta.indexes, models.Index(fields=["expires_on"], condition=LIVING, name="title_expiring")]

    def __str__(self) -> str:
        return str(self.kind)


class LegalAreaPeriod(Entry):
    """The legal area that is responsible for somebody; several can be at a time."""

    SAME = ("legal_area",)

    legal_area = models.ForeignKey(LegalArea, verbose_name="Rechtskreis", on_delete=models.PROTECT, related_name="+")
    known_by = models.CharField("Quelle", max_length=12, choices=KnownBy.choices)
    organisation = models.ForeignKey(
        Organisation, verbose_name="Organisation", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta(Entry.Meta):
        verbose_name = "Rechtskreis einer Person"
        verbose_name_plural = "Rechtskreise der Personen"

    def __str__(self) -> str:
        return str(self.legal_area)


class Nationality(Entry):
    """A nationality, by the code of its state; several can be held at a time."""

    SAME = ("country",)

    country = models.CharField("Staat", max_length=3)
    known_by = models.CharField("Quelle", max_length=12, choices=KnownBy.choices)
    organisation = models.ForeignKey(
        Organisation, verbose_name="Organisation", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta(Entry.Meta):
        verbose_name = "Staatsangehörigkeit"
        verbose_name_plural = "Staatsangehörigkeiten"

    def __str__(self) -> str:
        return self.country


class LanguageSkill(Entry):
    """How well somebody speaks a language, since the day it was judged."""

    SAME = ("language",)

    language = models.CharField("Sprache", max_length=12)
    level = models.CharField("Niveau", max_length=6, choices=LanguageLevel.choices)
    proof = models.CharField("Nachweis", max_length=12, choices=Proof.choices)

    class Meta(Entry.Meta):
        verbose_name = "Sprachkenntnis"
        verbose_name_plural = "Sprachkenntnisse"

    def __str__(self) -> str:
        return f"{self.language} {self.get_level_display()}"


class Qualification(Entry):
    """What somebody has learned, and how far its recognition has come."""

    name = models.CharField("Abschluss oder Tätigkeit", max_length=160)
    kind = models.CharField("Art", max_length=12, choices=QualificationKind.choices)
    country = models.CharField("erworben in", max_length=3, blank=True)
    finished_in = models.PositiveSmallIntegerField("Jahr", null=True, blank=True)
    recognition = models.CharField("Anerkennung", max_length=12, choices=Recognition.choices)
    office = models.CharField("Anerkennungsstelle", max_length=160, blank=True)
    applied_on = models.DateField("beantragt am", null=True, blank=True)
    decided_on = models.DateField("entschieden am", null=True, blank=True)

    class Meta(Entry.Meta):
        verbose_name = "Qualifikation"
        verbose_name_plural = "Qualifikationen"

    def __str__(self) -> str:
        return self.name


class ContactChannel(Entry):
    """A way to reach somebody."""

    SAME = ("kind", "value")

    kind = models.CharField("Art", max_length=10, choices=ChannelKind.choices)
    value = models.CharField("Nummer oder Adresse", max_length=254)
    preferred = models.BooleanField("bevorzugt", default=False)

    class Meta(Entry.Meta):
        verbose_name = "Kontaktweg"
        verbose_name_plural = "Kontaktwege"
        constraints = [
            *Entry.Meta.constraints,
            models.UniqueConstraint(
                fields=["person"],
                condition=LIVING & Q(preferred=True, until__isnull=True),
                name="channel_one_preferred",
            ),
        ]

    def __str__(self) -> str:
        return self.value


class Address(Entry):
    """Where somebody lives or gets post."""

    SAME = ("kind",)

    kind = models.CharField("Art", max_length=8, choices=AddressKind.choices)
    street = models.CharField("Straße und Hausnummer", max_length=160, blank=True)
    postcode = models.CharField("Postleitzahl", max_length=5, blank=True)
    town = models.CharField("Ort", max_length=80, blank=True)
    municipality = models.ForeignKey(
        Municipality, verbose_name="Kommune", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    neighbourhood = models.ForeignKey(
        Neighbourhood, verbose_name="Sozialraum", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta(Entry.Meta):
        verbose_name = "Anschrift"
        verbose_name_plural = "Anschriften"

    def __str__(self) -> str:
        lines = self.street, f"{self.postcode} {self.town}".strip(), str(self.municipality or "")
        return ", ".join(dict.fromkeys(line for line in lines if line))
