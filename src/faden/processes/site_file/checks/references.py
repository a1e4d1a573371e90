"""Names: used once, known where they are used, leading nowhere in a circle."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from faden.processes.site_file.described import Described, Placed
from faden.processes.site_file.findings import Finding
from faden.processes.site_file.parts import Entry, Part
from faden.processes.site_file.words import unknown

SECTIONS = (
    "legal_areas", "life_domains", "target_groups", "barriers", "regions", "municipalities", "neighbourhoods",
    "organisations", "posts", "sums", "bodies", "milestones", "goals", "notes", "tracks",
    "residence_kinds", "target_group_rules",
    "measure_templates", "offers",
)  # fmt: skip


@dataclass(frozen=True)
class Reference:
    """A field of a section that names entries of another one."""

    section: str
    field: str
    target: str


REFERENCES = (
    Reference("target_groups", "parent", "target_groups"),
    Reference("target_group_rules", "target_group", "target_groups"),
    Reference("target_group_rules", "legal_areas", "legal_areas"),
    Reference("target_group_rules", "residence_kinds", "residence_kinds"),
    Reference("barriers", "life_domain", "life_domains"),
    Reference("municipalities", "region", "regions"),
    Reference("neighbourhoods", "municipality", "municipalities"),
    Reference("neighbourhoods", "region", "regions"),
    Reference("organisations", "part_of", "organisations"),
    Reference("organisations", "legal_areas", "legal_areas"),
    Reference("organisations", "municipalities", "municipalities"),
    Reference("offers", "organisation", "organisations"),
    Reference("offers", "life_domain", "life_domains"),
    Reference("offers", "municipalities", "municipalities"),
    Reference("posts", "employer", "organisations"),
    Reference("posts", "region", "regions"),
    Reference("posts", "municipality", "municipalities"),
    Reference("posts", "neighbourhood", "neighbourhoods"),
    Reference("posts", "expert_supervision", "organisations"),
    Reference("posts", "expert_supervisor", "posts"),
    Reference("posts", "staff_supervision", "organisations"),
    Reference("sums", "regions", "regions"),
    Reference("sums", "employers", "organisations"),
    Reference("seats", "organisation", "organisations"),
)


def check_keys(site: Described) -> Iterator[Finding]:
    """A key stands for one entry of its section (seats: of their body)."""
    for section in SECTIONS:
        yield from _twice(site.all(section))
    for body in site.bodies():
        yield from _twice(seat for seat in site.seats() if seat.way[:2] == body.way)


def check_legal_bases(site: Described) -> Iterator[Finding]:
    """A norm may be named again with the day of its next wording, not twice for one day."""
    seen = set()
    for placed in site.all("legal_bases"):
        told: Any = placed.entry
        if (told.key, told.valid_from) in seen:
            yield placed.complain(f"„{told.key}“ steht für diesen Tag schon da.", "kennung")
        seen.add((told.key, told.valid_from))


def _twice(entries: Iterator[Placed[Part]]) -> Iterator[Finding]:
    first: dict[str, Placed[Part]] = {}
    for placed in entries:
        key = placed.entry.key if isinstance(placed.entry, Entry) else ""
        before = first.setdefault(key, placed)
        if before is not placed:
            where = f"{before.document.path.name}, Zeile {before.document.line(before.way)}"
            yield placed.complain(f"Die Kennung „{key}“ gibt es schon ({where}). Wählen Sie eine andere.", "kennung")


def check_sources(site: Described) -> Iterator[Finding]:
    """Every fact names a source of its file: ``PB 6.1`` needs ``PB`` among ``quellen``."""
    places: list[Placed[Part]] = [
        placed
        for section in (*SECTIONS, "seats", "closing_rules", "reassessment_rules", "workload_weights", "legal_bases")
        for placed in site.all(section)
    ]
    places.append(Placed(site.file.site, site.document, ("standort",)))
    for placed in places:
        known = site.base.sources if site.base and placed.document is site.base_document else site.file.sources
        for attribute, field in (("source", "quelle"), ("steps_source", "stufen_quelle")):
            for part in re.split(r"\s*;\s*", getattr(placed.entry, attribute, None) or ""):
                short = part.split(" ", 1)[0]
                if short and short not in known:
                    message = f"Die Quelle {unknown(short, known)} Quellen stehen unter „quellen“."
                    yield placed.complain(message, field)
        if getattr(placed.entry, "need_steps", ()) and not getattr(placed.entry, "steps_source", None):
            yield placed.complain("Die Stufen brauchen eine Quelle.", "stufen")


def check_references(site: Described) -> Iterator[Finding]:
    """Every name that is used is the name of something."""
    keys = {
        section: {placed.entry.key: None for placed in site.all(section) if isinstance(placed.entry, Entry)}
        for section in SECTIONS
    }
    for reference in REFERENCES:
        known = keys[reference.target]
        for placed in site.all(reference.section):
            alias = type(placed.entry).model_fields[reference.field].alias or reference.field
            value = getattr(placed.entry, reference.field)
            for number, key in enumerate(value) if isinstance(value, tuple) else [(None, value)]:
                if key is not None and key not in known:
                    where = (alias,) if number is None else (alias, number)
                    yield placed.complain(unknown(key, known), *where)


def check_loops(site: Described) -> Iterator[Finding]:
    """Nobody is above itself."""
    for section, field, alias in (
        ("target_groups", "parent", "gehoert_zu"),
        ("organisations", "part_of", "teil_von"),
        ("posts", "expert_supervisor", "fachaufsicht_stelle"),
    ):
        placed = {entry.entry.key: entry for entry in site.all(section) if isinstance(entry.entry, Entry)}
        above = {key: getattr(entry.entry, field) for key, entry in placed.items()}
        for key, entry in placed.items():
            seen = [key]
            while (upper := above.get(seen[-1])) and upper not in seen:
                seen.append(upper)
            if upper == key:
                yield entry.complain(f"Das führt im Kreis: {' → '.join([*seen, key])}.", alias)
