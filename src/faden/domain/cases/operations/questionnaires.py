"""What every questionnaire in a client's hands has in common: it is answered while it is open, and ended once."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import TypeVar

from faden.domain.cases.models import Feedback, OwnView
from faden.domain.cases.operations.holding import hold
from faden.domain.cases.rules import may_work_on
from faden.kernel.access.actor import Actor
from faden.kernel.access.editing import lock
from faden.kernel.access.errors import Refused
from faden.kernel.audit import operations as audit

Questionnaire = TypeVar("Questionnaire", OwnView, Feedback)


def hold_open(given: Questionnaire, *, actor: Actor, today: date) -> Questionnaire:
    """Lock what is being answered.

    :raises Refused: it is ended, or the actor may not work on the case
    """
    given = _held(given, actor=actor, today=today)
    if given.is_finished:
        raise Refused("Das ist schon abgeschlossen.")
    return given


def finish(
    given: Questionnaire, said: Mapping[str, str], *, act: str, actor: Actor, today: date, now: datetime
) -> Questionnaire:
    """End it with the client's own words; sent twice, it is stored once.

    :param said: the words by the name of their column
    :param act: for the trace
    """
    given = _held(given, actor=actor, today=today)
    if given.is_finished:
        return given
    for name, words in said.items():
        setattr(given, name, words)
    given.finished_at = now
    given.save(update_fields=[*said, "finished_at"])
    audit.record(act, actor=actor, subject=given)
    return given


def _held(given: Questionnaire, *, actor: Actor, today: date) -> Questionnaire:
    hold(given.case, may_work_on, actor=actor, today=today)
    return lock(given)
