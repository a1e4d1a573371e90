"""The plan: who does what, by when, where; and what holds it up."""

from collections.abc import Iterable
from datetime import date
from typing import TypedDict, Unpack
from uuid import UUID

from django.db import transaction

from faden.domain.cases.enums import ChildCare, MeasureAct, MeasureState, Responsible
from faden.domain.cases.models import Case, Goal, Measure, MeasureSlot, MeasureStep
from faden.domain.cases.operations.holding import check_day, hold, keep_due
from faden.domain.cases.rules import may_move_measure, may_work_on
from faden.domain.cases.transitions import MEASURE
from faden.domain.catalogues.models import Barrier
from faden.domain.offers.models import Offer
from faden.domain.organisations.models import Organisation
from faden.kernel.access.actor import Actor
from faden.kernel.access.editing import changes, held, insert, lock, save_edit
from faden.kernel.access.errors import Invalid
from faden.kernel.audit import operations as audit
from faden.lib.identifiers import new_id
from faden.lib.weekly_times import Slot

EDITED = (
    "title", "responsible", "organisation", "offer", "place", "starts_on", "ends_on", "due_on", "child_care"
)  # fmt: skip

NO_ORGANISATION = "Bitte die Organisation auswählen, die den Schritt übernimmt."
FOREIGN_OFFER = "Dieses Angebot gehört zu einer anderen als der gewählten Organisation."
LATE = "Die Frist liegt vor dem Tag, an dem der Schritt geplant wurde."


class Details(TypedDict, total=False):
    """Where and when a step takes place; what is left out stays as it is."""

    organisation: Organisation | None
    offer: Offer | None
    place: str
    due_on: date | None
    starts_on: date | None
    ends_on: date | None
    child_care: ChildCare
    slots: tuple[Slot, ...]


@transaction.atomic
def plan_measure(
    *,
    case: Case,
    title: str,
    responsible: Responsible,
    on: date,
    actor: Actor,
    today: date,
    goal: Goal | None = None,
    measure_id: UUID | None = None,
    **details: Unpack[Details],
) -> Measure:
    """Add a step to the plan.

    :param goal: one of this case's goals
    :param measure_id: made by the form; the same sent twice is one step, another one sent under it stands beside it
    :raises Invalid: an organisation is responsible but not named; the deadline lies before the start
    """
    case = hold(case, may_work_on, actor=actor, today=today, consented=True)
    check_day(on, today, earliest=case.opened_on, why="Der Fall")
    if goal is not None and goal.case_id != case.id:
        raise Invalid({"goal": "Dieses Ziel gehört zu einem anderen Fall."})
    if measure_id and (planned := Measure.objects.filter(id=measure_id, case_id=case.id).first()):
        if (planned.title, planned.goal_id) == (title.strip(), goal and goal.id):
            return planned
        measure_id = None
    measure = Measure(
        id=measure_id or new_id(), case=case, goal=goal, title=title.strip(), responsible=responsible, created_on=on
    )
    _set_details(measure, details, is_new=True)
    insert(measure)
    _keep_slots(measure, details.get("slots", ()))
    keep_due(case)
    audit.record(
        "measure.planned", actor=actor, subject=measure, on=on, due_on=measure.due_on, organisation=measure.organisation
    )
    return measure


@transaction.atomic
def change_measure(
    *,
    measure: Measure,
    version: int,
    title: str,
    responsible: Responsible,
    actor: Actor,
    today: date,
    **details: Unpack[Details],
) -> Measure:
    """Change what a step is about, where and when.

    :raises Conflict: somebody has changed it since
    """
    case = hold(measure.case, may_work_on, actor=actor, today=today)
    measure = lock(measure, version=version, fields=EDITED)
    if measure.state in MEASURE.final:
        raise Invalid({"": "Der Schritt ist beendet und bleibt, wie er war."})
    before = held(measure, EDITED)
    measure.title, measure.responsible = title.strip(), responsible
    _set_details(measure, details)
    save_edit(measure, **{name: getattr(measure, name) for name in EDITED})
    if "slots" in details:
        _keep_slots(measure, details["slots"])
    keep_due(case)
    audit.record("measure.changed", actor=actor, subject=measure, **changes(measure, before))
    return measure


