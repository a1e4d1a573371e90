"""Take over a template: several steps of the plan in one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from faden.domain.cases.enums import Responsible
from faden.domain.cases.models import Case, Goal, Measure, MeasureTemplate
from faden.domain.cases.operations.measures import plan_measure
from faden.domain.organisations.models import Organisation
from faden.kernel.access.actor import Actor
from faden.kernel.access.errors import Invalid
from faden.kernel.audit import operations as audit


@dataclass(frozen=True)
class ChosenStep:
    """A step as it was previewed and changed; ``number`` is its place in the form."""

    number: int
    title: str
    responsible: Responsible
    due_on: date | None
    organisation: Organisation | None = None


@transaction.atomic
def adopt_template(
    *,
    case: Case,
    template: MeasureTemplate,
    steps: Sequence[ChosenStep],
    on: date,
    actor: Actor,
    today: date,
    goal: Goal | None = None,
) -> list[Measure]:
    """Plan the chosen steps, all or none.

    :param on: the day on which they are planned
    :raises Invalid: nothing is chosen, or a step is wrong (``title_2``, ``due_on_2`` …)
    """
    if not steps:
        raise Invalid({"": "Bitte wählen Sie mindestens einen Schritt aus."})
    planned = []
    for step in steps:
        try:
            measure = plan_measure(
                case=case,
                title=step.title,
                responsible=step.responsible,
                organisation=step.organisation,
                due_on=step.due_on,
                goal=goal,
                on=on,
                actor=actor,
                today=today,
            )
        except Invalid as invalid:
            raise Invalid({_of_step(field, step): why for field, why in invalid.errors.items()}) from invalid
        planned.append(measure)
    audit.record("measure.template_adopted", actor=actor, subject=case, template=template.key, steps=len(planned))
    return planned


def _of_step(field: str, step: ChosenStep) -> str:
    """The field of the preview that an error belongs to."""
    return field if field in ("", "on", "goal") else f"{field}_{step.number}"
