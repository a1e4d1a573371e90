"""The register of processing activities (Art. 30 GDPR), made from the field catalogue."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.apps import apps

from faden.domain.consent.enums import TransferKind
from faden.domain.consent.models import LegalBasis
from faden.domain.consent.queries import all_laws
from faden.domain.organisations.enums import OrganisationKind
from faden.domain.places.queries import site
from faden.domain.retention.enums import RetentionClass
from faden.domain.retention.queries import Period, periods
from faden.domain.subject_requests.field_words import word_of
from faden.kernel.database.register import Activity, Data, Whose, activities, catalogue
from faden.lib import german
from faden.lib.spreadsheets import xlsx_file
from faden.reporting.documents import render as typeset

#: What protects the data; each of them is held by tests (docs/reference/dsfa.md names them).
MEASURES = (
    "Zeilenschutz in der Datenbank: Zeilen über Menschen zeigt PostgreSQL nur denen, die im Kreis des Falls stehen.",
    "Protokoll jeder Handlung und jedes Lesens einer Akte, in derselben Transaktion, nur zu ergänzen.",
    "Trennung der Bereiche: Fallarbeit, Aufenthaltsbehörden, Netzwerk, Steuerung; nichts geht als Nebenfolge hinüber.",
    "Zahlen verlassen die Fallarbeit nur gezählt, für ganze Monate und nie unter der kleinsten Gruppe des Standorts.",
    "Dokumente werden am Inhalt geprüft, verschlüsselt abgelegt und nur als Download herausgegeben.",
    "Anmeldung mit begrenzter Sitzung; Versuche werden je Konto und Adresse gebremst.",
    "Löschung nach Frist mit Ankündigung, Wartezeit, Sperre und Nachweis; nach einer Wiederherstellung erneut.",
)
HEADS = (
    "Verarbeitungstätigkeit",
    "Angaben",
    "Feld",
    "Wessen",
    "Kategorie",
    "Besonderer Schutz",
    "Zweck",
    "Frist",
    "Beim Löschen",
)


@dataclass(frozen=True)
class Kept:
    """A table in the words of the register.

    :param categories: what is in it about people, in words
    :param special: stronger protection, in words
    """

    name: str
    purpose: str
    categories: tuple[str, ...]
    special: tuple[str, ...]
    period: str
    at_end: str


@dataclass(frozen=True)
class Entry:
    """A processing activity with everything that is kept for it."""

    activity: Activity
    categories: tuple[str, ...]
    special: tuple[str, ...]
    kept: tuple[Kept, ...]


@dataclass(frozen=True)
class Norm:
    """A legal basis on which something may be passed on without a release, in words.

    :param ways: by which ways; ``receivers``: to whom
    :param applies: in force on the day of the register
    """

    name: str
    purpose: str
    ways: str
    receivers: str
    period: str
    source: str
    applies: bool


ANYBODY, EVERYBODY = "jede Stelle außer Ausländer- und Einbürgerungsbehörden", "jede Stelle"
#: By these ways nothing reaches another organisation (``may_carry``).
INSIDE, NOBODY = {TransferKind.EXPORT, TransferKind.EMERGENCY}, "keine andere Stelle"


def norms(today: date) -> list[Norm]:
    """What the site lets something rest on instead of a release, with its dates."""
    return [
        Norm(
            name=str(law),
            purpose=law.purpose,
            ways=", ".join(str(TransferKind(one).label) for one in law.carries),
            receivers=_receivers(law),
            period=_in_force(law),
            source=law.source,
            applies=law.is_valid_on(today),
        )
        for law in all_laws()
    ]


def _receivers(law: LegalBasis) -> str:
    if set(law.receivers) >= set(OrganisationKind.values):
        return EVERYBODY
    named = ", ".join(str(OrganisationKind(one).label) for one in law.receivers)
    return named or (NOBODY if set(law.carries) <= INSIDE else ANYBODY)


def _in_force(law: LegalBasis) -> str:
    ends = f" bis {german.day(law.valid_until - timedelta(days=1))}" if law.valid_until else ""
    return f"seit {german.day(law.valid_from)}" if not ends else f"{german.day(law.valid_from)}{ends}"


def register(today: date) -> list[Entry]:
    """All processing activities in which something about people is kept."""
    found = periods(today)
    entries = []
    for activity in activities().values():
        kept = tuple(_kept(one, found) for one in _personal(activity.key))
        categories = tuple(dict.fromkeys(name for one in kept for name in one.categories))
        special = tuple(dict.fromkeys(name for one in kept for name in one.special))
        entries.append(Entry(activity, categories, special, kept))
    return entries


def as_pdf(today: date) -> bytes:
    """The register as a paper."""
    here = site()
    return typeset(
        "register_of_processing",
        {
            "site": here.name if here else "",
            "on": today,
            "measures": list(MEASURES),
            "norms": [[one.name, one.purpose, one.ways, one.receivers, one.period] for one in norms(today)],
            "entries": [
                {
                    **{name: getattr(one.activity, name) for name in ("name", "purpose", "whom", "receivers", "basis")},
                    "categories": list(one.categories),
                    "special": list(one.special),
                    "kept": [[k.name, k.purpose, ", ".join(k.categories), k.period, k.at_end] for k in one.kept],
                }
                for one in register(today)
            ],
        },
    )


def as_spreadsheet(today: date) -> bytes:
    """Every field of every table in a line, also those about nobody: nothing is left out."""
    return xlsx_file("Verzeichnis", HEADS, _lines(today))


def _lines(today: date) -> Iterator[tuple[str, ...]]:
    found = periods(today)
    for one in catalogue().values():
        meta = apps.get_model(one.model)._meta
        for name, category in one.fields.items():
            field = next((each for each in meta.get_fields() if each.name == name), None)
            yield (
                activities()[one.activity].name,
                str(meta.verbose_name_plural),
                word_of(field) if field else name,
                one.whose(name).label,
                category.label,
                ", ".join(one.special(name)),
                one.purpose,
                _period(found[one.retention]),
                one.at_end.label,
            )


def _personal(activity: str) -> Iterable[Data]:
    """Tables of an activity that say something about somebody."""
    return (
        one
        for one in catalogue().values()
        if one.activity == activity and any(one.whose(name) is not Whose.NOBODY for name in one.fields)
    )


def _kept(one: Data, found: dict[str, Period]) -> Kept:
    about = [name for name in one.fields if one.whose(name) is not Whose.NOBODY]
    return Kept(
        name=str(apps.get_model(one.model)._meta.verbose_name_plural),
        purpose=one.purpose,
        categories=tuple(dict.fromkeys(one.fields[name].label for name in about)),
        special=tuple(dict.fromkeys(mark for name in about for mark in one.special(name))),
        period=_period(found[one.retention]),
        at_end=one.at_end.label,
    )


def _period(period: Period) -> str:
    if period.rule is None:
        return "keine" if period.name == RetentionClass.NOT_PERSONAL.label else f"{period.name}: nicht festgelegt"
    return f"{period.rule.period} {period.begins}"
