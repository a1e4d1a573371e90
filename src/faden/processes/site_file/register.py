"""The municipalities of North Rhine-Westphalia (``sites/nrw.csv``): keys, names and inhabitants."""

import csv
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from faden.domain.places.enums import MunicipalityKind

FILE = "nrw.csv"
KINDS = {
    "Gemeinde": MunicipalityKind.MUNICIPALITY,
    "Stadt": MunicipalityKind.TOWN,
    "kreisfreie Stadt": MunicipalityKind.CITY,
}


@dataclass(frozen=True)
class Registered:
    """A municipality as the register knows it."""

    ags: str
    name: str
    kind: MunicipalityKind
    district_ags: str
    district: str
    inhabitants: int
    inhabitants_on: date
    source: str


@lru_cache(maxsize=4)
def register(path: Path) -> dict[str, Registered]:
    """All municipalities by their official key; empty when the register is not there."""
    if not path.exists():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        return {
            row["ags"]: Registered(
                ags=row["ags"],
                name=row["name"],
                kind=KINDS[row["kind"]],
                district_ags=row["kreis_ags"],
                district=row["kreis"],
                inhabitants=int(row["inhabitants"]),
                inhabitants_on=date.fromisoformat(row["reference_date"]),
                source=row["source"],
            )
            for row in csv.DictReader(file)
        }
