"""To which target groups somebody belongs: set by the case manager, or derived by the site's rules."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from faden.domain.catalogues.models import TargetGroup, TargetGroupRule
from faden.domain.catalogues.queries import target_group_rules
from faden.domain.people.calculation.target_groups import Conditions, Known
from faden.domain.people.models import (
    LegalAreaPeriod,
    Nationality,
    Person,
    PersonTargetGroup,
    ResidenceTitle,
)
from faden.domain.people.queries.entries import living
from faden.kernel.access.errors import NotVisible


@dataclass(frozen=True)
class Belonging:
    """That somebody belongs to a target group; either ``rule`` derives it or ``set_by`` says so from–until."""

    group: TargetGroup
    rule: TargetGroupRule | None = None
    set_by: PersonTargetGroup | None = None


def target_groups_of(person: Person, on: date) -> list[Belonging]:
    """The groups in force that day, derived ones first; a group that is derived and set stands twice."""
    known = known_of(person, on)
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


def known_of(person: Person, on: date) -> Known:
    """What the rules ask for: one statement for each history."""
    in_force = _in_force(person, on)
    areas = living(LegalAreaPeriod).filter(*in_force).values_list("legal_area__key", "since")
    kinds = living(ResidenceTitle).filter(*in_force).values_list("kind__key", flat=True)
    countries = living(Nationality).filter(*in_force).values_list("country", flat=True)
    return Known(person.birth_date, person.arrived_on, tuple(areas), tuple(kinds), tuple(countries))


def legal_areas_of(person: Person, on: date) -> set[str]:
    """The keys of the legal areas that are responsible for somebody that day."""
    return set(living(LegalAreaPeriod).filter(*_in_force(person, on)).values_list("legal_area__key", flat=True))


def _in_force(person: Person, on: date) -> tuple[Q, Q, Q]:
    return Q(since__isnull=True) | Q(since__lte=on), Q(until__isnull=True) | Q(until__gt=on), Q(person=person)
