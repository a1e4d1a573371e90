"""When the steps of a track are due, for whom it is proposed, and whether an answer fits: pure, days are arguments."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from faden.domain.tracks.definition import BEGINNING, Definition, Due, Proposal, Question
from faden.domain.tracks.enums import FieldKind, Unit
from faden.lib.german import age_in_years
from faden.lib.periods import add_months

#: An answer as it is given; as data a day is written ``2026-11-20``.
Answer = str | bool | date | None
LONGEST_TEXT = 2000
#: What can be a day in somebody's life; from it due days are reckoned.
YEARS = range(1900, 2200)


def offset_from(day: date, due: Due) -> date:
    """The day so many days, weeks or months after (or before) another; months end as § 188 BGB says."""
    count = -due.count if due.before else due.count
    match due.unit:
        case Unit.MONTH:
            return add_months(day, count)
        case Unit.WEEK:
            return day + timedelta(weeks=count)
    return day + timedelta(days=count)


def due_days(
    definition: Definition, *, began_on: date, done: Mapping[str, date], entered: Mapping[str, date]
) -> dict[str, date | None]:
    """When each step is due; None as long as the day is missing from which it is reckoned, or where it has none.

    Nothing is due before the track begins, as "six weeks before the end of the help" might be when the end is near.

    :param done: the day on which each finished step was done (or fell away)
    :param entered: the answers that are days
    """
    known = {**entered, **done, BEGINNING: began_on}
    return {
        step.key: max(offset_from(known[step.due.anchor], step.due), began_on)
        if step.due and step.due.anchor in known
        else None
        for step in definition.steps
    }


def waits_for(definition: Definition, due: Due) -> str:
    """What is missing before a due date can be reckoned, by its name."""
    names = {one.key: one.name for one in definition.questions} | {one.key: one.name for one in definition.steps}
    return names.get(due.anchor, "")


@dataclass(frozen=True)
class Facts:
    """What is known of somebody when a track is proposed: keys of the catalogues, the way they came, the birth date."""

    target_groups: Collection[str] = ()
    legal_areas: Collection[str] = ()
    access_path: str = ""
    born_on: date | None = None


def fits(proposal: Proposal | None, facts: Facts, on: date) -> bool:
    """Whether a track is proposed to somebody.

    Without a birth date the ages say nothing; a track without a rule is proposed to nobody.
    """
    if proposal is None:
        return False
    if facts.born_on is not None:
        age = age_in_years(facts.born_on, on)
        if proposal.age_from is not None and age < proposal.age_from:
            return False
        if proposal.age_to is not None and age > proposal.age_to:
            return False
    if proposal.target_groups or proposal.access_paths or proposal.legal_areas:
        return (
            any(group in facts.target_groups for group in proposal.target_groups)
            or any(area in facts.legal_areas for area in proposal.legal_areas)
            or facts.access_path in proposal.access_paths
        )
    return facts.born_on is not None


def misfit(question: Question, answer: Answer) -> str | None:
    """Why an answer does not fit its question, in German; None when it does. Nothing is no answer and fits."""
    if answer in ("", None):
        return None
    match question.kind:
        case FieldKind.DATE if not isinstance(answer, date) or answer.year not in YEARS:
            return "Bitte ein Datum eingeben, zum Beispiel 20.11.2026."
        case FieldKind.YES_NO if not isinstance(answer, bool):
            return "Bitte Ja oder Nein wählen."
        case FieldKind.CHOICE if answer not in question.choices:
            return "Das steht nicht zur Auswahl."
        case FieldKind.TEXT if not isinstance(answer, str) or len(answer) > LONGEST_TEXT:
            return f"Bitte höchstens {LONGEST_TEXT} Zeichen schreiben."
    return None


def missing(questions: Iterable[Question], answers: Mapping[str, Answer]) -> dict[str, str]:
    """What must be answered and is not, by key, with the sentence for the field."""
    return {
        question.key: "Diese Angabe braucht der Schritt."
        for question in questions
        if question.required and answers.get(question.key) in ("", None)
    }


def stored(answer: Answer) -> str | bool | None:
    """An answer as it is kept."""
    return answer.isoformat() if isinstance(answer, date) else answer


def read(question: Question, value: Answer) -> Answer:
    """An answer from what is kept."""
    if question.kind is FieldKind.DATE and isinstance(value, str) and value:
        return date.fromisoformat(value)
    return value
