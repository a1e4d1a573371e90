"""Read milestones, goals and notes."""

from dataclasses import dataclass, replace

from faden.domain.programme.enums import Counted, Judgement, NoteTopic
from faden.domain.programme.models import Milestone, OperativeGoal, SourceNote


def milestones() -> list[Milestone]:
    """The milestone plan, each line with its periods loaded."""
    return list(Milestone.objects.filter(ended_on=None).prefetch_related("periods").order_by("position", "key"))


def operative_goals(school_year: int) -> list[OperativeGoal]:
    """The goals of a school year, each with its targets loaded.

    :param school_year: the calendar year in which it begins
    """
    return list(
        OperativeGoal.objects.filter(ended_on=None, school_year=school_year)
        .prefetch_related("targets")
        .order_by("number", "key")
    )


@dataclass(frozen=True)
class GoalOfYear:
    """An operative goal as a report tells it; ``targets`` are what is counted and how many there should be."""

    number: int
    text: str
    judgement: Judgement
    report: str
    source: str
    targets: tuple[tuple[Counted, int], ...] = ()


def goals_of_year(school_year: int) -> list[GoalOfYear]:
    """The goals of a school year with their targets, in one statement.

    :param school_year: the calendar year in which it begins
    """
    rows = OperativeGoal.objects.filter(ended_on=None, school_year=school_year).values_list(
        "key", "number", "text", "judgement", "report", "source", "targets__counted", "targets__at_least"
    )
    found: dict[str, GoalOfYear] = {}
    for key, number, text, judgement, report, source, counted, at_least in rows.order_by(
        "number", "key", "targets__counted"
    ):
        goal = found.setdefault(key, GoalOfYear(number, text, Judgement(judgement), report, source))
        if counted:
            found[key] = replace(goal, targets=(*goal.targets, (Counted(counted), at_least)))
    return list(found.values())


def source_notes(topic: NoteTopic) -> list[SourceNote]:
    """What the sources leave open on a topic."""
    return list(SourceNote.objects.filter(ended_on=None, topic=topic).order_by("position", "key"))
