"""Templates of measures: steps that often follow each other."""

from dataclasses import dataclass
from datetime import date, timedelta

from faden.domain.cases.enums import Responsible
from faden.domain.cases.models import MeasureTemplate
from faden.kernel.access.errors import NotVisible


@dataclass(frozen=True)
class TemplateStep:
    """A step as it would be planned.

    :param due_on: so many days after the first day
    """

    title: str
    responsible: Responsible
    due_on: date


def measure_templates() -> list[MeasureTemplate]:
    """What the site offers."""
    return list(MeasureTemplate.objects.filter(ended_on__isnull=True).order_by("position", "key"))


def template_by_key(key: str) -> MeasureTemplate:
    """One of them.

    :raises NotVisible: there is none
    """
    found = MeasureTemplate.objects.filter(key=key, ended_on__isnull=True).first()
    if found is None:
        raise NotVisible
    return found


def steps_from(template: MeasureTemplate, first_day: date) -> list[TemplateStep]:
    """The steps with their days, in their order."""
    numbered = sorted(template.steps.items(), key=lambda item: int(item[0]))
    return [
        TemplateStep(step["title"], Responsible(step["responsible"]), first_day + timedelta(days=step["days"]))
        for _, step in numbered
    ]
