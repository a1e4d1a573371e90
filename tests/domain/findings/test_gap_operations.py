"""Reports on their way: told, looked into, joined, taken out, answered."""

from typing import Any

import pytest

from faden.domain.findings.enums import GapKind, GapState, Level, Nature
from faden.domain.findings.models import GapReport, Theme
from faden.domain.findings.operations import gaps
from faden.domain.findings.operations.gaps import answer_gap, detach_gap, join_gaps, report_gap, take_into_review
from faden.domain.findings.operations.themes import raise_theme
from faden.domain.findings.queries.gaps import GapFilter, gap_by_number, inbox, my_gaps, steps_of_gap
from faden.domain.findings.queries.news import news_for
from faden.domain.findings.queries.themes import evidence_of
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.errors import Conflict, Invalid, NotVisible, Refused
from faden.kernel.access.roles import Role
from tests import given

pytestmark = pytest.mark.django_db
TODAY = given.TODAY


@pytest.fixture
def reporter() -> Actor:
    return given.actor(Role.CASE_MANAGER)


@pytest.fixture
def coordinator() -> Actor:
    return given.actor(Role.COORDINATOR)


def _report(by: Actor, **changes: Any) -> GapReport:
    with act_as(by, today=TODAY):
        return report_gap(
            **{
                "kind": GapKind.MISSING_OFFER,
                "nature": Nature.QUANTITATIVE,
                "life_domain": given.life_domain(),
                "level": Level.KREIS,
                "text": "Es gibt keinen Sprachkurs mit Kinderbetreuung.",
                "municipalities": [given.municipality()],
                "on": TODAY,
                "actor": by,
                **changes,
            }
        )


def _theme(by: Actor, *gaps: GapReport) -> Theme:
    with act_as(by, today=TODAY):
        return raise_theme(
            title="Kinderbetreuung im Sprachkurs",
            description="Eltern bleiben dem Kurs fern.",
            life_domain=given.life_domain(),
            level=Level.KREIS,
            municipalities=[given.municipality("Salzkotten")],
            gaps=gaps,
            on=TODAY,
            actor=by,
        )


def test_a_report_is_seen_by_its_reporter_and_by_those_who_bundle(reporter: Actor, coordinator: Actor) -> None:
    gap = _report(reporter)
    for somebody, sees in ((reporter, True), (coordinator, True), (given.actor(Role.CASE_MANAGER), False)):
        with act_as(somebody, today=TODAY):
            assert [g.number for g in inbox(GapFilter()).gaps] == [gap.number] * sees
            if not sees:
                with pytest.raises(NotVisible):
                    gap_by_number(gap.number)
    with act_as(reporter, today=TODAY):
        assert [(s.from_state, s.to_state) for s in steps_of_gap(gap)] == [("", "reported")]


def test_a_report_needs_words_and_a_place(reporter: Actor) -> None:
    with pytest.raises(Invalid) as invalid:
        _report(reporter, text="  ", municipalities=[])
    assert set(invalid.value.errors) == {"text", "municipalities"}


@pytest.mark.parametrize("role", [Role.MEMBER, Role.ASSISTANT, Role.DATA_PROTECTION, Role.ADMIN])
def test_others_do_not_report(role: Role) -> None:
    with pytest.raises(Refused):
        _report(given.actor(role))


def test_joining_makes_reports_the_evidence_and_their_places_the_themes(reporter: Actor, coordinator: Actor) -> None:
    gaps = [_report(reporter), _report(given.actor(Role.PARTNER), kind=GapKind.TOO_FEW_PLACES)]
    theme = _theme(coordinator, *gaps)
    with act_as(given.actor(Role.MEMBER), today=TODAY):
        evidence = evidence_of(theme)
        assert {place.name for place in theme.municipalities.all()} == {"Delbrück", "Salzkotten"}
    assert (evidence.gaps, evidence.reporters) == (2, 2)
    assert dict(evidence.kinds) == {"Angebot fehlt": 1, "zu wenige Plätze": 1}
    assert dict(evidence.municipalities) == {"Delbrück": 2}
    assert (evidence.first_on, evidence.last_on) == (TODAY, TODAY)
    with act_as(reporter, today=TODAY):
        (mine,) = my_gaps(reporter)
        assert (mine.state, mine.theme, mine.news_on) == (GapState.JOINED, theme, TODAY)
        assert [item.sentence for item in news_for(reporter, since=TODAY)] == [
            "Ihre Meldung ist Teil des Themas „Kinderbetreuung im Sprachkurs“"
        ]


