"""Due dates, proposals and answers, each rule with the sentence it comes from."""

from datetime import date

import pytest

from faden.domain.tracks.calculation import Facts, due_days, fits, misfit, missing, offset_from, read, stored, waits_for
from faden.domain.tracks.definition import (
    Definition,
    Due,
    Proposal,
    Question,
    Step,
    as_data,
    digest_of,
    from_data,
)
from faden.domain.tracks.enums import Category, FieldKind, StepKind, Unit

BEGAN = date(2026, 1, 31)

OFFSETS = {
    "§ 187 BGB: 14 days after, the first day does not count": (Due(14, Unit.DAY, "beginn"), date(2026, 2, 14)),
    "§ 188 BGB: a week ends on the same weekday": (Due(2, Unit.WEEK, "beginn"), date(2026, 2, 14)),
    "§ 188 BGB: a month that has no 31st ends on its last day": (Due(1, Unit.MONTH, "beginn"), date(2026, 2, 28)),
    "six months at work": (Due(6, Unit.MONTH, "beginn"), date(2026, 7, 31)),
    "six weeks before the end of the help": (Due(6, Unit.WEEK, "beginn", before=True), date(2025, 12, 20)),
    "a month before": (Due(2, Unit.MONTH, "beginn", before=True), date(2025, 11, 30)),
    "on the day itself": (Due(0, Unit.DAY, "beginn"), BEGAN),
}


@pytest.mark.parametrize(("due", "expected"), OFFSETS.values(), ids=OFFSETS.keys())
def test_offsets(due: Due, expected: date) -> None:
    assert offset_from(BEGAN, due) == expected


def _step(key: str, due: Due | None = None) -> Step:
    return Step(key, key.capitalize(), StepKind.TALK, due)


JOB = Question("job", "Beginn der Arbeit", FieldKind.DATE, Category.SOCIAL, "Für die Termine.")
WAY = Definition(
    steps=(
        _step("talk", Due(14, Unit.DAY, "beginn")),
        _step("after", Due(7, Unit.DAY, "talk")),
        _step("work", Due(6, Unit.MONTH, "job")),
        _step("whenever"),
    ),
    questions=(JOB,),
)


def test_a_due_date_waits_for_the_day_it_is_reckoned_from() -> None:
    days = due_days(WAY, began_on=BEGAN, done={}, entered={})
    assert days == {"talk": date(2026, 2, 14), "after": None, "work": None, "whenever": None}


def test_the_day_a_step_was_done_counts_and_not_the_day_it_was_due() -> None:
    days = due_days(WAY, began_on=BEGAN, done={"talk": date(2026, 3, 1)}, entered={"job": date(2026, 4, 1)})
    assert days["after"] == date(2026, 3, 8)
    assert days["work"] == date(2026, 10, 1)


@pytest.mark.parametrize(
    ("step", "name"), [("after", "Talk"), ("work", "Beginn der Arbeit")], ids=["another step", "an entered day"]
)
def test_what_is_missing_has_a_name(step: str, name: str) -> None:
    due = WAY.step(step).due
    assert due
    assert waits_for(WAY, due) == name


