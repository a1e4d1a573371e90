"""Goals: what the client wants to reach, in the client's words."""

from datetime import date
from uuid import UUID

from django.db import transaction

from faden.domain.cases.enums import GoalState
from faden.domain.cases.models import Case, Goal, GoalStep
from faden.domain.cases.operations.holding import check_day, hold
from faden.domain.cases.rules import may_work_on
from faden.domain.catalogues.models import LifeDomain
from faden.kernel.access.actor import Actor
from faden.kernel.access.editing import insert, lock, save_edit
from faden.kernel.access.errors import Invalid
from faden.kernel.audit import operations as audit
from faden.lib.identifiers import new_id
from faden.lib.languages import LANGUAGES

NO_WORDS = {"words": "Bitte das Ziel in den Worten der Klientin oder des Klienten aufschreiben."}


@transaction.atomic
def agree_goal(
    *,
    case: Case,
    life_domain: LifeDomain,
    words: str,
    on: date,
    actor: Actor,
    today: date,
    language: str = "de",
    german: str = "",
    goal_id: UUID | None = None,
) -> Goal:
    """Agree on a goal with the client.

    :param words: as the client says it, in whatever language
    :param language: of these words
    :param german: what they mean in German, where that is another language
    :param goal_id: made by the form; the same sent twice is one goal, other words sent under it are another
    """
    case = hold(case, may_work_on, actor=actor, today=today, consented=True)
    if goal_id and (agreed := Goal.objects.filter(id=goal_id, case_id=case.id).first()):
        if agreed.words == words.strip():
            return agreed
        goal_id = None
    check_day(on, today, earliest=case.opened_on, why="Der Fall")
    if not words.strip():
        raise Invalid(NO_WORDS)
    spoken = _spoken(language, german)
    goal = Goal(id=goal_id or new_id(), case=case, life_domain=life_domain, words=words.strip(), agreed_on=on, **spoken)
    insert(goal)
    audit.record("goal.agreed", actor=actor, subject=goal, on=on, life_domain=life_domain)
    return goal


@transaction.atomic
def change_goal(
    *,
    goal: Goal,
    version: int,
    words: str,
    state: GoalState,
    on: date,
    actor: Actor,
    today: date,
    language: str | None = None,
    german: str | None = None,
) -> Goal:
    """Put a goal into other words, or say how far it is reached; what it was stays in its history.

    :param language: of the words; None leaves language and German rendering as they are
    :raises Conflict: somebody has changed it since
    """
    hold(goal.case, may_work_on, actor=actor, today=today)
    goal = lock(goal, version=version, fields=("words", "german", "state"))
    check_day(on, today, earliest=goal.agreed_on, why="Das Ziel")
    words = words.strip()
    if not words:
        raise Invalid(NO_WORDS)
    spoken = _spoken(goal.language, goal.german) if language is None else _spoken(language, german or "")
    if (words, state, spoken) != (goal.words, goal.state, {"language": goal.language, "german": goal.german}):
        step_goal(goal, words=words, state=state, on=on, actor=actor, **spoken)
    return goal


def _spoken(language: str, german: str) -> dict[str, str]:
    """The language of the words; said in German, they need no rendering."""
    if language not in LANGUAGES:
        raise Invalid({"language": "Diese Sprache steht nicht zur Auswahl."})
    return {"language": language, "german": "" if language == "de" else german.strip()}


def step_goal(goal: Goal, *, words: str, state: GoalState, on: date, actor: Actor, **spoken: str) -> None:
    """Write the step and the goal as it is from now on; the goal must be locked."""
    former = GoalState(goal.state)
    german = spoken.get("german", goal.german)
    GoalStep.objects.create(
        case_id=goal.case_id,
        goal=goal,
        from_state=former,
        to_state=state,
        former_words=goal.words if words != goal.words else "",
        former_german=goal.german if german != goal.german else "",
        on=on,
        author_id=actor.id,
    )
    reworded = (words, german) != (goal.words, goal.german)
    save_edit(goal, words=words, state=state, **spoken)
    audit.record("goal.changed", actor=actor, subject=goal, on=on, reworded=reworded, state=[former, state])
