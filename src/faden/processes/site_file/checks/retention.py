"""How long what is kept."""

from collections.abc import Iterator
from itertools import combinations

from faden.domain.retention.enums import RetentionClass
from faden.processes.site_file.described import Described
from faden.processes.site_file.findings import Finding, Weight

SECTION = "aufbewahrung"


def check_retention_rules(site: Described) -> Iterator[Finding]:
    """Periods of a class follow each other without overlapping; every class with personal data has one."""
    rules = site.file.retention_rules
    for number, rule in enumerate(rules):
        if rule.valid_until and rule.valid_until <= rule.valid_from:
            message = "Die Frist endet, bevor sie beginnt. „bis“ ist der erste Tag, an dem sie nicht gilt."
            yield site.at(SECTION, number).complain(message, "bis")
    for (_, one), (number, other) in combinations(enumerate(rules), 2):
        first, second = sorted((one, other), key=lambda rule: rule.valid_from)
        overlap = first.valid_until is None or second.valid_from < first.valid_until
        if one.retention_class is other.retention_class and overlap:
            message = "Für diese Klasse gilt im selben Zeitraum schon eine Frist. Beenden Sie die frühere mit „bis“."
            yield site.at(SECTION, number).complain(message, "klasse")
    wanted = set(RetentionClass) - {RetentionClass.NOT_PERSONAL} - {rule.retention_class for rule in rules}
    for missing in sorted(wanted):
        message = f"Für „{missing.label}“ fehlt, wie lange aufbewahrt wird; es wird nichts zur Löschung vorgeschlagen."
        yield site.at(SECTION).complain(message, weight=Weight.HINT)
