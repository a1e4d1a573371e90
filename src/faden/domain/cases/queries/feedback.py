"""The client's feedback to the present stay."""

from uuid import UUID

from faden.domain.cases.enums import Asked
from faden.domain.cases.models import Case, Feedback
from faden.domain.client_texts.shipped import LANGUAGES
from faden.kernel.access.errors import NotVisible


def feedback_of(case: Case) -> Feedback | None:
    """What the client has answered in the stay that is running, if anything was asked."""
    return Feedback.objects.filter(case_id=case.id, stay__until__isnull=True).first()


def running_feedback(feedback_id: UUID) -> Feedback:
    """The feedback that is being given, with its case.

    :raises NotVisible: not there for this actor
    """
    found = Feedback.objects.filter(id=feedback_id).select_related("case__person").first()
    if found is None:
        raise NotVisible
    return found


def answers_in_words(feedback: Feedback) -> list[tuple[str, str]]:
    """Question and answer in German, without what was left out."""
    return [
        (one.label, getattr(feedback, f"get_{one.value}_display")())
        for one in Asked
        if getattr(feedback, one.value) is not None
    ]


def language_of(feedback: Feedback) -> str:
    """The language it was given in, as the staff calls it."""
    return LANGUAGES[feedback.language].german
