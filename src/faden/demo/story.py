"""One case while it is being invented."""

from dataclasses import dataclass, field
from datetime import date

from faden.domain.cases.models import Case
from faden.domain.consent.models import Consent
from faden.domain.people.models import Person


@dataclass
class Story:
    """A case, whose it is, and what it is about.

    :param days: of the contacts: working days, in order; the last one is the last day of the case
    :param domains: keys of life domains
    """

    case: Case
    person: Person
    days: list[date]
    is_closed: bool
    domains: list[str] = field(default_factory=list)
    consent: Consent | None = None
