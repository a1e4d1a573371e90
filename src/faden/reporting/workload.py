"""Workload: cases per full-time equivalent, weighted by constellation; counts of cases, never a case.

The counts of one region are published together with their sum, so they are protected together (ADR 0008). A weighted
load is given only beside a count that is shown: it would tell the count otherwise.
"""

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Q

from faden.domain.cases.enums import Constellation
from faden.domain.cases.models import WorkloadWeight
from faden.domain.staffing.models import Occupation
from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from faden.kernel.access.rules import rule
from faden.kernel.identity.models import Account
from faden.lib.suppression import DEFAULT_K, Cell, Mark, protect_list

ELSEWHERE = "ohne Region"


@dataclass(frozen=True)
class Load:
    """What one case manager has.

    :param share: full-time equivalents filled today; None without a post
    :param per_fte: weighted cases per full-time equivalent; None where it is not told
    """

    name: str
    posts: tuple[str, ...]
    share: Decimal | None
    cases: Cell
    per_fte: Decimal | None


@dataclass(frozen=True)
class RegionLoad:
    """The case managers of a region, by name, and their sum."""

    region: str
    loads: tuple[Load, ...]
    share: Decimal
    cases: Cell
    per_fte: Decimal | None


@rule
def may_read_workload(actor: Actor) -> str | None:
    """Those who share out the work."""
    if actor.has(Role.COORDINATOR, Role.LEAD):
        return None
    return "Die Auslastung sehen Koordination und KIM-Leitung."


def workload(*, actor: Actor, on: date) -> list[RegionLoad]:
    """Everybody who leads running cases or fills a post of case management, by region.

    :raises Refused: neither coordination nor lead
    """
    may_read_workload.check(actor)
    counts, k = _counted()
    filled: dict[UUID, list[Occupation]] = defaultdict(list)
    for occupation in _occupations(on):
        filled[occupation.account_id].append(occupation)
    names = dict(Account.objects.filter(id__in=[*counts, *filled]).values_list("id", "name"))
    regions: dict[str, list[UUID]] = defaultdict(list)
    for account in sorted(names, key=lambda one: (names[one], one)):
        regions[_region_of(filled[account])].append(account)
    weights = weights_on(on)
    return [
        _of_region(region, [_person(names[one], filled[one], counts.get(one, {}), weights) for one in people], k)
        for region, people in sorted(regions.items(), key=lambda pair: (pair[0] == ELSEWHERE, pair[0]))
    ]


def weights_on(on: date) -> dict[str, Decimal]:
    """How much a case weighs on that day, by constellation."""
    valid = Q(valid_from__lte=on) & (Q(valid_until__isnull=True) | Q(valid_until__gt=on))
    return dict(WorkloadWeight.objects.filter(valid).values_list("constellation", "weight"))


@dataclass(frozen=True)
class _Person:
    name: str
    posts: tuple[str, ...]
    share: Decimal
    cases: int
    weighted: Decimal


def _person(name: str, filled: list[Occupation], counts: Mapping[str, int], weights: Mapping[str, Decimal]) -> _Person:
    return _Person(
        name,
        tuple(occupation.post.title for occupation in filled),
        sum((occupation.share for occupation in filled), Decimal(0)),
        sum(counts.values()),
        sum((weights.get(key, Decimal(1)) * count for key, count in counts.items()), Decimal(0)),
    )


def _of_region(region: str, people: list[_Person], k: int) -> RegionLoad:
    protected = protect_list([person.cases for person in people], k)
    loads = tuple(
        Load(person.name, person.posts, person.share or None, cell, _per_fte(person.weighted, person.share, [cell]))
        for person, cell in zip(people, protected.cells, strict=True)
    )
    share = sum((person.share for person in people), Decimal(0))
    weighted = sum((person.weighted for person in people), Decimal(0))
    whole = _per_fte(weighted, share, [*protected.cells, protected.total])
    return RegionLoad(region, loads, share, protected.total, whole)


def _per_fte(weighted: Decimal, share: Decimal, told: list[Cell]) -> Decimal | None:
    """Only where everything it could be reckoned back to is shown anyway; whole numbers."""
    if not share or any(cell.mark is not Mark.SHOWN for cell in told):
        return None
    return (weighted / share).quantize(Decimal(1))


def _region_of(filled: list[Occupation]) -> str:
    for occupation in filled:
        post = occupation.post
        region = post.region or (post.municipality.region if post.municipality else None)
        if region is not None:
            return str(region.name)
    return ELSEWHERE


def _occupations(on: date) -> list[Occupation]:
    held = Q(since__lte=on) & (Q(until__isnull=True) | Q(until__gt=on))
    found = Occupation.objects.filter(held, post__function="case_management")
    return list(found.select_related("post__region", "post__municipality__region").order_by("since", "id"))


def _counted() -> tuple[dict[UUID, dict[str, int]], int]:
    """Running cases by who leads them and constellation, and the smallest group that is shown."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT faden_workload(), (SELECT minimum_group_size FROM places_site)")
        found, k = cursor.fetchone()
    rows: list[Any] = json.loads(found) if isinstance(found, str) else found
    counts: dict[UUID, dict[str, int]] = defaultdict(dict)
    for row in rows or []:
        counts[UUID(row["manager"])][Constellation(row["constellation"]).value] = row["cases"]
    return counts, k or DEFAULT_K
