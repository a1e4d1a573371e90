"""Read the catalogues: small lists in the order of the site file, one statement each."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from faden.domain.catalogues.models import Barrier, LegalArea, LifeDomain, ResidenceKind, TargetGroup, TargetGroupRule


@dataclass(frozen=True)
class GroupNode:
    """A target group with its subgroups; ``path`` names it with its ancestors ("Geflüchtete › mit Duldung")."""

    id: UUID
    key: str
    name: str
    path: str
    depth: int
    children: tuple["GroupNode", ...]


def legal_areas() -> list[LegalArea]:
    """The legal areas in use."""
    return list(LegalArea.objects.filter(ended_on=None).order_by("position", "key"))


def residence_kinds() -> list[ResidenceKind]:
    """The kinds of residence titles in use."""
    return list(ResidenceKind.objects.filter(ended_on=None).order_by("position", "key"))


def life_domains() -> list[LifeDomain]:
    """The life domains in use."""
    return list(LifeDomain.objects.filter(ended_on=None).order_by("position", "key"))


def life_domain_names() -> dict[UUID, str]:
    """How each life domain is called, also those no longer in use."""
    return dict(LifeDomain.objects.values_list("id", "name"))


def target_group_rules(on: date) -> list[TargetGroupRule]:
    """The rules in force that day, each with its group."""
    in_force = Q(valid_until__isnull=True) | Q(valid_until__gt=on)
    rules = TargetGroupRule.objects.filter(in_force, ended_on=None, target_group__ended_on=None, valid_from__lte=on)
    return list(rules.select_related("target_group").order_by("position", "key"))


def barriers() -> list[Barrier]:
    """The barriers in use, by life domain; each with its life domain loaded."""
    return list(
        Barrier.objects.filter(ended_on=None)
        .select_related("life_domain")
        .order_by("life_domain__position", "life_domain__key", "position", "key")
    )


def target_groups() -> tuple[GroupNode, ...]:
    """The roots of the target-group tree."""
    below: dict[UUID | None, list[TargetGroup]] = {}
    for group in TargetGroup.objects.filter(ended_on=None).order_by("position", "key"):
        below.setdefault(group.parent_id, []).append(group)

    def nodes(parent: UUID | None, path: str, depth: int) -> tuple[GroupNode, ...]:
        return tuple(
            GroupNode(
                id=group.id,
                key=group.key,
                name=group.name,
                path=f"{path}{group.name}",
                depth=depth,
                children=nodes(group.id, f"{path}{group.name} › ", depth + 1),
            )
            for group in below.get(parent, ())
        )

    return nodes(None, "", 0)


def all_target_groups() -> list[TargetGroup]:
    """The target groups in use, without their tree."""
    return list(TargetGroup.objects.filter(ended_on=None).order_by("position", "key"))


def target_groups_flat() -> list[GroupNode]:
    """The tree in reading order, parents before their children: what a select or a checklist shows."""

    def walk(nodes: tuple[GroupNode, ...]) -> list[GroupNode]:
        return [found for node in nodes for found in (node, *walk(node.children))]

    return walk(target_groups())
