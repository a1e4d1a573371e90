"""Read milestones, goals and notes."""

from faden.domain.programme.enums import NoteTopic
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


def source_notes(topic: NoteTopic) -> list[SourceNote]:
    """What the sources leave open on a topic."""
    return list(SourceNote.objects.filter(ended_on=None, topic=topic).order_by("position", "key"))
