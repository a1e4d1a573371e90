"""What a track consists of, as the site file says it; kept as data, so that a running track keeps its version."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256
from json import dumps
from typing import Any

from faden.domain.tracks.enums import Category, FieldKind, StepKind, Unit

#: The anchor that every track has: the day on which it begins in a case.
BEGINNING = "beginn"


@dataclass(frozen=True)
class Due:
    """A due date: so many units after (or before) a day.

    :param anchor: ``beginn``, the key of another step (the day it was done) or of a question for a day
    """

    count: int
    unit: Unit
    anchor: str
    before: bool = False


@dataclass(frozen=True)
class Step:
    """Something to do.

    :param organisation: the name of the organisation with which it is done
    """

    key: str
    name: str
    kind: StepKind
    due: Due | None = None
    organisation: str = ""
    help: str = ""


@dataclass(frozen=True)
class Question:
    """An extra field.

    :param purpose: what the answer is needed for, said to the client
    :param step: the step with which it is asked; empty for the track as a whole
    """

    key: str
    name: str
    kind: FieldKind
    category: Category
    purpose: str
    choices: tuple[str, ...] = ()
    required: bool = False
    step: str = ""


@dataclass(frozen=True)
class PrintForm:
    """A paper with answers (or lines to write on), steps and signatures."""

    key: str
    title: str
    text: str = ""
    questions: tuple[str, ...] = ()
    shows_steps: bool = False
    signatures: tuple[str, ...] = ()


@dataclass(frozen=True)
class Proposal:
    """For whom a track is proposed: one of the target groups, access paths or legal areas, within the ages."""

    target_groups: tuple[str, ...] = ()
    access_paths: tuple[str, ...] = ()
    age_from: int | None = None
    age_to: int | None = None
    legal_areas: tuple[str, ...] = ()


@dataclass(frozen=True)
class Definition:
    """Steps, questions and print forms in the order of the site file."""

    steps: tuple[Step, ...]
    questions: tuple[Question, ...] = ()
    forms: tuple[PrintForm, ...] = ()
    proposal: Proposal | None = None

    def step(self, key: str) -> Step:
        """The step of that key."""
        return next(step for step in self.steps if step.key == key)

    def asked_with(self, step: str) -> tuple[Question, ...]:
        """The questions that belong to a step (empty: to the track as a whole)."""
        return tuple(question for question in self.questions if question.step == step)


def as_data(definition: Definition) -> dict[str, Any]:
    """As it is stored; a rule that names no legal area is kept as it was before there were any, so no new version."""
    plain: dict[str, Any] = asdict(definition)
    if plain["proposal"] and not plain["proposal"]["legal_areas"]:
        del plain["proposal"]["legal_areas"]
    return plain


def from_data(data: Mapping[str, Any]) -> Definition:
    """Read what ``as_data`` has written."""
    proposal = data["proposal"]
    return Definition(
        steps=tuple(_step(one) for one in data["steps"]),
        questions=tuple(_question(one) for one in data["questions"]),
        forms=tuple(
            PrintForm(**{**one, "questions": tuple(one["questions"]), "signatures": tuple(one["signatures"])})
            for one in data["forms"]
        ),
        proposal=Proposal(**{name: _plain(value) for name, value in proposal.items()}) if proposal else None,
    )


def digest_of(values: Mapping[str, Any]) -> str:
    """What a version is recognised by: the same content, the same version."""
    return sha256(dumps(values, sort_keys=True, default=str).encode()).hexdigest()


def _plain(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _step(one: Mapping[str, Any]) -> Step:
    due = one["due"]
    return Step(
        **{**one, "kind": StepKind(one["kind"]), "due": Due(**{**due, "unit": Unit(due["unit"])}) if due else None}
    )


def _question(one: Mapping[str, Any]) -> Question:
    return Question(
        **{
            **one,
            "kind": FieldKind(one["kind"]),
            "category": Category(one["category"]),
            "choices": tuple(one["choices"]),
        }
    )
