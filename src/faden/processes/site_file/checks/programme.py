"""Organisations, bodies, goals and rules."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from faden.domain.cases.enums import Constellation
from faden.domain.organisations.enums import OrganisationKind
from faden.domain.steering.enums import BodyKind
from faden.processes.site_file.described import Described
from faden.processes.site_file.findings import Finding, Weight
from faden.processes.site_file.schema import MonthsRule, WorkloadWeight


def check_organisations(site: Described) -> Iterator[Finding]:
    """Residence authorities get request packages that a client has released, never referrals."""
    for number, organisation in enumerate(site.file.organisations):
        if organisation.kind is OrganisationKind.RESIDENCE_AUTHORITY and organisation.receives_referrals:
            message = "Ausländer- und Einbürgerungsbehörden bekommen Anfragen, keine Verweise. Streichen Sie das Feld."
            yield site.at("organisationen", number).complain(message, "nimmt_verweise")


def check_bodies(site: Described) -> Iterator[Finding]:
    """There is one Lenkungsgruppe, and no body has more seats than it allows itself."""
    groups = [placed for placed in site.bodies() if placed.entry.kind is BodyKind.STEERING_GROUP]
    if not groups:
        message = "Es fehlt die Lenkungsgruppe: Tragen Sie sie mit „art: Lenkungsgruppe“ ein."
        yield site.at("gremien").complain(message)
    for second in groups[1:]:
        yield second.complain("Ein Standort hat eine Lenkungsgruppe; diese ist die zweite.", "art")
    for placed in site.bodies():
        seats = sum(seat.count for seat in placed.entry.seats)
        if placed.entry.max_members and seats > placed.entry.max_members:
            message = f"Eingetragen sind {seats} Sitze, höchstens {placed.entry.max_members} sind vorgesehen."
            yield placed.complain(message, "sitze")


def check_goals(site: Described) -> Iterator[Finding]:
    """A number stands for one goal of a school year."""
    first: dict[tuple[int, int], int] = {}
    for number, goal in enumerate(site.file.goals):
        place = site.at("ziele", number)
        line = place.document.line(place.way)
        if (before := first.setdefault((goal.school_year, goal.number), line)) != line:
            yield place.complain(f"Ziel {goal.number} dieses Schuljahres steht schon in Zeile {before}.", "nummer")


def check_closing_rules(site: Described) -> Iterator[Finding]:
    """Rules of a constellation follow each other without overlapping; every constellation has one."""
    rules = site.file.closing_rules
    yield from _months(site, "abschlussregeln", rules)
    for constellation in sorted(set(Constellation) - {rule.constellation for rule in rules}):
        message = f"Für „{constellation.label}“ gibt es keine Abschlussregel; solche Fälle werden nicht vorgeschlagen."
        yield site.at("abschlussregeln").complain(message, weight=Weight.HINT)


def check_reassessment_rules(site: Described) -> Iterator[Finding]:
    """Rules of a constellation follow each other without overlapping; a Kurzintervention needs none."""
    rules = site.file.reassessment_rules
    yield from _months(site, "neueinschaetzung", rules)
    wanted = set(Constellation) - {Constellation.SHORT}
    for constellation in sorted(wanted - {rule.constellation for rule in rules}):
        message = f"Für „{constellation.label}“ fehlt, wann neu eingeschätzt wird; daran wird nicht erinnert."
        yield site.at("neueinschaetzung").complain(message, weight=Weight.HINT)


def check_workload_weights(site: Described) -> Iterator[Finding]:
    """Weights of a constellation follow each other; without one its cases count as one."""
    weights = site.file.workload_weights
    yield from _months(site, "gewichte", weights)
    for constellation in sorted(set(Constellation) - {weight.constellation for weight in weights}):
        message = f"Für „{constellation.label}“ gibt es kein Gewicht; solche Fälle zählen in der Auslastung einfach."
        yield site.at("gewichte").complain(message, weight=Weight.HINT)


def _months(site: Described, section: str, rules: Sequence[MonthsRule | WorkloadWeight]) -> Iterator[Finding]:
    for number, rule in enumerate(rules):
        if rule.valid_until and rule.valid_until <= rule.valid_from:
            yield site.at(section, number).complain(
                "Die Regel endet, bevor sie beginnt. „bis“ ist der erste Tag, an dem sie nicht gilt.", "bis"
            )
    for one, (number, other) in ((a[1], b) for a, b in combinations(enumerate(rules), 2)):
        if one.constellation is other.constellation and (
            one.holds_on(other.valid_from) or other.holds_on(one.valid_from)
        ):
            message = (
                "Für diese Konstellation gilt im selben Zeitraum schon eine Regel. Beenden Sie die frühere mit „bis“."
            )
            yield site.at(section, number).complain(message, "konstellation")