ADULT, TODAY = date(2008, 11, 20), date(2026, 11, 20)
PROPOSALS = {
    "no rule proposes nobody": (None, {"uma"}, "open_hour", ADULT, False),
    "one of the target groups": (Proposal(("uma", "flucht")), {"flucht"}, "open_hour", ADULT, True),
    "another target group": (Proposal(("uma",)), {"eu"}, "open_hour", ADULT, False),
    "the way somebody came": (Proposal((), ("first_contact_point",)), set(), "first_contact_point", None, True),
    "group or way": (Proposal(("neu",), ("first_contact_point",)), {"neu"}, "open_hour", None, True),
    "18 today is 18": (Proposal(("uma",), (), 18, 27), {"uma"}, "open_hour", ADULT, True),
    "a day too young": (Proposal(("uma",), (), 18, 27), {"uma"}, "open_hour", date(2008, 11, 21), False),
    "27 until the day before the 28th birthday": (
        Proposal(("uma",), (), 18, 27), {"uma"}, "open_hour", date(1998, 11, 21), True,
    ),
    "28": (Proposal(("uma",), (), 18, 27), {"uma"}, "open_hour", date(1998, 11, 20), False),
    "an unknown age says nothing": (Proposal(("uma",), (), 18, 27), {"uma"}, "open_hour", None, True),
    "the legal area": (Proposal(legal_areas=("sgb8",)), {"sgb8"}, "open_hour", ADULT, True),
    "a group is no legal area": (Proposal(("sgb8x",), legal_areas=("sgb8y",)), {"sgb8"}, "open_hour", ADULT, False),
    "age alone": (Proposal((), (), 18, 27), set(), "open_hour", ADULT, True),
    "age alone, unknown": (Proposal((), (), 18, 27), set(), "open_hour", None, False),
}  # fmt: skip


@pytest.mark.parametrize(("rule", "groups", "path", "born", "expected"), PROPOSALS.values(), ids=PROPOSALS.keys())
def test_proposals(rule: Proposal | None, groups: set[str], path: str, born: date | None, *, expected: bool) -> None:
    facts = Facts(target_groups=groups - {"sgb8"}, legal_areas=groups & {"sgb8"}, access_path=path, born_on=born)
    assert fits(rule, facts, TODAY) is expected


def _asks(kind: FieldKind, *choices: str, required: bool = False) -> Question:
    return Question("x", "X", kind, Category.PLAIN, "wozu", choices, required)


ANSWERS = {
    "a day": (_asks(FieldKind.DATE), TODAY, True),
    "a text is no day": (_asks(FieldKind.DATE), "bald", False),
    "a day of nobody's life": (_asks(FieldKind.DATE), date(9999, 12, 31), False),
    "yes": (_asks(FieldKind.YES_NO), True, True),
    "no": (_asks(FieldKind.YES_NO), False, True),
    "perhaps": (_asks(FieldKind.YES_NO), "vielleicht", False),
    "one of the choices": (_asks(FieldKind.CHOICE, "a", "b"), "b", True),
    "none of the choices": (_asks(FieldKind.CHOICE, "a", "b"), "c", False),
    "2,000 characters": (_asks(FieldKind.TEXT), "x" * 2000, True),
    "2,001 characters": (_asks(FieldKind.TEXT), "x" * 2001, False),
    "nothing": (_asks(FieldKind.CHOICE, "a", "b"), None, True),
}


@pytest.mark.parametrize(("question", "answer", "right"), ANSWERS.values(), ids=ANSWERS.keys())
def test_answers(question: Question, answer: object, *, right: bool) -> None:
    assert (misfit(question, answer) is None) is right  # type: ignore[arg-type]


@pytest.mark.parametrize("answer", [TODAY, True, False, "b", None])
def test_an_answer_comes_back_as_it_was_given(answer: object) -> None:
    kind = {date: FieldKind.DATE, bool: FieldKind.YES_NO}.get(type(answer), FieldKind.TEXT)
    assert read(_asks(kind), stored(answer)) == answer  # type: ignore[arg-type]


def test_no_is_an_answer_to_a_required_question() -> None:
    question = _asks(FieldKind.YES_NO, required=True)
    assert missing([question], {"x": False}) == {}
    assert set(missing([question], {"x": None})) == {"x"}


def test_a_definition_comes_back_as_it_was_stored() -> None:
    assert from_data(as_data(WAY)) == WAY


def test_a_changed_word_is_another_version() -> None:
    one = {"name": "Weg", "definition": as_data(WAY)}
    assert digest_of(one) == digest_of(dict(reversed(one.items())))
    assert digest_of(one) != digest_of({**one, "name": "Wege"})