def test_the_kept_number_of_reports_is_the_counted_one(reporter: Actor, coordinator: Actor) -> None:
    first, second, third = (_report(reporter) for _ in range(3))
    theme = _theme(coordinator, first)
    with act_as(coordinator, today=TODAY):
        join_gaps(gaps=[second, third], theme=theme, on=TODAY, actor=coordinator)
        second.refresh_from_db()
        detach_gap(gap=second, reason="Betrifft etwas anderes.", on=TODAY, actor=coordinator)
        theme.refresh_from_db()
        assert theme.evidence_gaps == GapReport.objects.filter(theme=theme).count() == 2
        assert evidence_of(theme).gaps == 2
        second.refresh_from_db()
        assert (second.state, second.theme) == (GapState.IN_REVIEW, None)
        assert [(s.to_state, s.theme, s.note) for s in steps_of_gap(second)][:2] == [
            ("in_review", theme, "Betrifft etwas anderes."),
            ("joined", theme, ""),
        ]


def test_all_are_joined_or_none(reporter: Actor, coordinator: Actor) -> None:
    taken, free = _report(reporter), _report(reporter)
    _theme(coordinator, taken)
    other = _theme(coordinator)
    with act_as(coordinator, today=TODAY):
        with pytest.raises(Invalid, match=taken.number):
            join_gaps(gaps=[taken, free], theme=other, on=TODAY, actor=coordinator)
        free.refresh_from_db()
        assert free.state == GapState.REPORTED
        with pytest.raises(Invalid):
            join_gaps(gaps=[], theme=other, on=TODAY, actor=coordinator)
        themes = Theme.objects.count()
    with pytest.raises(Invalid, match="Es wurde nichts geändert"):
        _theme(coordinator, free, taken)
    with act_as(coordinator, today=TODAY):
        assert Theme.objects.count() == themes


def test_an_answer_can_be_looked_into_again(reporter: Actor, coordinator: Actor) -> None:
    gap = _report(reporter)
    with act_as(coordinator, today=TODAY):
        with pytest.raises(Invalid):
            answer_gap(gap=gap, version=1, answer=" ", on=TODAY, actor=coordinator)
        answer_gap(gap=gap, version=1, answer="Den Kurs gibt es in Salzkotten.", on=TODAY, actor=coordinator)
        with pytest.raises(Refused):
            answer_gap(gap=gap, version=2, answer="Noch einmal.", on=TODAY, actor=coordinator)
        take_into_review(gap=gap, on=TODAY, actor=coordinator)
        gap.refresh_from_db()
        assert (gap.state, gap.answer) == (GapState.IN_REVIEW, "")
        assert "Den Kurs gibt es in Salzkotten." in [step.note for step in steps_of_gap(gap)]


def test_two_coordinators_answer(reporter: Actor, coordinator: Actor) -> None:
    gap = _report(reporter)
    with act_as(coordinator, today=TODAY):
        take_into_review(gap=gap, on=TODAY, actor=coordinator)
        with pytest.raises(Conflict) as conflict:
            answer_gap(gap=gap, version=1, answer="Schon erledigt.", on=TODAY, actor=coordinator)
    assert conflict.value.fields == {"answer": ("Antwort", "")}


def test_the_reporter_reads_and_does_not_work_on_it(reporter: Actor) -> None:
    gap = _report(reporter)
    with act_as(reporter, today=TODAY), pytest.raises(Refused):
        take_into_review(gap=gap, on=TODAY, actor=reporter)
    with pytest.raises(Refused):
        _theme(reporter, gap)


def test_numbers_are_drawn_until_one_is_free(reporter: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    taken = _report(reporter).number
    drawn = iter([taken, taken, "L-26-0815"])
    monkeypatch.setattr(gaps, "new_gap_number", lambda _: next(drawn))
    assert _report(reporter).number == "L-26-0815"
    monkeypatch.setattr(gaps, "new_gap_number", lambda _: taken)
    with pytest.raises(Invalid, match="keine Nummer frei"):
        _report(reporter)
