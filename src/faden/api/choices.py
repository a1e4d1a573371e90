"""What can be chosen at this site: the catalogues by key, colleagues and offers by identifier."""

from uuid import UUID

from ninja import Router, Schema

from faden.api.acting import Call, endpoint
from faden.api.schemas import Entry, shown
from faden.domain.cases.queries.templates import measure_templates
from faden.domain.catalogues.queries import (
    all_target_groups,
    barriers,
    legal_areas,
    life_domains,
    residence_kinds,
)
from faden.domain.consent.enums import TransferKind
from faden.domain.consent.queries import laws_on
from faden.domain.organisations.queries import organisations
from faden.domain.places.queries import municipalities, neighbourhoods
from faden.kernel.access.roles import Role
from faden.kernel.identity.queries import colleagues

router = Router(tags=["catalogues"])


class BarrierEntry(Entry):
    """What can hold a case up, and in which life domain."""

    life_domain: str


class NeighbourhoodEntry(Entry):
    """A part of a municipality."""

    municipality: str


class Colleague(Schema):
    """Somebody who counsels."""

    id: UUID
    name: str


class LegalBasisEntry(Schema):
    """A norm in force on which something may leave without a release."""

    key: str
    norm: str
    title: str
    carries: list[TransferKind]


class Catalogues(Schema):
    """Every list of which something can be chosen."""

    life_domains: list[Entry]
    barriers: list[BarrierEntry]
    target_groups: list[Entry]
    legal_areas: list[Entry]
    residence_kinds: list[Entry]
    municipalities: list[Entry]
    neighbourhoods: list[NeighbourhoodEntry]
    organisations: list[Entry]
    measure_templates: list[Entry]
    legal_bases: list[LegalBasisEntry]
    case_managers: list[Colleague]


@router.get("/catalogues", response=Catalogues, summary="Was zur Wahl steht")
@endpoint()
def read_catalogues(request: Call) -> Catalogues:
    """The catalogues of the site as they are in use today."""
    return Catalogues(
        life_domains=[shown(Entry, one) for one in life_domains()],
        barriers=[shown(BarrierEntry, one, life_domain=one.life_domain.key) for one in barriers()],
        target_groups=[shown(Entry, one) for one in all_target_groups()],
        legal_areas=[shown(Entry, one) for one in legal_areas()],
        residence_kinds=[shown(Entry, one) for one in residence_kinds()],
        municipalities=[shown(Entry, one) for one in municipalities()],
        neighbourhoods=[shown(NeighbourhoodEntry, one, municipality=one.municipality.key) for one in neighbourhoods()],
        organisations=[shown(Entry, one) for one in organisations()],
        measure_templates=[shown(Entry, one) for one in measure_templates()],
        legal_bases=[shown(LegalBasisEntry, one) for one in laws_on(request.today)],
        case_managers=[shown(Colleague, one) for one in colleagues(Role.CASE_MANAGER, on=request.today)],
    )
