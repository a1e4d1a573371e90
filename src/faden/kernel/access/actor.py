"""The person (or the system) on whose behalf something happens."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from faden.kernel.access.roles import Role


@dataclass(frozen=True)
class Grant:
    """A role with its scope and its period, half-open ``[since, until)``.

    :param scope_kind: ``""`` (whole site), ``region``, ``municipality`` or ``organisation``
    """

    role: Role
    scope_kind: str = ""
    scope_id: UUID | None = None
    since: date = date.min
    until: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether the grant is in force on that day."""
        return self.since <= day and (self.until is None or day < self.until)


@dataclass(frozen=True)
class Actor:
    """Somebody who acts, with the grants in force today."""

    id: UUID
    name: str
    email: str = ""
    grants: tuple[Grant, ...] = ()

    @property
    def roles(self) -> frozenset[Role]:
        """The roles held today."""
        return frozenset(grant.role for grant in self.grants)

    def has(self, *roles: Role) -> bool:
        """Whether one of these roles is held."""
        return not self.roles.isdisjoint(roles)

    def scope_ids(self, role: Role, kind: str) -> frozenset[UUID]:
        """The scopes of that kind in which the role is held."""
        return frozenset(g.scope_id for g in self.grants if g.role == role and g.scope_kind == kind and g.scope_id)
