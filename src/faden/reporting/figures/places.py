"""The territory as the figures count it: regions and, within them, municipalities."""

from dataclasses import dataclass

from faden.domain.places import queries
from faden.domain.places.models import Site
from faden.reporting.figures.counts import ELSEWHERE, Counts

DEFAULT_K = 5


@dataclass(frozen=True)
class Territory:
    """Keys in the order of the site file, with their names.

    :param within: municipalities of each region
    """

    site: str
    k: int
    regions: dict[str, str]
    municipalities: dict[str, str]
    within: dict[str, tuple[str, ...]]


def territory(counts: Counts, site: Site | None) -> Territory:
    """The site's territory; municipalities and regions that only old cases know are added."""
    regions = {region.key: region.name for region in queries.regions()}
    names, at = {}, {}
    for municipality in queries.municipalities():
        names[municipality.key] = municipality.name
        at[municipality.key] = municipality.region.key if municipality.region else ELSEWHERE
    for _, by, region, key in counts.numbers:
        if by == "municipality" and key not in names:
            names[key], at[key] = counts.labels[by, key], region
    used = dict.fromkeys([*regions, *at.values(), *(region for _, _, region, _ in counts.numbers if region)])
    within = {region: tuple(key for key in names if at[key] == region) for region in used}
    return Territory(
        site=site.name if site else "",
        k=site.minimum_group_size if site else DEFAULT_K,
        regions={key: regions.get(key, "ohne Region") for key in used},
        municipalities=names,
        within=within,
    )
