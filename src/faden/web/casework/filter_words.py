"""Filters of the list of cases as a person reads them."""

from collections.abc import Iterable, Mapping
from typing import Any

from faden.domain.cases.enums import Constellation, Phase

SORTED = {"name": "Name", "eroeffnet": "Eröffnung", "kontakt": "letztem Kontakt", "frist": "Frist"}


def filter_words(filters: Mapping[str, str], municipalities: Iterable[Any]) -> list[tuple[str, str]]:
    """Term and value of each filter that is set."""
    places = {str(one.id): str(one) for one in municipalities}
    sort = filters.get("sortierung", "")
    order = SORTED.get(sort.removeprefix("-"), "")
    told = (
        ("Stand", "abgeschlossen" if filters.get("stand") else "offen"),
        ("Frist", "überschritten" if filters.get("frist") else ""),
        ("Konstellation", dict(Constellation.choices).get(filters.get("konstellation", ""), "")),
        ("Phase", dict(Phase.choices).get(filters.get("phase", ""), "")),
        ("Kommune", places.get(filters.get("kommune", ""), "")),
        ("Sortiert nach", f"{order}, absteigend" if order and sort.startswith("-") else order),
    )
    return [(term, str(value)) for term, value in told if value]
