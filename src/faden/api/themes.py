"""Generative themes: read them, describe them better."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from ninja import Query, Router, Schema
from pydantic import Field

from faden.api.acting import Call, endpoint
from faden.api.catalogues import all_chosen, chosen
from faden.api.paging import read_cursor, write_cursor
from faden.api.schemas import Entry, Input, Key, Text
from faden.api.tags import IfMatch, set_tag, version_of
from faden.domain.catalogues.queries import life_domains
from faden.domain.findings.enums import Level, ThemeState
from faden.domain.findings.operations.themes import describe_theme
from faden.domain.findings.queries.themes import ThemeFilter, theme_by_number, themes
from faden.domain.places.queries import municipalities
from faden.domain.steering.queries import decisions_on

router = Router(tags=["themes"])


class ThemeLine(Schema):
    """A theme in a list."""

    number: str
    title: str
    state: ThemeState
    level: Level
    life_domain: Entry
    municipalities: list[Entry]
    raised_on: date
    gaps: int = Field(description="Zahl der Meldungen dahinter")


class DecisionOut(Schema):
    """What a body decided on a theme."""

    body: str
    text: str
    decided_on: date
    is_adopted: bool
    yes: int
    no: int
    abstained: int


class ThemeOut(ThemeLine):
    """A theme with what was decided."""

    description: str
    decisions: list[DecisionOut]


class ThemeList(Schema):
    """A page of themes, newest first."""

    items: list[ThemeLine]
    count: int
    next: str | None


class ThemeQuery(Schema):
    """Which themes; without a state, those that are being worked on."""

    state: ThemeState | None = None
    after: Key = Field("", description="`next` der vorigen Seite")


class Description(Input):
    """What a theme is about; fields left out stay as they are."""

    title: Text | None = Field(None, min_length=1, max_length=160)
    description: Text | None = Field(None, min_length=1)
    level: Level | None = None
    life_domain: Key | None = None
    municipalities: list[Key] | None = None


@router.get("", response=ThemeList, summary="Themen")
@endpoint()
def list_themes(request: Call, wanted: Query[ThemeQuery]) -> ThemeList:  # noqa: ARG001 - ninja's signature
    """Themes by state, newest first, 25 at a time."""
    selection = ThemeFilter(states=(wanted.state,)) if wanted.state else ThemeFilter()
    found = themes(selection, after=read_cursor(wanted.after))
    lines = [ThemeLine(**_line(theme)) for theme in found.themes]
    return ThemeList(items=lines, count=found.total, next=write_cursor(found.after))


@router.get("/{number}", response=ThemeOut, summary="Ein Thema")
@endpoint()
def read_theme(request: Call, number: Key, response: HttpResponse) -> ThemeOut:  # noqa: ARG001 - ninja's signature
    """One theme with the decisions on it."""
    theme = theme_by_number(number)
    set_tag(response, theme.version)
    return _theme(theme)


@router.patch("/{number}", response=ThemeOut, summary="Thema beschreiben")
@endpoint(writes=True)
def change_theme(request: Call, number: Key, data: Description, response: HttpResponse, if_match: IfMatch) -> ThemeOut:
    """Say better what a theme is about; for coordination and lead."""
    theme = theme_by_number(number)
    places = list(theme.municipalities.all())
    if data.municipalities is not None:
        places = all_chosen("municipalities", data.municipalities, municipalities())
    changed = describe_theme(
        theme=theme,
        version=version_of(if_match),
        title=data.title or theme.title,
        description=data.description or theme.description,
        level=data.level or Level(theme.level),
        life_domain=chosen("life_domain", data.life_domain, life_domains()) if data.life_domain else theme.life_domain,
        responsible=theme.responsible,
        municipalities=places,
        actor=request.actor,
    )
    set_tag(response, changed.version)
    return _theme(theme_by_number(number))


def _line(theme: Any) -> dict[str, Any]:
    return {
        "number": theme.number,
        "title": theme.title,
        "state": theme.state,
        "level": theme.level,
        "life_domain": Entry(key=theme.life_domain.key, name=theme.life_domain.name),
        "municipalities": [Entry(key=place.key, name=place.name) for place in theme.municipalities.all()],
        "raised_on": theme.raised_on,
        "gaps": theme.evidence_gaps,
    }


def _theme(theme: Any) -> ThemeOut:
    decisions = [
        DecisionOut(
            body=decision.item.meeting.body.name,
            text=decision.text,
            decided_on=decision.decided_on,
            is_adopted=decision.is_adopted,
            yes=decision.yes,
            no=decision.no,
            abstained=decision.abstained,
        )
        for decision in decisions_on(theme)
    ]
    return ThemeOut(**_line(theme), description=theme.description, decisions=decisions)
