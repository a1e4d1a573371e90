"""What a site file must get right beyond its schema; each check reads the whole site and complains with the line."""

from collections.abc import Callable, Iterator

from faden.processes.site_file.checks.programme import (
    check_bodies,
    check_closing_rules,
    check_goals,
    check_organisations,
    check_reassessment_rules,
    check_workload_weights,
)
from faden.processes.site_file.checks.references import (
    check_keys,
    check_legal_bases,
    check_loops,
    check_references,
    check_sources,
)
from faden.processes.site_file.checks.retention import check_retention_rules
from faden.processes.site_file.checks.sign_in import check_factor_rules, check_providers
from faden.processes.site_file.checks.staffing import check_posts, check_sums
from faden.processes.site_file.checks.territory import check_municipalities, check_regions
from faden.processes.site_file.checks.tracks import check_track_names, check_tracks
from faden.processes.site_file.described import Described
from faden.processes.site_file.findings import Finding

Check = Callable[[Described], Iterator[Finding]]

# Names must be clear before anything is said about what they mean.
NAMES: tuple[Check, ...] = (check_keys, check_sources, check_references, check_municipalities, check_track_names)
MEANING: tuple[Check, ...] = (
    check_loops,
    check_regions,
    check_posts,
    check_sums,
    check_organisations,
    check_bodies,
    check_goals,
    check_closing_rules,
    check_tracks,
    check_reassessment_rules,
    check_workload_weights,
    check_retention_rules,
    check_factor_rules,
    check_providers,
    check_legal_bases,
)


def findings_in(site: Described) -> Iterator[Finding]:
    """All findings; those about meaning only once the names are right."""
    about_names = [finding for check in NAMES for finding in check(site)]
    yield from about_names
    if not about_names:
        for check in MEANING:
            yield from check(site)
