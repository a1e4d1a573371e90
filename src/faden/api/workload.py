"""How the work is shared out: counts of cases by region and case manager, never a case."""

from decimal import Decimal

from ninja import Field, Router, Schema

from faden.api.acting import Call, endpoint
from faden.api.schemas import shown
from faden.domain.cases.enums import Constellation
from faden.lib.suppression import Cell
from faden.reporting.workload import Load, RegionLoad, weights_on, workload

router = Router(tags=["figures"])


class CountOut(Schema):
    """A count; hidden ones have no value."""

    text: str
    value: int | None


class LoadOut(Schema):
    """What one case manager has."""

    name: str
    posts: list[str]
    share: Decimal | None = Field(description="besetzte Stellenanteile (VZÄ)")
    cases: CountOut
    per_fte: Decimal | None = Field(description="gewichtete Fälle je Vollzeitstelle")


class RegionOut(Schema):
    """The case managers of a region, and their sum."""

    region: str
    loads: list[LoadOut]
    share: Decimal
    cases: CountOut
    per_fte: Decimal | None


class WorkloadOut(Schema):
    """The workload today, and how much a case weighs."""

    regions: list[RegionOut]
    weights: dict[Constellation, Decimal]


@router.get("/workload", response=WorkloadOut, summary="Auslastung")
@endpoint()
def read_workload(request: Call) -> WorkloadOut:
    """For coordination and lead; small groups are hidden."""
    regions = workload(actor=request.actor, on=request.today)
    weights = {Constellation(key): weight for key, weight in weights_on(request.today).items()}
    return WorkloadOut(regions=[_region(one) for one in regions], weights=weights)


def _region(one: RegionLoad) -> RegionOut:
    return shown(RegionOut, one, loads=[_load(load) for load in one.loads], cases=_count(one.cases))


def _load(one: Load) -> LoadOut:
    return shown(LoadOut, one, posts=list(one.posts), cases=_count(one.cases))


def _count(cell: Cell) -> CountOut:
    return CountOut(text=str(cell), value=cell.value)
