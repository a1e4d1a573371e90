"""Clients, their households, and the tokens by which they are found."""

from django.db import models
from django.db.models import F, Q

from faden.domain.catalogues.models import TargetGroup
from faden.domain.people.enums import Relation
from faden.domain.places.models import Municipality, Neighbourhood
from faden.kernel.database.models import Record
from faden.lib.names import sort_key

#: What lists, searches, papers and programs read instead of a restricted person's name.
MASK = "Geschützte Person"
MASK_SORTED = sort_key(MASK)
#: The columns that say who somebody is; while a Sperrvermerk is in force they hold the mask (``models/shields.py``).
IDENTITY = (
    "family_name", "given_names", "pseudonym", "sort_name", "birth_date", "arrived_on", "municipality", "neighbourhood",
)  # fmt: skip


class Person(Record):
    """A client or a member of a client's family; with a name, or with a pseudonym only.

    Municipality and neighbourhood repeat the present address: they are known before there is an address, and lists and
    searches are read without the history. ``language`` is the one to talk in; what somebody can speak is a history.
    While ``is_shielded`` the row is a mask; the person themselves stand in :class:`ShieldedIdentity`.
    """

    family_name = models.CharField("Familienname", max_length=120, blank=True)
    given_names = models.CharField("Vornamen", max_length=120, blank=True)
    pseudonym = models.CharField("Pseudonym", max_length=80, blank=True)
    sort_name = models.CharField(max_length=260, db_collation="C", editable=False)
    birth_date = models.DateField("geboren am", null=True, blank=True)
    language = models.CharField("Sprache", max_length=12, blank=True)
    interpreter_needed = models.BooleanField("Dolmetschen nötig", default=False)
    arrived_on = models.DateField("in Deutschland seit", null=True, blank=True)
    municipality = models.ForeignKey(
        Municipality, verbose_name="Kommune", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    neighbourhood = models.ForeignKey(
        Neighbourhood, verbose_name="Sozialraum", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    is_shielded = models.BooleanField("Sperrvermerk", default=False, editable=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "Klient:in"
        verbose_name_plural = "Klient:innen"
        constraints = [
            models.CheckConstraint(condition=~Q(family_name="") | ~Q(pseudonym=""), name="person_has_some_name"),
            # Whoever would write a name where the mask belongs is refused by the database.
            models.CheckConstraint(
                condition=Q(is_shielded=False)
                | Q(
                    family_name=MASK,
                    given_names="",
                    pseudonym="",
                    sort_name=MASK_SORTED,
                    birth_date__isnull=True,
                    arrived_on__isnull=True,
                    municipality__isnull=True,
                    neighbourhood__isnull=True,
                ),
                name="person_shielded_is_masked",
            ),
            # What the circle repeats of it follows by a foreign key (cases, migration 0024).
            models.UniqueConstraint(fields=["id", "is_shielded"], name="person_and_mask"),
        ]
        indexes = [models.Index(fields=["birth_date"], name="person_born")]

    def __str__(self) -> str:
        return self.full_name

    @property
    def is_closed(self) -> bool:
        """Whether the person is restricted and only the mask is known here."""
        return self.is_shielded and self.family_name == MASK

    @property
    def full_name(self) -> str:
        """The name as spoken, or the pseudonym."""
        return f"{self.given_names} {self.family_name}".strip() or self.pseudonym

    @property
    def list_name(self) -> str:
        """The name as sorted in lists."""
        return ", ".join(part for part in (self.family_name, self.given_names) if part) or self.pseudonym


class NameToken(Record):
    """A key under which a person is found (``faden.lib.name_matching``).

    Compared byte by byte, with ``=`` and by range, so that the index serves under row security.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="name_tokens")
    value = models.CharField(max_length=130, db_collation="C")

    class Meta:
        verbose_name = "Suchform"
        verbose_name_plural = "Suchformen"
        constraints = [models.UniqueConstraint(fields=["value", "person"], name="token_once")]

    def __str__(self) -> str:
        return self.value


class Household(Record):
    """People who live together; seen as a system (WAF 3)."""

    name = models.CharField("Bezeichnung", max_length=200)

    class Meta:
        verbose_name = "Haushalt"
        verbose_name_plural = "Haushalte"

    def __str__(self) -> str:
        return self.name


class HouseholdMember(Record):
    """Somebody in a household for a period ``[since, until)``."""

    household = models.ForeignKey(Household, on_delete=models.CASCADE, related_name="members")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="memberships")
    relation = models.CharField("Beziehung", max_length=10, choices=Relation.choices)
    since = models.DateField("seit")
    until = models.DateField("bis", null=True, blank=True)

    class Meta:
        verbose_name = "Haushaltsmitglied"
        verbose_name_plural = "Haushaltsmitglieder"
        constraints = [
            models.UniqueConstraint(
                fields=["household", "person"], condition=Q(until__isnull=True), name="member_once"
            ),
            models.CheckConstraint(condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="member_forward"),
        ]

    def __str__(self) -> str:
        return f"{self.person} ({self.get_relation_display()})"


class PersonTargetGroup(Record):
    """A target group a person belongs to for a period; groups overlap (NRW, theme room 5)."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="target_groups")
    target_group = models.ForeignKey(TargetGroup, on_delete=models.PROTECT, related_name="+")
    since = models.DateField("seit")
    until = models.DateField("bis", null=True, blank=True)

    class Meta:
        verbose_name = "Zielgruppenmerkmal"
        verbose_name_plural = "Zielgruppenmerkmale"
        constraints = [
            models.UniqueConstraint(
                fields=["person", "target_group"], condition=Q(until__isnull=True), name="target_group_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.target_group}"
