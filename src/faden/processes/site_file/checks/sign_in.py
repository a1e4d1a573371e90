"""Who needs a second factor."""

from collections.abc import Iterator

from faden.processes.site_file.described import Described
from faden.processes.site_file.findings import Finding


def check_factor_rules(site: Described) -> Iterator[Finding]:
    """A duty ends after it has begun, and a role has one beginning only once."""
    seen = set()
    for number, rule in enumerate(site.file.factor_rules):
        place = site.at("zweiter_faktor", number)
        if rule.valid_until and rule.valid_until <= rule.valid_from:
            yield place.complain("Die Pflicht endet, bevor sie beginnt.", "bis")
        if (rule.role, rule.valid_from) in seen:
            yield place.complain("Für diese Rolle beginnt am selben Tag schon eine Pflicht.", "rolle")
        seen.add((rule.role, rule.valid_from))