def _set_details(measure: Measure, details: Details, *, is_new: bool = False) -> None:
    """Put the details on the measure.

    :raises Invalid: by field name
    """
    former_due = None if is_new else measure.due_on
    for name, value in details.items():
        if name != "slots":
            setattr(measure, name, value)
    if measure.offer is not None and measure.organisation is None:
        measure.organisation = measure.offer.organisation
    errors = {
        field: message
        for field, message, wrong in (
            ("title", "Bitte den Schritt benennen.", not measure.title),
            ("organisation", NO_ORGANISATION, _lacks_organisation(measure)),
            ("offer", FOREIGN_OFFER, measure.offer and measure.offer.organisation_id != measure.organisation_id),
            ("due_on", LATE, measure.due_on != former_due and _before(measure.due_on, measure.created_on)),
            ("ends_on", "Der letzte Tag liegt vor dem ersten.", _before(measure.ends_on, measure.starts_on)),
        )
        if wrong
    }
    if errors:
        raise Invalid(errors)


def _lacks_organisation(measure: Measure) -> bool:
    return measure.responsible == Responsible.ORGANISATION and measure.organisation is None


def _before(day: date | None, other: date | None) -> bool:
    return day is not None and other is not None and day < other


def _keep_slots(measure: Measure, slots: Iterable[Slot]) -> None:
    """Let the weekly times be these."""
    MeasureSlot.objects.filter(measure=measure).delete()
    MeasureSlot.objects.bulk_create(
        MeasureSlot(
            case_id=measure.case_id, measure=measure, weekday=slot.weekday, starts_at=slot.start, ends_at=slot.end
        )
        for slot in slots
    )


@transaction.atomic
def move_measure(
    *,
    measure: Measure,
    version: int,
    act: MeasureAct,
    on: date,
    actor: Actor,
    today: date,
    barrier: Barrier | None = None,
    remark: str = "",
) -> Measure:
    """Let a step wait, begin, end or break off.

    :param barrier: what it waits for; what broke it off, where a barrier did
    :raises Refused: it does not stand where this can follow
    :raises Invalid: it waits without a barrier, or breaks off without a word why
    :raises Conflict: somebody has moved it since
    """
    case = hold(measure.case, may_work_on, actor=actor, today=today)
    measure = lock(measure, version=version, fields=("state", "barrier"))
    may_move_measure.check(measure, act)
    check_day(on, today, earliest=_last_change(measure), why="Der jetzige Stand")
    if act == MeasureAct.WAIT and barrier is None:
        raise Invalid({"barrier": "Bitte die Hürde angeben, auf die der Schritt wartet."})
    if act == MeasureAct.ABORT and barrier is None and not remark.strip():
        raise Invalid(
            {"barrier": "Bitte die Hürde angeben, die den Schritt beendet hat, oder unten sagen, warum er endet."}
        )
    step_measure(measure, act=act, on=on, barrier=barrier, remark=remark.strip(), actor=actor)
    keep_due(case)
    return measure


def step_measure(
    measure: Measure, *, act: MeasureAct, on: date, actor: Actor, barrier: Barrier | None = None, remark: str = ""
) -> None:
    """Write the step and the measure as it stands from now on; both must be locked."""
    before = MeasureState(measure.state)
    after = MEASURE.target(before, act)
    if act not in (MeasureAct.WAIT, MeasureAct.ABORT):
        barrier = None
    MeasureStep.objects.create(
        case_id=measure.case_id,
        measure=measure,
        from_state=before,
        to_state=after,
        on=on,
        author_id=actor.id,
        barrier=barrier,
        remark=remark,
    )
    save_edit(
        measure,
        state=after,
        barrier=barrier,
        waiting_since=on if after == MeasureState.WAITING else None,
        ended_on=on if after in MEASURE.final else None,
    )
    audit.record("measure.moved", actor=actor, subject=measure, on=on, state=[before, after], barrier=barrier)


def _last_change(measure: Measure) -> date:
    last = measure.steps.order_by("-on").values_list("on", flat=True).first()
    return last or measure.created_on
