"""Goal agreements: what would stand in the next one, and what was agreed before."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from faden.domain.cases.enums import GoalState, SignedBy
from faden.domain.cases.models import AgreedGoal, AgreementSignature, Case, Goal, GoalAgreement
from faden.kernel.access.errors import NotVisible


@dataclass(frozen=True)
class DraftGoal:
    """A goal as it would stand in an agreement; ``version`` is held against the goal when it is concluded."""

    id: UUID
    version: int
    domain: str
    domain_key: str
    words: str
    language: str
    german: str


@dataclass(frozen=True)
class Agreed:
    """An agreement with its goals and signatures.

    :param is_newest: no later one has been concluded
    :param is_current: newest, and the open goals are still those that stand in it
    """

    agreement: GoalAgreement
    goals: tuple[AgreedGoal, ...]
    signatures: tuple[AgreementSignature, ...]
    is_newest: bool
    is_current: bool

    @property
    def missing(self) -> tuple[SignedBy, ...]:
        """Who has not signed yet."""
        signed = {one.by for one in self.signatures}
        return tuple(who for who in SignedBy if who.value not in signed)

    @property
    def is_signed(self) -> bool:
        """Both have signed."""
        return not self.missing


def goals_to_agree(case: Case) -> list[DraftGoal]:
    """The open goals, in the order in which they were set."""
    open_goals = Goal.objects.filter(case_id=case.id, state=GoalState.OPEN).select_related("life_domain")
    return [
        DraftGoal(
            goal.id, goal.version, str(goal.life_domain), goal.life_domain.key, goal.words, goal.language, goal.german
        )
        for goal in open_goals.order_by("agreed_on", "id")
    ]


def agreements_of(case: Case) -> list[Agreed]:
    """All agreements of a case, newest first."""
    rows = GoalAgreement.objects.filter(case_id=case.id).select_related("author", "document", "signed_document")
    found = list(rows.prefetch_related("goals__goal__life_domain", "signatures").order_by("-concluded_at", "-id"))
    now = _spoken(Goal.objects.filter(case_id=case.id, state=GoalState.OPEN)) if found else set()
    return [
        Agreed(
            agreement=row,
            goals=tuple(row.goals.all()),
            signatures=tuple(row.signatures.all()),
            is_newest=place == 0,
            is_current=place == 0 and now <= {_said(one.goal_id, one) for one in row.goals.all()},
        )
        for place, row in enumerate(found)
    ]


def agreement_of(case: Case, agreement_id: UUID) -> Agreed:
    """One agreement of this case.

    :raises NotVisible: there is none
    """
    found = next((one for one in agreements_of(case) if one.agreement.id == agreement_id), None)
    if found is None:
        raise NotVisible
    return found


def agreement_by_id(agreement_id: UUID) -> tuple[Case, Agreed]:
    """An agreement and its case, if the actor sees them.

    :raises NotVisible: not there for this actor
    """
    row = GoalAgreement.objects.filter(id=agreement_id).select_related("case__person").first()
    if row is None:
        raise NotVisible
    return row.case, agreement_of(row.case, agreement_id)


def as_drafts(goals: Sequence[AgreedGoal]) -> list[DraftGoal]:
    """The goals of an agreement, to be printed again as they stood."""
    return [
        DraftGoal(
            one.goal_id,
            one.goal.version,
            str(one.goal.life_domain),
            one.goal.life_domain.key,
            one.words,
            one.language,
            one.german,
        )
        for one in goals
    ]


def _spoken(goals: Iterable[Goal]) -> set[tuple[object, ...]]:
    return {_said(goal.id, goal) for goal in goals}


def _said(goal_id: UUID, said: Goal | AgreedGoal) -> tuple[object, ...]:
    return (goal_id, said.words, said.language, said.german)
