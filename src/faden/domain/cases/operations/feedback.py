"""The client's feedback at the end of a stay."""

from datetime import date, datetime

from django.db import transaction

from faden.domain.cases.enums import Asked, Opinion
from faden.domain.cases.models import Case, Feedback, Stay
from faden.domain.cases.operations.holding import hold
from faden.domain.cases.rules import may_work_on
from faden.domain.client_texts.queries import texts_in
from faden.domain.client_texts.shipped import LANGUAGES
from faden.kernel.access.actor import Actor
from faden.kernel.access.editing import lock
from faden.kernel.access.errors import Invalid, Refused
from faden.kernel.audit import operations as audit

#: The groups of texts that the client reads here.
TEXTS = ("feedback", "tablet")
LONGEST_WORDS = 2000


@transaction.atomic
def ask_for_feedback(*, case: Case, language: str, actor: Actor, today: date) -> Feedback:
    """Ask the client, in this language; asked again, the answers so far stay.

    :raises Refused: it is finished, or the actor may not work on this case
    """
    case = hold(case, may_work_on, actor=actor, today=today, consented=True)
    if language not in LANGUAGES:
        raise Invalid({"language": "In dieser Sprache gibt es die Fragen nicht."})
    stay = Stay.objects.get(case_id=case.id, until__isnull=True)
    asked = {"language": language, "texts_reviewed": not texts_in(language).unreviewed(TEXTS), "on": today}
    feedback, is_new = Feedback.objects.get_or_create(
        stay=stay, defaults={"case_id": case.id, "begun_by_id": actor.id, **asked}
    )
    if feedback.is_finished:
        raise Refused("Die Rückmeldung zu dieser Fallepisode ist schon gegeben.")
    if not is_new:
        for name, value in asked.items():
            setattr(feedback, name, value)
        feedback.save(update_fields=list(asked))
    audit.record("feedback.asked", actor=actor, subject=feedback, language=language)
    return feedback


@transaction.atomic
def answer_feedback(*, feedback: Feedback, question: Asked, opinion: int | None, actor: Actor, today: date) -> Feedback:
    """Store an answer; None leaves the question out."""
    feedback = _held(feedback, actor=actor, today=today)
    if question not in Asked or opinion not in {None, *(int(one) for one in Opinion)}:
        raise Invalid({"answer": "Diese Antwort steht nicht zur Auswahl."})
    setattr(feedback, question.value, opinion)
    feedback.save(update_fields=[question.value])
    audit.record("feedback.answered", actor=actor, subject=feedback, question=question)
    return feedback


@transaction.atomic
def finish_feedback(*, feedback: Feedback, words: str, actor: Actor, today: date, now: datetime) -> Feedback:
    """The client has come to the end; sent twice, it is stored once."""
    feedback = lock(feedback)
    if feedback.is_finished:
        return feedback
    feedback = _held(feedback, actor=actor, today=today)
    feedback.words, feedback.finished_at = words.strip()[:LONGEST_WORDS], now
    feedback.save(update_fields=["words", "finished_at"])
    audit.record("feedback.finished", actor=actor, subject=feedback)
    return feedback


def _held(feedback: Feedback, *, actor: Actor, today: date) -> Feedback:
    hold(feedback.case, may_work_on, actor=actor, today=today)
    feedback = lock(feedback)
    if feedback.is_finished:
        raise Refused("Die Rückmeldung ist abgeschlossen.")
    return feedback
