"""The client's feedback at the end of a stay."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import transaction

from faden.domain.cases.enums import AnsweredHow, Asked, Opinion
from faden.domain.cases.models import Case, Feedback, Stay
from faden.domain.cases.operations.holding import check_day, hold
from faden.domain.cases.operations.questionnaires import finish, hold_open
from faden.domain.cases.rules import may_work_on
from faden.domain.client_texts.queries import texts_in
from faden.domain.client_texts.shipped import LANGUAGES
from faden.kernel.access.actor import Actor
from faden.kernel.access.errors import Invalid, Refused
from faden.kernel.audit import operations as audit
from faden.kernel.files import operations as stored_files
from faden.kernel.files.enums import FileKind
from faden.lib.file_content import Upload

#: The groups of texts that the client reads here.
TEXTS = ("feedback", "tablet")
LONGEST_WORDS = 2000


@transaction.atomic
def ask_for_feedback(*, case: Case, language: str, actor: Actor, today: date) -> Feedback:
    """Ask the client, in this language; asked again, the answers so far stay.

    :raises Refused: it is finished, or the actor may not work on this case
    """
    case = hold(case, may_work_on, actor=actor, today=today, consented=True)
    feedback = _asked(_running_stay(case), language, actor=actor, on=today)
    audit.record("feedback.asked", actor=actor, subject=feedback, language=language)
    return feedback


@transaction.atomic
def answer_feedback(*, feedback: Feedback, question: Asked, opinion: int | None, actor: Actor, today: date) -> Feedback:
    """Store an answer; None leaves the question out."""
    feedback = hold_open(feedback, actor=actor, today=today)
    _check_answer(question, opinion)
    setattr(feedback, question.value, opinion)
    feedback.save(update_fields=[question.value])
    audit.record("feedback.answered", actor=actor, subject=feedback, question=question)
    return feedback


@transaction.atomic
def finish_feedback(*, feedback: Feedback, words: str, actor: Actor, today: date, now: datetime) -> Feedback:
    """The client has come to the end; sent twice, it is stored once."""
    said = {"words": words.strip()[:LONGEST_WORDS]}
    return finish(feedback, said, act="feedback.finished", actor=actor, today=today, now=now)


@transaction.atomic
def enter_paper_feedback(
    *,
    case: Case,
    language: str,
    on: date,
    answers: Mapping[Asked, int | None],
    words: str,
    actor: Actor,
    today: date,
    now: datetime,
    uploads: Sequence[Upload] = (),
) -> Feedback:
    """Enter what the client has ticked and written on the printed sheet; what the device had stored is replaced.

    :param answers: a question that was left out is None or missing
    :raises Refused: it is given already, or the actor may not work on this case
    :raises Invalid: nothing is filled in, a day that cannot be, or a scan that is not taken
    """
    case = hold(case, may_work_on, actor=actor, today=today, consented=True)
    stay = _running_stay(case)
    # A case reopened on the day of its closing begins its new stay tomorrow: what is answered today belongs to it.
    check_day(on, today, earliest=min(stay.since, today), why="Die Fallepisode")
    words = words.strip()[:LONGEST_WORDS]
    chosen = {question: answers.get(question) for question in Asked}
    if not words and not any(chosen.values()):
        raise Invalid({"": "Bitte tragen Sie mindestens eine Antwort oder die eigenen Worte ein."})
    feedback = _asked(stay, language, actor=actor, on=on)
    for question, opinion in chosen.items():
        _check_answer(question, opinion)
        setattr(feedback, question.value, opinion)
    feedback.how, feedback.words, feedback.finished_at = AnsweredHow.PAPER, words, now
    feedback.save()
    stored_files.store_all(uploads=uploads, subject=case.id, kind=FileKind.OTHER, actor=actor, hangs_on=feedback.id)
    audit.record("feedback.entered", actor=actor, subject=feedback, language=language, on=on)
    return feedback


@transaction.atomic
def note_sheet_printed(*, case: Case, language: str, actor: Actor, today: date) -> None:
    """Leave a trace that the questions were printed with the client's name."""
    hold(case, may_work_on, actor=actor, today=today, consented=True)
    audit.record("feedback.form_printed", actor=actor, subject=case, language=language)


def _running_stay(case: Case) -> Stay:
    return Stay.objects.get(case_id=case.id, until__isnull=True)


def _asked(stay: Stay, language: str, *, actor: Actor, on: date) -> Feedback:
    """The feedback of a stay, not finished: the one that is there, or a new one."""
    if language not in LANGUAGES:
        raise Invalid({"language": "In dieser Sprache gibt es die Fragen nicht."})
    asked = {"language": language, "texts_reviewed": not texts_in(language).unreviewed(TEXTS), "on": on}
    feedback, is_new = Feedback.objects.get_or_create(
        stay=stay, defaults={"case_id": stay.case_id, "begun_by_id": actor.id, **asked}
    )
    if feedback.is_finished:
        raise Refused("Die Rückmeldung zu dieser Fallepisode ist schon gegeben.")
    if not is_new:
        for name, value in asked.items():
            setattr(feedback, name, value)
        feedback.save(update_fields=list(asked))
    return feedback


def _check_answer(question: Asked, opinion: int | None) -> None:
    if question not in Asked or opinion not in {None, *(int(one) for one in Opinion)}:
        raise Invalid({"answer": "Diese Antwort steht nicht zur Auswahl."})
