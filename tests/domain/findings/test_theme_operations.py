"""Themes: raised, described, measured, moved; those who reported are told."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from faden.domain.findings.enums import Aim, GapKind, Level, Nature, ThemeAct, ThemeState
from faden.domain.findings.models import GapReport, Theme
from faden.domain.findings.operations.gaps import join_gaps, report_gap
from faden.domain.findings.operations.themes import (
    describe_theme,
    measure_indicator,
    move_theme,
    name_indicator,
    note_decision,
    raise_theme,
    tell_reporters,
)
from faden.domain.findings.queries.news import news_for
from faden.domain.findings.queries.themes import ThemeFilter, effect_of, steps_of_theme, theme_by_number, themes
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.errors import Conflict, Invalid, NotVisible, Refused
from faden.kernel.access.roles import Role
from tests import given

pytestmark = pytest.mark.django_db
TODAY = given.TODAY
TOMORROW = TODAY + timedelta(days=1)


@pytest.fixture
def coordinator() -> Actor:
    return given.actor(Role.COORDINATOR)


@pytest.fixture
def reporter() -> Actor:
    return given.actor(Role.PARTNER)


def _theme(by: Actor, gaps: list[GapReport] | None = None) -> Theme:
    with act_as(by, today=TODAY):
        return raise_theme(
            title="Kinderbetreuung im Sprachkurs",
            description="Eltern bleiben dem Kurs fern.",
            life_domain=given.life_domain(),
            level=Level.KREIS,
            municipalities=[given.municipality()],
            gaps=gaps or [],
            on=TODAY,
            actor=by,
        )


def _gap(by: Actor, on: date = TODAY) -> GapReport:
    with act_as(by, today=on):
        return report_gap(
            kind=GapKind.ACCESS,
            nature=Nature.QUALITATIVE,
            life_domain=given.life_domain(),
            level=Level.KREIS,
            text="Die Anmeldung geht nur online.",
            municipalities=[given.municipality()],
            on=on,
            actor=by,
        )


def _description(theme: Theme, **changes: Any) -> dict[str, Any]:
    return {
        "theme": theme,
        "version": 1,
        "title": theme.title,
        "description": theme.description,
        "life_domain": theme.life_domain,
        "level": theme.level,
        "responsible": theme.responsible,
        "municipalities": [given.municipality()],
        **changes,
    }


def test_a_theme_is_read_by_everybody_and_raised_by_those_who_bundle(coordinator: Actor) -> None:
    theme = _theme(coordinator)
    for role in (Role.MEMBER, Role.CASE_MANAGER, Role.PARTNER, Role.RESIDENCE_OFFICER):
        with act_as(somebody := given.actor(role), today=TODAY):
            assert theme_by_number(theme.number) == theme
            assert [t.number for t in themes(ThemeFilter()).themes] == [theme.number]
        with pytest.raises(Refused):
            _theme(somebody)
    with act_as(coordinator, today=TODAY), pytest.raises(NotVisible):
        theme_by_number("T-99-0000")


def test_a_theme_needs_a_place_or_a_report(coordinator: Actor) -> None:
    with act_as(coordinator, today=TODAY), pytest.raises(Invalid):
        raise_theme(
            title="Ohne Ort",
            description="",
            life_domain=given.life_domain(),
            level=Level.LAND,
            on=TODAY,
            actor=coordinator,
        )


def test_two_people_describe_the_same_theme(coordinator: Actor) -> None:
    theme = _theme(coordinator)
    salzkotten = given.municipality("Salzkotten")
    with act_as(coordinator, today=TODAY):
        describe_theme(**_description(theme, title="Betreuung im Kurs", municipalities=[salzkotten]), actor=coordinator)
        with pytest.raises(Conflict) as conflict:
            describe_theme(**_description(theme, title="Kurse mit Betreuung"), actor=coordinator)
    assert conflict.value.fields["title"] == ("Thema", "Betreuung im Kurs")
    assert conflict.value.fields["municipalities"] == ("Kommunen", ["Salzkotten"])


def test_a_theme_keeps_at_least_one_place(coordinator: Actor) -> None:
    theme = _theme(coordinator)
    with act_as(coordinator, today=TODAY), pytest.raises(Invalid):
        describe_theme(**_description(theme, municipalities=[]), actor=coordinator)


def test_the_whole_way_to_the_checked_effect(coordinator: Actor) -> None:
    theme = _theme(coordinator)
    assistant = given.actor(Role.ASSISTANT)

    def move(act: ThemeAct, reason: str = "") -> None:
        with act_as(coordinator, today=TODAY):
            move_theme(theme=theme, act=act, reason=reason, on=TODAY, actor=coordinator)

    move(ThemeAct.TO_WORKING_GROUP)
    move(ThemeAct.BEFORE_STEERING)
    with pytest.raises(Refused, match="in einer Sitzung beschlossen"):
        move(ThemeAct.DECIDE)
    with act_as(assistant, today=TODAY):
        note_decision(theme=theme, reason="Lenkungsgruppe", on=TODAY, actor=assistant)
    move(ThemeAct.IMPLEMENT)
    with pytest.raises(Invalid, match="Ausgangswert"):
        move(ThemeAct.CHECK_EFFECT, "Gemessen.")
    with act_as(coordinator, today=TODAY):
        name_indicator(
            theme=theme,
            version=Theme.objects.get(pk=theme.pk).version,
            indicator="Wartezeit auf einen Kursplatz",
            indicator_unit="Wochen",
            indicator_aim=Aim.FALL,
            actor=coordinator,
        )
        for day, value in ((date(2026, 3, 1), Decimal(14)), (TODAY, Decimal("6.5"))):
            measure_indicator(theme=theme, value=value, source="Umfrage", measured_on=day, on=TODAY, actor=coordinator)
        effect = effect_of(theme)
    assert effect.start is not None
    assert (effect.start.value, effect.change) == (Decimal(14), Decimal("-7.5"))
    with pytest.raises(Invalid, match="Grund"):
        move(ThemeAct.CHECK_EFFECT)
    move(ThemeAct.CHECK_EFFECT, "Die Wartezeit ist gesunken.")
    move(ThemeAct.CLOSE, "Die Kurse laufen.")
    with act_as(coordinator, today=TODAY):
        steps = steps_of_theme(theme)
        assert [step.to_state for step in reversed(steps)] == [
            "proposed",
            "working_group",
            "before_steering",
            "decided",
            "implementing",
            "effect_checked",
            "closed",
        ]
        assert {step.author_id for step in steps} == {coordinator.id, assistant.id}
        assert theme_by_number(theme.number).state == ThemeState.CLOSED
    with pytest.raises(Refused, match="beendet"), act_as(coordinator, today=TODAY):
        describe_theme(**_description(theme, version=Theme.objects.get(pk=theme.pk).version), actor=coordinator)


def test_values_need_an_indicator_a_past_day_and_keep_their_unit(coordinator: Actor) -> None:
    theme = _theme(coordinator)
    value: dict[str, Any] = {"theme": theme, "value": Decimal(3), "source": "x", "on": TODAY, "actor": coordinator}
    name: dict[str, Any] = {"theme": theme, "indicator": "Plätze", "indicator_aim": Aim.RISE, "actor": coordinator}
    with act_as(coordinator, today=TODAY):
        with pytest.raises(Invalid, match="Nennen Sie zuerst"):
            measure_indicator(**value, measured_on=TODAY)
        with pytest.raises(Invalid):
            name_indicator(**{**name, "indicator": " "}, version=1, indicator_unit="")
        name_indicator(**name, version=1, indicator_unit="Plätze")
        with pytest.raises(Invalid, match="Zukunft"):
            measure_indicator(**value, measured_on=TOMORROW)
        with pytest.raises(Invalid, match="kleiner als null"):
            measure_indicator(**{**value, "value": Decimal(-1)}, measured_on=TODAY)
        measure_indicator(**value, measured_on=TODAY)
        measure_indicator(**{**value, "value": Decimal(4)}, measured_on=TODAY)
        assert [v.value for v in effect_of(theme).values] == [Decimal(4)]
        with pytest.raises(Invalid, match="Einheit"):
            name_indicator(**name, version=2, indicator_unit="Wochen")


def test_those_who_reported_read_what_became_of_it(coordinator: Actor, reporter: Actor) -> None:
    theme = _theme(coordinator, [_gap(reporter)])
    with act_as(coordinator, today=TOMORROW):
        move_theme(theme=theme, act=ThemeAct.REJECT, reason="Dafür ist das Land da.", on=TOMORROW, actor=coordinator)
        told = tell_reporters(theme=theme, text="Danke für den Hinweis.", on=TOMORROW, actor=coordinator)
        again = tell_reporters(theme=theme, text="Danke für den Hinweis. ", on=TOMORROW, actor=coordinator)
        assert again == told, "two clicks tell once"
    with act_as(reporter, today=TOMORROW):
        news = news_for(reporter, since=TODAY)
        assert {(item.on, item.sentence, item.text) for item in news} == {
            (TODAY, f"Ihre Meldung ist Teil des Themas „{theme.title}“", ""),
            (TOMORROW, f"Thema „{theme.title}“: nicht weiterverfolgt", "Dafür ist das Land da."),
            (TOMORROW, f"Rückmeldung zum Thema „{theme.title}“", "Danke für den Hinweis."),
        }
        assert {item.on for item in news_for(reporter, since=TOMORROW)} == {TOMORROW}
    with act_as(coordinator, today=TOMORROW):
        assert news_for(coordinator, since=TODAY) == []


def test_what_happened_before_a_report_joined_is_no_news(coordinator: Actor, reporter: Actor) -> None:
    theme = _theme(coordinator)
    gap = _gap(reporter)
    with act_as(coordinator, today=TODAY):
        move_theme(theme=theme, act=ThemeAct.TO_WORKING_GROUP, on=TODAY - timedelta(days=3), actor=coordinator)
        join_gaps(gaps=[gap], theme=theme, on=TODAY, actor=coordinator)
    with act_as(reporter, today=TODAY):
        assert [item.theme for item in news_for(reporter, since=TODAY - timedelta(days=30))] == [None]


def test_nobody_to_tell(coordinator: Actor, reporter: Actor) -> None:
    theme = _theme(coordinator)
    with act_as(coordinator, today=TODAY), pytest.raises(Refused):
        tell_reporters(theme=theme, text="Hallo", on=TODAY, actor=coordinator)
    with_report = _theme(coordinator, [_gap(reporter)])
    with act_as(coordinator, today=TODAY), pytest.raises(Invalid):
        tell_reporters(theme=with_report, text=" ", on=TODAY, actor=coordinator)
