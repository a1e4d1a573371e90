"""Koordination: reports to be read, themes to be moved."""

from collections.abc import Iterator

from faden.domain.consultations.queries import advised
from faden.domain.findings.enums import GapState
from faden.domain.findings.queries.gaps import GapFilter, inbox
from faden.domain.findings.queries.themes import ThemeFilter, themes
from faden.lib import german
from faden.web.today.lines import SHOWN, Ask, Column, Line, Part, address


def parts(ask: Ask) -> Iterator[Part]:
    """What a coordinator has to do today."""
    yield _reports(ask)
    yield from asked_for_advice(ask)
    yield _themes()


def asked_for_advice(ask: Ask) -> Iterator[Part]:
    """Cases brought in that nobody has said anything about yet."""
    lines = [
        Line(
            one.question if len(one.question) <= 80 else f"{one.question[:80].rstrip()} …",
            address("findings:advise", one.id),
            f"{german.relative_day(one.since, ask.today)} eingebracht, zu lesen bis {german.day(one.until)}",
            "mit Namen" if one.released else "ohne Namen",
            "waiting",
        )
        for one in advised()
        if not one.said
    ]
    if lines:
        more = ("Alle eingebrachten Fälle", address("findings:brought_in"))
        yield Part(Column.TO_DO, "Fälle, zu denen Rat gesucht wird", "finding", tuple(lines[:SHOWN]), "", *more)


def _reports(ask: Ask) -> Part:
    page = inbox(GapFilter(states=(GapState.REPORTED,)), limit=SHOWN)
    lines = [
        Line(
            f"{gap.life_domain}: {gap.get_kind_display()}",
            address("findings:gap", gap.number),
            f"{gap.number}, gemeldet {german.relative_day(gap.reported_on, ask.today)}",
            "neu",
            "open",
        )
        for gap in page.gaps
    ]
    return Part(
        Column.TO_DO,
        "Neue Meldungen",
        "finding",
        tuple(lines),
        "Alle Meldungen sind gelesen. Neue Systemlücken erscheinen hier, sobald sie jemand meldet.",
        f"Alle {page.total} neuen Meldungen" if page.total > SHOWN else "Alle Meldungen",
        address("findings:gaps"),
        asked=SHOWN,
    )


def _themes() -> Part:
    page = themes(ThemeFilter(), limit=SHOWN)
    lines = [
        Line(
            theme.title,
            address("findings:theme", theme.number),
            f"{theme.life_domain}, seit {german.day(theme.raised_on)}",
            theme.get_state_display(),
            "open",
        )
        for theme in page.themes
    ]
    return Part(
        Column.TO_DO,
        "Laufende Themen",
        "thread",
        tuple(lines),
        "Aus mehreren Meldungen wird ein Thema: wählen Sie im Eingang zusammengehörige Meldungen aus.",
        f"Alle {page.total} Themen" if page.total > SHOWN else "Alle Themen",
        address("findings:themes"),
        asked=SHOWN,
    )
