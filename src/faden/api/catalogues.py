"""Names of the catalogue's entries in the interface: their keys, or the identifiers of rows."""

from collections.abc import Collection, Iterable
from typing import Protocol, TypeVar
from uuid import UUID

from faden.kernel.access.errors import Invalid

UNKNOWN = "Das gibt es hier nicht, oder es steht nicht zur Wahl."


class Keyed(Protocol):
    """An entry of a catalogue."""

    key: str


class Identified(Protocol):
    """A row that can be chosen."""

    @property
    def id(self) -> UUID:
        """Its identifier."""


Entry = TypeVar("Entry", bound=Keyed)
Row = TypeVar("Row", bound=Identified)


def chosen(field: str, key: str, entries: Iterable[Entry]) -> Entry:
    """The entry with that key.

    :raises Invalid: there is none
    """
    return all_chosen(field, [key], entries)[0]


def all_chosen(field: str, keys: Collection[str], entries: Iterable[Entry]) -> list[Entry]:
    """The entries with these keys, each once.

    :raises Invalid: there is no such entry
    """
    known = {entry.key: entry for entry in entries}
    if unknown := [key for key in keys if key not in known]:
        raise Invalid({field: f"Unbekannt: {unknown[0][:80]}. Möglich sind: {', '.join(sorted(known))}."})
    return [known[key] for key in dict.fromkeys(keys)]


def maybe_chosen(field: str, key: str, entries: Iterable[Entry]) -> Entry | None:
    """The entry with that key; None for an empty one.

    :raises Invalid: there is none
    """
    return chosen(field, key, entries) if key else None


def picked(field: str, identifier: UUID, rows: Iterable[Row]) -> Row:
    """The row with that identifier, of those that can be chosen.

    :raises Invalid: there is none
    """
    return all_picked(field, [identifier], rows)[0]


def maybe_picked(field: str, identifier: UUID | None, rows: Iterable[Row]) -> Row | None:
    """The row with that identifier; None for none.

    :raises Invalid: there is none
    """
    return picked(field, identifier, rows) if identifier else None


def all_picked(field: str, identifiers: Collection[UUID], rows: Iterable[Row]) -> list[Row]:
    """The rows with these identifiers, each once.

    :raises Invalid: there is no such row to choose
    """
    known = {row.id: row for row in rows}
    if not known.keys() >= set(identifiers):
        raise Invalid({field: UNKNOWN})
    return [known[identifier] for identifier in dict.fromkeys(identifiers)]
