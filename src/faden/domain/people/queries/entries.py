"""Read the histories of a person."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet

from faden.domain.people.enums import EntryKind
from faden.domain.people.models import (
    Address,
    ContactChannel,
    Entry,
    LanguageSkill,
    LegalAreaPeriod,
    Nationality,
    Person,
    Qualification,
    ResidenceTitle,
)
from faden.kernel.access.errors import NotVisible

TABLES: Mapping[EntryKind, type[Entry]] = MappingProxyType(
    {
        EntryKind.RESIDENCE: ResidenceTitle,
        EntryKind.LEGAL_AREA: LegalAreaPeriod,
        EntryKind.NATIONALITY: Nationality,
        EntryKind.LANGUAGE: LanguageSkill,
        EntryKind.QUALIFICATION: Qualification,
        EntryKind.CHANNEL: ContactChannel,
        EntryKind.ADDRESS: Address,
    }
)
#: Read with a line, to be shown with it.
BESIDE: Mapping[EntryKind, tuple[str, ...]] = MappingProxyType(
    {
        EntryKind.RESIDENCE: ("kind", "organisation"),
        EntryKind.LEGAL_AREA: ("legal_area", "organisation"),
        EntryKind.NATIONALITY: ("organisation",),
        EntryKind.ADDRESS: ("municipality", "neighbourhood"),
    }
)


@dataclass(frozen=True)
class History:
    """One history of a person, each part with the newest line first.

    :param current: what is true today, or will be
    :param past: what was true once
    :param replaced: former words of corrected lines, and lines struck out
    """

    kind: EntryKind
    current: tuple[Any, ...]
    past: tuple[Any, ...]
    replaced: tuple[Any, ...]


def living(table: type[Entry]) -> QuerySet[Any]:
    """The lines of a table that stand."""
    return QuerySet(table).filter(replaced_on__isnull=True)


def histories_of(person: Person, today: date, *only: EntryKind) -> dict[EntryKind, History]:
    """Everything that is known of a person as histories, one statement each.

    :param only: these histories; none named: all of them
    """
    return {kind: _history(kind, person, today) for kind in only or EntryKind}


def _history(kind: EntryKind, person: Person, today: date) -> History:
    rows: QuerySet[Any] = (
        QuerySet(TABLES[kind]).filter(person=person).select_related(*BESIDE.get(kind, ()), "recorded_by")
    )
    lines = list(rows.order_by(F("since").desc(nulls_last=True), F("until").desc(nulls_first=True), "-id"))
    standing = [line for line in lines if line.replaced_on is None]
    return History(
        kind,
        current=tuple(line for line in standing if line.until is None or line.until > today),
        past=tuple(line for line in standing if line.until is not None and line.until <= today),
        replaced=tuple(line for line in lines if line.replaced_on is not None),
    )


def entry_or_404(person: Person, kind: EntryKind, entry_id: UUID) -> Any:
    """One line that stands.

    :raises NotVisible: there is none
    """
    rows = living(TABLES[kind]).filter(person=person, id=entry_id)
    found = rows.select_related("person", *BESIDE.get(kind, ())).first()
    if found is None:
        raise NotVisible
    return found


def reached_by(person: Person) -> str:
    """The preferred way to reach somebody, or the first that is known; empty when there is none."""
    channels = living(ContactChannel).filter(Q(until__isnull=True), person=person)
    return channels.order_by("-preferred", "id").values_list("value", flat=True).first() or ""
