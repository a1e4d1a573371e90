"""A part of somebody else's case that is shared with the reader."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from faden.domain.cases.enums import CircleScope


@dataclass(frozen=True)
class SharedPart:
    """What a case is called, whom to call, and how much of it is shared; never more of the person.

    :param reached_by: a number or an address, the preferred one; empty when none is known
    :param until: the first day without access
    """

    case_id: UUID
    number: str
    scope: CircleScope
    life_domain_ids: tuple[UUID, ...]
    name: str
    language: str
    interpreter: bool
    municipality: str
    responsible: str
    reached_by: str
    reason: str
    since: date
    until: date | None
    member_id: UUID

    @property
    def shows_domains(self) -> bool:
        """Whether anything besides own tasks and appointments is shared."""
        return self.scope == CircleScope.DOMAINS
