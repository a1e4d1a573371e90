"""The client's own view: begun by the case manager, answered by the client, one answer at a time."""

from datetime import date, datetime

from django.db import transaction

from faden.domain.cases.enums import FilledBy, Need
from faden.domain.cases.models import Case, OwnAnswer, OwnView
from faden.domain.cases.operations.holding import hold
from faden.domain.cases.operations.questionnaires import finish, hold_open
from faden.domain.cases.rules import may_work_on
from faden.domain.catalogues.models import LifeDomain
from faden.domain.client_texts.queries import texts_in
from faden.domain.client_texts.shipped import LANGUAGES
from faden.kernel.access.actor import Actor
from faden.kernel.access.errors import Invalid
from faden.kernel.audit import operations as audit

#: The groups of texts that the client reads here.
TEXTS = ("question", "answer", "own_view", "tablet")
LONGEST_WISH = 2000


@transaction.atomic
def begin_own_view(
    *, case: Case, language: str, filled_by: FilledBy, actor: Actor, today: date, now: datetime
) -> OwnView:
    """Ask the client for the own view, in this language.

    :raises Refused: the actor may not work on this case, or the consent is missing
    """
    case = hold(case, may_work_on, actor=actor, today=today, consented=True)
    if language not in LANGUAGES:
        raise Invalid({"language": "In dieser Sprache gibt es die Fragen nicht."})
    own_view = OwnView.objects.create(
        case=case,
        language=language,
        texts_reviewed=not texts_in(language).unreviewed(TEXTS),
        filled_by=filled_by,
        on=today,
        begun_by_id=actor.id,
        begun_at=now,
    )
    audit.record("own_view.begun", actor=actor, subject=own_view, language=language, filled_by=filled_by)
    return own_view


@transaction.atomic
def resume_own_view(*, own_view: OwnView, actor: Actor, today: date) -> OwnView:
    """Hand the questions to the client again, where the answers stopped.

    :raises Refused: it is finished, or the actor may not work on the case
    """
    own_view = hold_open(own_view, actor=actor, today=today)
    audit.record("own_view.resumed", actor=actor, subject=own_view)
    return own_view


@transaction.atomic
def answer_own_view(
    *, own_view: OwnView, life_domain: LifeDomain, step: int | None, actor: Actor, today: date, now: datetime
) -> OwnAnswer:
    """Store an answer; the client may go back and answer again until the end.

    :param step: None when the question is left out
    """
    own_view = hold_open(own_view, actor=actor, today=today)
    if step is not None and step not in {int(need) for need in Need}:
        raise Invalid({"step": "Eine Antwort liegt zwischen 0 und 4."})
    answer, _ = OwnAnswer.objects.update_or_create(
        own_view=own_view,
        life_domain=life_domain,
        defaults={"step": step, "answered_at": now},
        create_defaults={"case_id": own_view.case_id, "step": step, "answered_at": now},
    )
    audit.record("own_view.answered", actor=actor, subject=own_view, life_domain=life_domain)
    return answer


@transaction.atomic
def finish_own_view(*, own_view: OwnView, wish: str, actor: Actor, today: date, now: datetime) -> OwnView:
    """The client has come to the end: what matters most, in the client's own words.

    Sent twice, it is stored once.
    """
    said = {"wish": wish.strip()[:LONGEST_WISH]}
    return finish(own_view, said, act="own_view.finished", actor=actor, today=today, now=now)
