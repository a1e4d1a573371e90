"""Roles with the names of what they hold for."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from faden.domain.organisations.queries import organisations
from faden.domain.places.queries import regions


@dataclass(frozen=True)
class HeldRole:
    """A role somebody holds or held; ``scope`` is empty for the whole site."""

    id: UUID
    label: str
    scope: str
    since: date
    until: date | None

    def holds_on(self, day: date) -> bool:
        """Whether it counts on that day."""
        return self.since <= day and (self.until is None or day < self.until)


def scope_names() -> dict[UUID, str]:
    """Names of regions and organisations."""
    return {row.id: str(row) for row in (*regions(), *organisations())}


def with_scopes(account: Any, names: dict[UUID, str] | None = None) -> list[HeldRole]:
    """The account's roles in words."""
    known = scope_names() if names is None else names
    return [
        HeldRole(held.id, held.get_role_display(), known.get(held.scope_id, ""), held.since, held.until)
        for held in account.role_assignments.all()
    ]
