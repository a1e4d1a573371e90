"""What the client is asked: choices one after the other, and a last question for own words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from faden.domain.cases.enums import Asked
from faden.domain.cases.operations.feedback import TEXTS as FEEDBACK_TEXTS
from faden.domain.cases.operations.feedback import answer_feedback, finish_feedback
from faden.domain.cases.operations.own_view import LONGEST_WISH, answer_own_view, finish_own_view
from faden.domain.cases.queries.feedback import running_feedback
from faden.domain.cases.queries.own_views import answers_of, running_own_view
from faden.domain.catalogues.queries import life_domains
from faden.domain.client_texts.queries import Texts, texts_in
from faden.web.layout.kiosk import Task
from faden.web.layout.pages import Request

NEEDS = range(5)
ASKED = tuple(Asked)


@dataclass(frozen=True)
class Choice:
    """An answer: a large button, with so many of the dots filled."""

    value: int
    text: str
    dots: int


@dataclass(frozen=True)
class Question:
    """A question with its answers; ``chosen`` is what was answered before."""

    topic: str
    text: str
    choices: tuple[Choice, ...]
    chosen: int | None

    @property
    def most_dots(self) -> int:
        """How many dots stand beside each answer."""
        return max(choice.dots for choice in self.choices)


@dataclass(frozen=True)
class Questionnaire:
    """Everything the client is asked, and how the answers are stored.

    :param store: number of the question (from 0) and the answer, None when it was left out
    :param finish: the last question's words
    """

    texts: Texts
    groups: tuple[str, ...]
    title: str
    intro: str
    who_reads: str
    questions: tuple[Question, ...]
    last: str
    last_help: str
    words: str
    is_finished: bool
    store: Callable[[int, int | None], object]
    finish: Callable[[str], object]

    @property
    def count(self) -> int:
        """How many questions, the last one included."""
        return len(self.questions) + 1

    @property
    def is_unreviewed(self) -> bool:
        """Whether the client reads a translation that nobody has checked."""
        return self.texts.unreviewed(self.groups)


#: More than this nobody writes with a finger; the rest would be cut off.
LONGEST_WORDS = LONGEST_WISH


def questionnaire(request: Request, task: Task) -> Questionnaire:
    """What the running task asks.

    :raises NotVisible: its row is not there (any more) for whoever began it
    """
    return KINDS[task.kind](request, task)


def _own_view(request: Request, task: Task) -> Questionnaire:
    own_view, texts = running_own_view(task.subject_id), texts_in(task.language)
    asked = [domain for domain in life_domains() if f"question.{domain.key}" in texts]
    given = answers_of(own_view)
    choices = tuple(Choice(step, texts[f"answer.step_{step}"], step) for step in NEEDS)
    acting: dict[str, Any] = {
        "own_view": own_view,
        "actor": request.actor,
        "today": request.today,
        "now": timezone.now(),
    }
    return Questionnaire(
        texts=texts,
        groups=("domain", "question", "answer", "own_view", "tablet"),
        title=texts["own_view.title"],
        intro=texts.fill("own_view.intro", count=len(asked) + 1),
        who_reads=texts["own_view.who_reads"],
        questions=tuple(
            Question(texts[f"domain.{one.key}"], texts[f"question.{one.key}"], choices, given.get(one.id))
            for one in asked
        ),
        last=texts["own_view.wish"],
        last_help=texts["own_view.wish_help"],
        words=own_view.wish,
        is_finished=own_view.is_finished,
        store=lambda number, step: answer_own_view(life_domain=asked[number], step=step, **acting),
        finish=lambda words: finish_own_view(wish=words, **acting),
    )


def _feedback(request: Request, task: Task) -> Questionnaire:
    feedback, texts = running_feedback(task.subject_id), texts_in(task.language)
    words = (texts["feedback.no"], texts["feedback.little"], texts["feedback.mostly"], texts["feedback.yes"])
    choices = tuple(Choice(value, words[value - 1], value - 1) for value in (4, 3, 2, 1))
    acting: dict[str, Any] = {"feedback": feedback, "actor": request.actor, "today": request.today}
    return Questionnaire(
        texts=texts,
        groups=FEEDBACK_TEXTS,
        title=texts["feedback.title"],
        intro=texts.fill("feedback.intro", count=len(ASKED) + 1),
        who_reads=texts["feedback.who_reads"],
        questions=tuple(
            Question("", texts[f"feedback.{one.value}"], choices, getattr(feedback, one.value)) for one in ASKED
        ),
        last=texts["feedback.words"],
        last_help=texts["feedback.words_help"],
        words=feedback.words,
        is_finished=feedback.is_finished,
        store=lambda number, opinion: answer_feedback(question=ASKED[number], opinion=opinion, **acting),
        finish=lambda said: finish_feedback(words=said, now=timezone.now(), **acting),
    )


KINDS: Mapping[str, Callable[[Request, Task], Questionnaire]] = {"own_view": _own_view, "feedback": _feedback}
