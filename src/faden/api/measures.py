"""Steps of the plan: who, what, where, when; how they go on, and how long they wait."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpResponse
from ninja import Field, Router, Schema, Status

from faden.api.acting import Call, endpoint, everyday
from faden.api.catalogues import chosen, maybe_chosen, maybe_picked
from faden.api.files import open_file
from faden.api.schemas import Day, Entry, Input, Key, Remark, Whole, entry, shown, up_to
from faden.api.tags import IfMatch, set_tag, version_of
from faden.domain.cases.enums import ChildCare, MeasureAct, MeasureState, Responsible
from faden.domain.cases.operations.measures import change_measure, move_measure, plan_measure
from faden.domain.cases.operations.templates import ChosenStep, adopt_template
from faden.domain.cases.queries.plan import PlannedMeasure, goals_of, measure_of, plan_of, slots_of
from faden.domain.cases.queries.templates import TemplateStep, measure_templates, steps_from
from faden.domain.cases.rules import may_work_on
from faden.domain.catalogues.queries import barriers
from faden.domain.offers.queries import offers_now
from faden.domain.organisations.queries import organisations
from faden.kernel.access.errors import Invalid
from faden.lib import weekly_times

router = Router(tags=["measures"])
PATH = "/cases/{number}/measures"
Title = Annotated[str, up_to(200, least=1)]
Place = Annotated[str, up_to(200)]
Times = Annotated[str, up_to(400), Field(examples=[weekly_times.EXAMPLE])]
#: What a change may say; what it leaves out stays.
DETAILS = ("title", "responsible", "place", "due_on", "starts_on", "ends_on", "child_care")
#: What can be taken back by saying null.
EMPTIED = ("due_on", "starts_on", "ends_on", "offer")


class MeasureOut(Schema):
    """A step as it stands today."""

    id: UUID
    goal: UUID | None
    title: str
    responsible: Responsible
    state: MeasureState
    organisation: Entry | None
    offer: UUID | None
    place: str
    created_on: date
    due_on: date | None
    starts_on: date | None
    ends_on: date | None
    slots: str = Field(description="wöchentliche Zeiten")
    child_care: ChildCare
    barrier: Entry | None
    waiting_since: date | None
    days_waited: int
    is_overdue: bool
    ended_on: date | None
    version: int


class MeasureIn(Input):
    """A step to plan."""

    title: Title
    responsible: Responsible = Responsible.CLIENT
    goal: UUID | None = None
    organisation: Key = ""
    offer: UUID | None = None
    place: Place = ""
    due_on: Day | None = None
    starts_on: Day | None = None
    ends_on: Day | None = None
    slots: Times = ""
    child_care: ChildCare = ChildCare.NONE
    on: Day = Field(description="geplant am")


class MeasureChange(Input):
    """What a step is about from now on; fields left out stay as they are."""

    title: Title | None = None
    responsible: Responsible | None = None
    organisation: Key | None = None
    offer: UUID | None = None
    place: Place | None = None
    due_on: Day | None = None
    starts_on: Day | None = None
    ends_on: Day | None = None
    slots: Times | None = None
    child_care: ChildCare | None = None


class MeasureMoveIn(Input):
    """How a step goes on."""

    act: MeasureAct
    on: Day
    barrier: Key = Field("", description="worauf er wartet, oder woran er gescheitert ist")
    remark: Remark = ""


class TemplateStepIn(Input):
    """A step of a template, changed; what is left out stays as the template says."""

    number: Annotated[int, Field(ge=1, le=100)]
    title: Title | None = None
    responsible: Responsible | None = None
    due_on: Day | None = None
    organisation: Key = ""


class AdoptIn(Input):
    """Which steps of a template are taken, counted from which day."""

    template: Key
    first_day: Day
    on: Day
    goal: UUID | None = None
    steps: list[TemplateStepIn] = Field([], max_length=100, description="leer: alle, wie die Vorlage sie nennt")


@router.get(PATH, response=Whole[MeasureOut], summary="Maßnahmen")
@endpoint(reads_file=True)
def list_measures(request: Call, number: Key) -> Whole[MeasureOut]:
    """The steps of the plan goal by goal, then those that belong to none."""
    return Whole(items=_plan(open_file(request, number).case, request))


@router.post(PATH, response={201: MeasureOut}, summary="Maßnahme planen")
@endpoint(writes=True)
def add_measure(request: Call, number: Key, data: MeasureIn, response: HttpResponse) -> Status[MeasureOut]:
    """Add a step to the plan."""
    case = open_file(request, number, may_work_on).case
    told = data.dict() | {
        "goal": maybe_picked("goal", data.goal, goals_of(case)),
        "organisation": maybe_chosen("organisation", data.organisation, organisations()),
        "offer": maybe_picked("offer", data.offer, offers_now(request.today)),
        "slots": _times(data.slots),
    }
    made = plan_measure(case=case, **told, **everyday(request))
    return Status(201, _told(case, made.id, request, response))


@router.patch(f"{PATH}/{{measure_id}}", response=MeasureOut, summary="Maßnahme ändern")
@endpoint(writes=True)
def change(
    request: Call, number: Key, *, measure_id: UUID, data: MeasureChange, response: HttpResponse, if_match: IfMatch
) -> MeasureOut:
    """Change what a step is about, where and when."""
    case = open_file(request, number, may_work_on).case
    measure = measure_of(case, measure_id)
    sent = {
        name: value for name, value in data.dict(exclude_unset=True).items() if value is not None or name in EMPTIED
    }
    told: dict[str, Any] = {name: sent.get(name, getattr(measure, name)) for name in DETAILS}
    told |= _chosen_anew(sent, measure, request)
    change_measure(measure=measure, version=version_of(if_match), **told, **everyday(request))
    return _told(case, measure_id, request, response)


@router.post(f"{PATH}/{{measure_id}}/state", response=MeasureOut, summary="Stand einer Maßnahme")
@endpoint(writes=True)
def move(
    request: Call, number: Key, *, measure_id: UUID, data: MeasureMoveIn, response: HttpResponse, if_match: IfMatch
) -> MeasureOut:
    """Let a step begin, wait, end or break off."""
    case = open_file(request, number, may_work_on).case
    measure, version = measure_of(case, measure_id), version_of(if_match)
    barrier = maybe_chosen("barrier", data.barrier, barriers())
    told = data.dict() | {"barrier": barrier}
    move_measure(measure=measure, version=version, **told, **everyday(request))
    return _told(case, measure_id, request, response)


@router.post("/cases/{number}/adopted-templates", response={201: Whole[MeasureOut]}, summary="Vorlage übernehmen")
@endpoint(writes=True)
def adopt(request: Call, number: Key, data: AdoptIn) -> Status[Whole[MeasureOut]]:
    """Plan the chosen steps of a template, all or none."""
    case = open_file(request, number, may_work_on).case
    template = chosen("template", data.template, measure_templates())
    steps = _steps(data, steps_from(template, data.first_day))
    goal = maybe_picked("goal", data.goal, goals_of(case))
    made = adopt_template(case=case, template=template, steps=steps, on=data.on, goal=goal, **everyday(request))
    planned = {one.id for one in made}
    return Status(201, Whole(items=[one for one in _plan(case, request) if one.id in planned]))


def _times(typed: str) -> tuple[weekly_times.Slot, ...]:
    try:
        return weekly_times.parse(typed) if typed else ()
    except ValueError as error:
        raise Invalid({"slots": str(error)}) from None


def _chosen_anew(sent: dict[str, Any], measure: Any, request: Call) -> dict[str, Any]:
    """Organisation, offer and times as they are from now on; an offer that is over stays with the step that has it."""
    offers = [*offers_now(request.today), *([measure.offer] if measure.offer else [])]
    told = {"organisation": measure.organisation, "offer": measure.offer, "slots": slots_of(measure)}
    if "organisation" in sent:
        told["organisation"] = maybe_chosen("organisation", sent["organisation"], organisations())
    if "offer" in sent:
        told["offer"] = maybe_picked("offer", sent["offer"], offers)
    if "slots" in sent:
        told["slots"] = _times(sent["slots"])
    return told


def _steps(data: AdoptIn, offered: list[TemplateStep]) -> list[ChosenStep]:
    """The steps to be planned, as the template names them unless told otherwise."""
    known, steps = organisations(), []
    for place, one in enumerate(data.steps or [TemplateStepIn(number=n) for n, _ in enumerate(offered, start=1)]):
        if one.number > len(offered):
            raise Invalid({f"steps.{place}.number": f"Die Vorlage hat {len(offered)} Schritte."})
        step = offered[one.number - 1]
        steps.append(
            ChosenStep(
                number=one.number,
                title=one.title or step.title,
                responsible=one.responsible or step.responsible,
                due_on=one.due_on or step.due_on,
                organisation=maybe_chosen(f"steps.{place}.organisation", one.organisation, known),
            )
        )
    return steps


def _plan(case: Any, request: Call) -> list[MeasureOut]:
    return [_measure(one) for section in plan_of(case, request.today) for one in section.measures]


def _told(case: Any, measure_id: UUID, request: Call, response: HttpResponse) -> MeasureOut:
    told = next(one for one in _plan(case, request) if one.id == measure_id)
    set_tag(response, told.version)
    return told


def _measure(planned: PlannedMeasure) -> MeasureOut:
    measure = planned.measure
    return shown(
        MeasureOut,
        measure,
        goal=measure.goal_id,
        organisation=entry(measure.organisation),
        offer=measure.offer_id,
        slots=weekly_times.written(planned.times),
        barrier=entry(measure.barrier),
        days_waited=planned.waited,
        is_overdue=planned.overdue,
    )
