"""Names of the catalogue's entries in the interface: their keys."""

from collections.abc import Collection, Iterable
from typing import Protocol, TypeVar

from faden.kernel.access.errors import Invalid


class Keyed(Protocol):
    """An entry of a catalogue."""

    key: str


Entry = TypeVar("Entry", bound=Keyed)


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
