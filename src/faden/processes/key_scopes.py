"""What a key for programs may reach: groups of resources, each for reading alone or for writing too."""

from collections.abc import Iterable
from typing import Final

#: Group → as people read it. The interface says which of its resources belong to which (``api/scopes.py``).
GROUPS: Final = {
    "casework": "Fallarbeit: Fälle, Personen, Pläne, Termine",
    "documents": "Dokumente, Briefe und Listen",
    "network": "Netzwerk: Angebote und Verweise",
    "findings": "Erkenntnisse: Systemlücken und Themen",
    "figures": "Kennzahlen und Auslastung",
}
READ, WRITE = "read", "write"
WAYS: Final = {READ: "lesen", WRITE: "lesen und schreiben"}
EVERY_SCOPE: Final = tuple(f"{group}:{way}" for group in GROUPS for way in WAYS)


def scope(*, group: str, writes: bool) -> str:
    """What a call needs."""
    return f"{group}:{WRITE if writes else READ}"


def allows(*, held: Iterable[str], group: str, writes: bool) -> bool:
    """Whether a key with these scopes reaches a resource; who may write may read."""
    wanted = (
        {scope(group=group, writes=True)}
        if writes
        else {scope(group=group, writes=False), scope(group=group, writes=True)}
    )
    return not wanted.isdisjoint(held)


def in_words(*, held: Iterable[str]) -> list[str]:
    """``"Kennzahlen und Auslastung: lesen"``, a line for each group; "alles" for a key without limits."""
    known = set(held)
    if known >= {scope(group=group, writes=True) for group in GROUPS}:
        return ["alles: lesen und schreiben"]
    return [
        f"{label.split(':')[0]}: {WAYS[WRITE if scope(group=group, writes=True) in known else READ]}"
        for group, label in GROUPS.items()
        if allows(held=known, group=group, writes=False)
    ]
