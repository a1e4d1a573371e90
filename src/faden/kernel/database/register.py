"""What is stored about whom, why, for how long, and what becomes of it: the field catalogue.

Each app declares in ``register.py`` every field of every one of its tables (``REGISTER``), and the processing
activities it brings along (``ACTIVITIES``). The register of processing (Art. 30 GDPR), subject access (Art. 15), and
erasure read only this; a test holds that no field is missing.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.db.models import TextChoices

#: Every table has them, and they say nothing about anybody: not listed one by one.
ALWAYS_TECHNICAL = ("id", "version")


class Whose(TextChoices):
    """Whom a field is about."""

    CLIENT = "client", "Klient:innen und ihre Angehörigen"
    STAFF = "staff", "Beschäftigte und andere mit Konto"
    THIRD = "third", "Ansprechpersonen und andere Dritte"
    NOBODY = "nobody", "niemand"


class Category(TextChoices):
    """What kind of thing a field says."""

    IDENTITY = "identity", "Name, Pseudonym, Geburtstag"
    CONTACT = "contact", "Anschrift und Erreichbarkeit"
    CIRCUMSTANCES = "circumstances", "Lebensumstände und Sprache"
    RESIDENCE = "residence", "Aufenthalt und Staatsangehörigkeit"
    FAMILY = "family", "Familie und Haushalt"
    EDUCATION = "education", "Bildung und Beruf"
    BENEFITS = "benefits", "Leistungen und Rechtskreise"
    NEEDS = "needs", "Bedarfe, Hürden, Zielgruppen"
    COUNSELLING = "counselling", "Inhalt der Beratung"
    DOCUMENT = "document", "Dokumente und Unterschriften"
    DECLARATION = "declaration", "Einwilligungen und Freigaben"
    COURSE = "course", "Verlauf: Tage, Stände, Orte"
    OUTSIDER = "outsider", "Namen und Erreichbarkeit Dritter"
    ACCOUNT = "account", "Konto und Anmeldung"
    CONDUCT = "conduct", "wer etwas getan hat"
    LINK = "link", "Verknüpfung"
    SUBSTANCE = "substance", "Sachangabe ohne Personenbezug"
    TECHNICAL = "technical", "technische Angabe"


#: Categories that are about somebody else than the table as a whole.
_WHOSE = {
    Category.OUTSIDER: Whose.THIRD,
    Category.CONDUCT: Whose.STAFF,
    Category.LINK: Whose.NOBODY,
    Category.SUBSTANCE: Whose.NOBODY,
    Category.TECHNICAL: Whose.NOBODY,
}
#: What the law protects more strongly; free text and documents can hold anything.
_SPECIAL = {
    Category.RESIDENCE: ("Art. 9 DSGVO (Herkunft erschließbar)",),
    Category.CIRCUMSTANCES: ("Art. 9 DSGVO (Herkunft erschließbar)",),
    Category.NEEDS: ("Art. 9 DSGVO (Gesundheit möglich)", "§ 203 StGB"),
    Category.COUNSELLING: ("Art. 9 DSGVO (Gesundheit, Religion möglich)", "§ 203 StGB"),
    Category.DOCUMENT: ("Art. 9 DSGVO (alles möglich)", "§ 203 StGB"),
    Category.BENEFITS: ("§ 67 Abs. 2 SGB X",),
}


class AtEnd(TextChoices):
    """What an erasure does with the rows of a table."""

    DELETED = "deleted", "wird gelöscht"
    ANONYMIZED = "anonymized", "wird geleert; was gezählt wird, bleibt"
    UNTOUCHED = "untouched", "bleibt"


@dataclass(frozen=True)
class Activity:
    """A processing activity of Art. 30.

    :param whom: categories of the people concerned, in words
    :param receivers: categories of those to whom something is disclosed
    :param basis: what it rests on, in words
    """

    key: str
    name: str
    purpose: str
    whom: str
    receivers: str
    basis: str


@dataclass(frozen=True)
class Data:
    """One table, field by field.

    :param model: ``app.Model``
    :param of: whom its fields are about, where the category does not say it
    :param activity: key of the processing activity
    :param retention: key of the retention class (dated data of the site)
    :param kept: fields that an erasure leaves as they are, because figures are counted from them
    :param replaced: fields that cannot be empty, and what an erasure writes instead (SQL)
    :param reach: condition by which rows of a case or a person are found where no foreign key leads to one (SQL; it
        may use ``cases`` and ``people``, arrays of keys, and ``words``, texts that name the case)
    """

    model: str
    of: Whose
    activity: str
    purpose: str
    retention: str
    at_end: AtEnd
    fields: Mapping[str, Category]
    kept: frozenset[str] = frozenset()
    replaced: Mapping[str, str] = field(default_factory=dict)
    reach: str = ""

    @property
    def emptied(self) -> frozenset[str]:
        """The fields that an erasure empties, if the rows stay."""
        return frozenset(self.fields) - self.kept - frozenset(ALWAYS_TECHNICAL)

    def whose(self, name: str) -> Whose:
        """Whom a field is about."""
        return _WHOSE.get(self.fields[name], self.of)

    def special(self, name: str) -> tuple[str, ...]:
        """Which stronger protection a field is under."""
        return _SPECIAL.get(self.fields[name], ()) if self.whose(name) is Whose.CLIENT else ()


def data(
    model: str,
    *,
    of: Whose = Whose.NOBODY,
    activity: str,
    purpose: str,
    retention: str,
    at_end: AtEnd = AtEnd.UNTOUCHED,
    kept: str = "",
    replaced: Mapping[str, str] | None = None,
    reach: str = "",
    **fields: str,
) -> Data:
    """Declare a table: each keyword is a category, its value the names of fields, separated by spaces."""
    by_name = dict.fromkeys(ALWAYS_TECHNICAL, Category.TECHNICAL)
    for category, names in fields.items():
        for name in names.split():
            if name in by_name:
                raise ValueError(f"{model}.{name} is declared twice")
            by_name[name] = Category(category)
    return Data(
        model=model,
        of=of,
        activity=activity,
        purpose=purpose,
        retention=retention,
        at_end=at_end,
        fields=by_name,
        kept=frozenset(kept.split()),
        replaced=replaced or {},
        reach=reach,
    )


@cache
def catalogue() -> Mapping[str, Data]:
    """Every declared table by its model, ``app.Model``."""
    found = [one for module in _modules() for one in getattr(module, "REGISTER", ())]
    by_model = {one.model: one for one in found}
    if len(by_model) != len(found):
        raise ValueError("A table is declared twice in the field catalogue")
    return by_model


@cache
def activities() -> Mapping[str, Activity]:
    """Every declared processing activity by its key."""
    return {one.key: one for module in _modules() for one in getattr(module, "ACTIVITIES", ())}


@cache
def roots() -> Mapping[str, str]:
    """The tables an erasure begins with: model → the SQL variable that holds the keys; the first one comes before."""
    return {model: keys for module in _modules() for model, keys in getattr(module, "ROOTS", {}).items()}


def _modules() -> Iterator[object]:
    for config in apps.get_app_configs():
        if config.name.startswith("faden.") and find_spec(f"{config.name}.register"):
            yield import_module(f"{config.name}.register")
