"""The list of themes, and one theme on one page."""

from typing import Any

from django.http import HttpResponse

from faden.domain.findings.enums import ThemeAct, ThemeState
from faden.domain.findings.queries.themes import (
    RUNNING,
    ThemeFilter,
    effect_of,
    evidence_of,
    feedback_on,
    gaps_of_theme,
    road_of,
    steps_of_theme,
    theme_by_number,
)
from faden.domain.findings.queries.themes import themes as find_themes
from faden.domain.findings.rules import may_bundle, may_describe, may_move, may_tell_reporters
from faden.domain.steering.queries import agenda_items_on, decisions_on
from faden.web.findings.forms.bundling import ThemeFilterForm
from faden.web.findings.links import meeting_address
from faden.web.findings.paging import read_cursor, write_cursor
from faden.web.findings.story import decided, stations, theme_entries
from faden.web.layout.pages import Request, page, render

ALL = "alle"


@page("GET")
def themes(request: Request) -> HttpResponse:
    """All themes; everybody who works here reads them."""
    form = ThemeFilterForm(request.GET)
    chosen = form.chosen("stand") or ""
    states = () if chosen == ALL else (ThemeState(chosen),) if chosen in ThemeState.values else RUNNING
    wanted = ThemeFilter(states, life_domain=form.key_of("feld"), municipality=form.key_of("ort"))
    found = find_themes(wanted, after=read_cursor(request))
    return render(
        request,
        "findings/themes.html",
        status=200,
        form=form,
        page=found,
        next=write_cursor(found.after),
        bundles=may_bundle.allows(request.actor),
    )


@page("GET")
def theme(request: Request, number: str) -> HttpResponse:
    """One theme: what it is about, what stands behind it, what was decided, whether it helped."""
    found = theme_by_number(number)
    steps = steps_of_theme(found)
    decisions = decisions_on(found)
    return render(
        request,
        "findings/theme.html",
        theme=found,
        stations=stations(road_of(found, steps)),
        evidence=evidence_of(found),
        gaps=gaps_of_theme(found),
        agenda=agenda_items_on(found),
        decisions=[(decision, meeting_address(decision.item.meeting_id)) for decision in decisions],
        decided=decided(decisions),
        effect=effect_of(found),
        feedback=feedback_on(found),
        entries=theme_entries(steps),
        may=_allowed(request, found),
    )


def _allowed(request: Request, found: Any) -> dict[str, Any]:
    """What this reader may do with the theme."""
    moves = [act for act in ThemeAct if act != ThemeAct.BEFORE_STEERING and may_move.allows(request.actor, found, act)]
    return {
        "move": moves,
        "describe": may_describe.allows(request.actor, found),
        "tell": may_tell_reporters.allows(request.actor, found),
        "bundle": may_bundle.allows(request.actor),
    }
