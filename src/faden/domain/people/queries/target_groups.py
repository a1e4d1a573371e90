"""To which target groups somebody belongs: set by the case manager, or derived by the site's rules."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q

from faden.domain.catalogues.models import TargetGroup, TargetGroupRule
from faden.domain.catalogues.queries import target_group_rules
from faden.domain.people.calculation.target_groups import Conditions, Known
from faden.domain.people.enums import EntryKind
from faden.domain.people.models import Person, PersonTargetGroup
from faden.domain.people.queries.entries import History
from faden.kernel.access.errors import NotVisible

#: The histories that the rules look at.
DERIVED_FROM = (EntryKind.RESIDENCE, EntryKind.LEGAL_AREA, EntryKind.NATIONALITY)


@dataclass(frozen=True)
class Belonging:
    """That somebody belongs to a target group; either ``rule`` derives it or ``set_by`` says so from–until."""

    group: TargetGroup
    rule: TargetGroupRule | None = None
    set_by: PersonTargetGroup | None = None


def target_groups_of(person: Person, histories: Mapping[EntryKind, History], on: date) -> list[Belonging]:
    """The groups in force that day, derived ones first; a group that is derived and set stands twice.

    :param histories: what is known of the person that day, at least ``DERIVED_FROM``
    """
    known = known_of(person, histories, on)
    derived = [Belonging(rule.target_group, rule=rule) for rule in target_group_rules(on) if holds(rule, known, on)]
    return [*derived, *(Belonging(one.target_group, set_by=one) for one in set_groups_of(person, on))]


def set_groups_of(person: Person, on: date) -> list[PersonTargetGroup]:
    """The groups a case manager has set, in force that day."""
    in_force = Q(until__isnull=True) | Q(until__gt=on)
    rows = PersonTargetGroup.objects.filter(in_force, person=person, since__lte=on).select_related("target_group")
    return list(rows.order_by("target_group__position", "id"))


def set_group_or_404(person: Person, belonging_id: UUID, on: date) -> PersonTargetGroup:
    """One group that is set and in force.

    :raises NotVisible: there is none
    """
    found = next((one for one in set_groups_of(person, on) if one.id == belonging_id), None)
    if found is None:
        raise NotVisible
    return found


def holds(rule: TargetGroupRule, known: Known, on: date) -> bool:
    """Whether a rule derives its group from what is known."""
    conditions = Conditions(
        arrived_within=rule.arrived_within,
        arrived_before=rule.arrived_before,
        age_from=rule.age_from,
        age_below=rule.age_below,
        legal_areas=rule.legal_areas,
        legal_area_months=rule.legal_area_months,
        residence_kinds=rule.residence_kinds,
        nationalities=rule.nationalities,
    )
    return conditions.hold_for(known, on)


def known_of(person: Person, histories: Mapping[EntryKind, History], on: date) -> Known:
    """What the rules ask for, out of the histories."""

    def in_force(kind: EntryKind) -> list[Any]:
        return [line for line in histories[kind].current if line.since is None or line.since <= on]

    return Known(
        person.birth_date,
        person.arrived_on,
        tuple((line.legal_area.key, line.since) for line in in_force(EntryKind.LEGAL_AREA)),
        tuple(line.kind.key for line in in_force(EntryKind.RESIDENCE)),
        tuple(line.country for line in in_force(EntryKind.NATIONALITY)),
    )
