"""The sheets of running cases, in words."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection

from faden.domain.cases.enums import Constellation, Phase
from faden.domain.catalogues.models import Barrier, LifeDomain
from faden.domain.consultations.enums import Waiting
from faden.domain.organisations.models import Organisation
from faden.lib.german import month
from faden.lib.pseudonyms import name_of

PAGE = 25
Cursor = tuple[int, str]


@dataclass(frozen=True)
class FactFilter:
    """What is looked for; it looks at what is told, never at what lies behind it."""

    phase: Phase | None = None
    life_domain: UUID | None = None
    barrier: UUID | None = None
    waiting: Waiting | None = None


@dataclass(frozen=True)
class Some:
    """Names of a catalogue, and whether there are others that too few cases share."""

    names: tuple[str, ...]
    others: bool


@dataclass(frozen=True)
class Sheet:
    """One case as those see it who may not know whose it is.

    :param constellation: None where the group would be too small; ``phase`` and ``since`` alike
    :param since: month, quarter or year of the opening, in words
    :param waits: how long, None when that alone would tell who it is
    """

    handle: str
    name: str
    constellation: Constellation | None
    phase: Phase | None
    since: str | None
    needs: Some
    barriers: Some
    organisations: Some
    waits: Waiting | None


@dataclass(frozen=True)
class SheetPage:
    """A part of the list, the longest waiting first.

    :param few: there are fewer cases than the smallest group; then nothing is told
    """

    sheets: tuple[Sheet, ...]
    total: int
    few: bool
    after: Cursor | None


def case_facts(wanted: FactFilter, *, after: Cursor | None = None, limit: int = PAGE) -> SheetPage:
    """The sheets of the actor's reach that fit; nothing for anybody else."""
    asked: dict[str, Any] = {
        "phase": wanted.phase,
        "life_domain": wanted.life_domain,
        "barrier": wanted.barrier,
        "waiting": wanted.waiting,
        "rank": after[0] if after else None,
        "handle": after[1] if after else None,
        "limit": limit + 1,
    }
    with connection.cursor() as cursor:
        cursor.execute("SELECT faden_case_facts(%s)", [json.dumps(asked, default=str)])
        (found,) = cursor.fetchone()
    answer: dict[str, Any] = json.loads(found) if isinstance(found, str) else found or {"few": True}
    if answer["few"]:
        return SheetPage((), 0, few=True, after=None)
    rows = answer["sheets"]
    sheets = _in_words(rows[:limit])
    more = len(rows) > limit
    return SheetPage(sheets, answer["total"], few=False, after=_place(rows[limit - 1]) if more else None)


def _place(row: Mapping[str, Any]) -> Cursor:
    return row["waiting"], row["handle"]


def _in_words(rows: list[dict[str, Any]]) -> tuple[Sheet, ...]:
    if not rows:
        return ()
    names = {
        "needs": _names(LifeDomain, rows, "needs"),
        "barriers": _names(Barrier, rows, "barriers"),
        "organisations": _names(Organisation, rows, "organisations"),
    }
    return tuple(
        Sheet(
            handle=row["handle"],
            name=name_of(row["handle"]),
            constellation=Constellation(row["constellation"]) if row["constellation"] else None,
            phase=Phase(row["phase"]) if row["phase"] else None,
            since=_since(row["since"]),
            waits=None if row["waits_somehow"] else Waiting(row["waiting"]),
            **{kind: _some(row[kind], known, others=row[f"other_{kind}"]) for kind, known in names.items()},
        )
        for row in rows
    )


def _names(model: Any, rows: Iterable[dict[str, Any]], kind: str) -> dict[str, str]:
    wanted = {key for row in rows for key in row[kind]}
    return {str(one.id): str(one.name) for one in model.objects.filter(id__in=wanted)}


def _since(told: str | None) -> str | None:
    """``2026-03``, ``2026-Q1`` or ``2026`` in words."""
    if told is None:
        return None
    year, _, part = told.partition("-")
    if part.startswith("Q"):
        return f"{part[1:]}. Quartal {year}"
    return month(date(int(year), int(part), 1)) if part else year


def _some(keys: list[str], known: dict[str, str], *, others: bool) -> Some:
    return Some(tuple(sorted(known[key] for key in keys if key in known)), others)
