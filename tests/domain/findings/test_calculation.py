"""The drawn road of a theme."""

from datetime import date

from faden.domain.findings.calculation.road import road
from faden.domain.findings.enums import ThemeState as S

D = [date(2026, month, 1) for month in range(1, 9)]


def _drawn(now: S, *reached: S) -> list[tuple[str, str, date | None]]:
    return [(station.state.value, station.stands, station.on) for station in road(now, zip(reached, D, strict=False))]


def test_at_the_beginning_everything_lies_ahead() -> None:
    drawn = _drawn(S.PROPOSED, S.PROPOSED)
    assert drawn[0] == ("proposed", "here", D[0])
    assert {stands for _, stands, _ in drawn[1:]} == {"open"}
    assert len(drawn) == 8


def test_a_skipped_group_is_not_drawn() -> None:
    assert _drawn(S.DECIDED, S.PROPOSED, S.BEFORE_STEERING, S.DECIDED) == [
        ("proposed", "done", D[0]),
        ("before_steering", "done", D[1]),
        ("decided", "here", D[2]),
        ("implementing", "open", None),
        ("effect_checked", "open", None),
        ("closed", "open", None),
    ]


def test_sent_back_it_lies_ahead_again_with_the_newest_day() -> None:
    drawn = _drawn(S.WORKING_GROUP, S.PROPOSED, S.WORKING_GROUP, S.BEFORE_STEERING, S.WORKING_GROUP)
    assert drawn[:4] == [
        ("proposed", "done", D[0]),
        ("working_group", "here", D[3]),
        ("project_group", "open", None),
        ("before_steering", "open", None),
    ]


def test_a_way_that_ended_ends_there() -> None:
    assert _drawn(S.PASSED_ON, S.PROPOSED, S.WORKING_GROUP, S.PASSED_ON) == [
        ("proposed", "done", D[0]),
        ("working_group", "done", D[1]),
        ("passed_on", "ended", D[2]),
    ]


def test_a_closed_theme_is_done() -> None:
    assert _drawn(S.CLOSED, S.PROPOSED, S.CLOSED) == [("proposed", "done", D[0]), ("closed", "done", D[1])]
