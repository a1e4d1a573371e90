"""Put the report of a period together."""

from datetime import date
from decimal import Decimal

from faden.domain.places.models import Site
from faden.lib.periods import Period
from faden.reporting.figures import casework, structure
from faden.reporting.figures.counts import SITE, read
from faden.reporting.figures.places import territory
from faden.reporting.figures.shapes import Figure, Headline, Report, Section
from faden.reporting.figures.view import View


def report(*, period: Period, today: date, site: Site | None, region: str = SITE) -> Report:
    """Return the protected figures of a period for the site, or for one of its regions.

    Three regions or one: all are counted and protected together, then the wanted part is shown.

    :param period: whole months with an end
    :param region: key of a region; "" for the whole site
    :raises ValueError: the period is open or does not consist of whole months
    :raises KeyError: there is no such region
    """
    if period.until is None or period.start.day != 1 or period.until.day != 1:
        message = f"Figures are counted for whole months, not for {period}."
        raise ValueError(message)
    counts = read(period.start, period.until)
    where = territory(counts, site)
    name = where.regions[region] if region else ""
    view = View(counts, where, region, period, today)
    shown = casework.protected_cases(view)
    cases, contacts = casework.cases(view, shown), casework.contacts(view)
    sections = (
        cases,
        contacts,
        casework.closings(view, shown),
        casework.target_groups(view),
        casework.barriers(view),
        structure.findings(view),
        *([structure.steering(view)] if region == SITE else []),
        structure.staffing(view),
    )
    return Report(
        site=where.site,
        region=name,
        period=period,
        as_of=today,
        k=where.k,
        headlines=_headlines(view, shown, contacts),
        sections=sections,
        decided=structure.decided(period) if region == SITE else (),
        goals=structure.goals(view) if region == SITE else (),
        counted_at=counts.counted_at,
    )


def _headlines(view: View, shown: dict[str, casework.Cells], contacts: Section) -> tuple[Headline, ...]:
    opened, closed, at_end = (Figure.of_cell(shown[name]["all", view.region, ""]) for name, _ in casework.FLOWS)
    held, hours = _total(contacts)
    filled, funded = (structure.fte(view, figure) for figure in ("fte_filled", "fte_funded"))
    share = f"von {Figure.of_number(funded, 2).text} geförderten" if funded else ""
    return (
        Headline("cases_at_end", at_end),
        Headline("cases_opened", opened),
        Headline("cases_closed", closed),
        Headline("contacts", held),
        Headline("contact_minutes", hours, "Stunden"),
        Headline("gaps", Figure.of_number(view.counts.get("gaps", region=view.region).value)),
        Headline("themes", Figure.of_number(view.counts.get("themes", region=view.region).value)),
        Headline("fte_filled", Figure.of_number(filled, 2), share),
    )


def _total(section: Section) -> tuple[Figure, ...]:
    total = section.tables[0].total
    return total.figures if total else (Figure.of_number(Decimal(0)),)
