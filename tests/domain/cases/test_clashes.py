"""Clashes in a family: each case of the calculation with its name."""

from dataclasses import replace
from datetime import date, time
from typing import Any
from uuid import UUID

import pytest

from faden.domain.cases.calculation.clashes import Clash, Limits, Obligation, Someone, clashes_in
from faden.domain.cases.enums import ChildCare, ClashKind
from faden.lib.weekly_times import Slot

TODAY = date(2026, 11, 20)
MOTHER, FATHER, CHILD = UUID(int=1), UUID(int=2), UUID(int=3)
PARENTS = (Someone(MOTHER, "Ana", date(1990, 1, 1)), Someone(FATHER, "Marko", date(1988, 5, 5)))
FAMILY = (*PARENTS, Someone(CHILD, "Mila", date(2020, 3, 3)))
LIMITS = Limits(obligations=2, care_below=12)
MORNING, NOON = Slot(1, time(8), time(12)), Slot(1, time(12), time(14))
BUSY, TUESDAY = Slot(1, time(11), time(13)), Slot(2, time(8), time(12))


def step(number: int, person: UUID = MOTHER, **fields: Any) -> Obligation:
    """Running since a month, without end."""
    return Obligation(UUID(int=100 + number), person, f"Schritt {number}", date(2026, 10, 20), **fields)


def course(number: int, person: UUID = MOTHER, *slots: Slot, **fields: Any) -> Obligation:
    """A step with weekly times; in the morning unless said otherwise."""
    return step(number, person, slots=slots or (MORNING,), **fields)


ENDED = date(2026, 11, 19)
LATER = date(2027, 2, 1)
NEEDED, PROVIDED = ChildCare.NEEDED, ChildCare.PROVIDED
SAME, CARE, MANY, UNHELD = ClashKind.SAME_TIME, ClashKind.CHILD_CARE, ClashKind.TOO_MANY, ClashKind.UNHELD
CASES: list[tuple[str, list[Obligation], list[ClashKind]]] = [
    ("nothing", [], []),
    ("one course", [course(1)], []),
    ("two courses of one person at the same time", [course(1), course(2, MOTHER, BUSY)], [SAME]),
    ("one after the other on a day", [course(1), course(2, MOTHER, NOON)], []),
    ("on different days", [course(1), course(2, MOTHER, TUESDAY)], []),
    ("one over before the other begins", [course(1, last_day=date(2026, 12, 1)), replace(course(2), since=LATER)], []),
    ("the last day is the first of the other", [course(1, last_day=LATER), replace(course(2), since=LATER)], [SAME]),
    ("over since yesterday", [course(1, last_day=ENDED), course(2)], []),
    ("both parents away", [course(1), course(2, FATHER)], [CARE]),
    ("both away, one with child care", [course(1), course(2, FATHER, child_care=PROVIDED)], []),
    ("both away at different times", [course(1), course(2, FATHER, TUESDAY)], []),
    ("a child and a parent away", [course(1), course(2, CHILD)], []),
    ("child care needed and open", [course(1, child_care=NEEDED)], [CARE]),
    ("child care needed, both away", [course(1, child_care=NEEDED), course(2, FATHER)], [CARE]),
    ("as many as one can carry", [step(1), step(2)], []),
    ("one more", [step(1), step(2), step(3)], [MANY]),
    ("three, but not at once", [step(1), step(2), replace(step(3), since=LATER), step(4, last_day=ENDED)], [MANY]),
    ("what others do does not weigh", [step(1), step(2), step(3, is_own=False)], []),
    ("two people share", [step(1), step(2), step(3, FATHER)], []),
    ("nobody holds the deadline", [step(1, due_on=LATER, is_held=False)], [UNHELD]),
    ("somebody holds it", [step(1, due_on=LATER)], []),
    ("no deadline to hold", [step(1, is_held=False)], []),
]


@pytest.mark.parametrize(("obligations", "kinds"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_clashes(obligations: list[Obligation], kinds: list[ClashKind]) -> None:
    assert [clash.kind for clash in clashes_in(FAMILY, obligations, LIMITS, TODAY)] == kinds


def _only(obligations: list[Obligation], family: tuple[Someone, ...] = FAMILY) -> Clash:
    (clash,) = clashes_in(family, obligations, LIMITS, TODAY)
    return clash


def test_the_time_of_both_is_told() -> None:
    clash = _only([course(1, last_day=LATER), course(2, FATHER, BUSY)])
    assert (clash.since, clash.last_day) == (date(2026, 10, 20), LATER)
    assert clash.at == (Slot(1, time(11), time(12)),)
    assert set(clash.people) == {MOTHER, FATHER}


@pytest.mark.parametrize(
    "family",
    [
        pytest.param(PARENTS, id="no children"),
        pytest.param((*PARENTS, Someone(CHILD, "Mila", date(2014, 11, 20))), id="twelve today"),
        pytest.param((*FAMILY, Someone(UUID(int=4), "Oma")), id="a third adult at home"),
    ],
)
def test_nobody_misses_the_parents(family: tuple[Someone, ...]) -> None:
    assert clashes_in(family, [course(1), course(2, FATHER)], LIMITS, TODAY) == []


def test_a_day_before_the_twelfth_birthday_somebody_has_to_be_there() -> None:
    family = (*PARENTS, Someone(CHILD, "Mila", date(2014, 11, 21)))
    assert _only([course(1), course(2, FATHER)], family).kind == CARE


def test_without_limits_of_the_site_nobody_is_overloaded() -> None:
    assert clashes_in(FAMILY, [step(1), step(2), step(3)], None, TODAY) == []


def test_only_the_largest_bundle_is_told() -> None:
    clash = _only([step(1), step(2), step(3), replace(step(4), since=LATER)])
    assert len(clash.obligations) == 4


@pytest.mark.parametrize(
    ("changed", "is_the_same"),
    [
        pytest.param({"title": "Umbenannt"}, True, id="another title"),
        pytest.param({"last_day": LATER}, False, id="another end"),
        pytest.param({"since": date(2026, 10, 21)}, False, id="another beginning"),
        pytest.param({"slots": (BUSY,)}, False, id="another time"),
        pytest.param({"id": UUID(int=999)}, False, id="another step"),
    ],
)
def test_a_clash_is_what_it_consists_of(changed: dict[str, Any], *, is_the_same: bool) -> None:
    first, second = course(1), course(2, FATHER)
    before = _only([first, second])
    after = _only([second, replace(first, **changed)])
    assert (before.key == after.key) == is_the_same


def test_the_order_in_which_steps_are_read_does_not_matter() -> None:
    steps = [step(1), step(2), step(3)]
    assert _only(steps).key == _only(steps[::-1]).key
