"""Cases: one's own list, and one file."""

from datetime import date
from typing import Any, Literal

from django.http import HttpResponse
from ninja import Query, Router, Schema
from pydantic import Field

from faden.api.acting import Call, endpoint
from faden.api.catalogues import chosen
from faden.api.files import open_file
from faden.api.schemas import Entry, Key
from faden.api.tags import set_tag
from faden.domain.cases.enums import AccessPath, Constellation, GoalState, MeasureState, Phase
from faden.domain.cases.queries.file import File, NextStep
from faden.domain.cases.queries.listing import CasePage, Line, Wanted, cases_page
from faden.domain.cases.rules import may_list_cases
from faden.domain.places.queries import municipalities

router = Router(tags=["cases"])
#: By which column, with a minus for the other way round; called as on the page.
Sort = Literal["name", "-name", "eroeffnet", "-eroeffnet", "kontakt", "-kontakt", "frist", "-frist"]


class CaseLine(Schema):
    """A case in a list."""

    number: str
    name: str
    municipality: Entry
    constellation: Constellation
    phase: Phase
    opened_on: date
    closed_on: date | None
    last_contact_on: date | None
    due_on: date | None
    is_overdue: bool


class CaseList(Schema):
    """A page of cases; ``after`` of the next call is ``next`` of this one."""

    items: list[CaseLine]
    count: int | None = Field(description="Zahl aller Fälle dieser Auswahl; leer ab tausend")
    next: str | None


class CaseChoice(Schema):
    """Which cases, in which order."""

    closed: bool = False
    overdue: bool = False
    constellation: Constellation | None = None
    phase: Phase | None = None
    municipality: Key = ""
    sort: Sort = "name"


class CaseFilter(CaseChoice):
    """Which cases, and where the page begins."""

    after: Key = Field("", description="`next` der vorigen Seite")


class GoalLine(Schema):
    """A goal in the client's words."""

    words: str
    state: GoalState


class StepLine(Schema):
    """A step of the plan that is not finished."""

    title: str
    state: MeasureState
    organisation: str
    barrier: str
    due_on: date | None
    waiting_since: date | None
    is_overdue: bool


class CaseFile(CaseLine):
    """One file; reading it is recorded."""

    access_path: AccessPath
    goals: list[GoalLine]
    next_steps: list[StepLine]
    barriers: list[str]
    closing_proposed_on: date | None
    reassessment_due_on: date | None


@router.get("", response=CaseList, summary="Fälle, die man sieht")
@endpoint()
def list_cases(request: Call, wanted: Query[CaseFilter]) -> CaseList:
    """The open (or closed) cases in whose circle the caller is, by name, 25 at a time."""
    may_list_cases.check(request.actor)
    place = chosen("municipality", wanted.municipality, municipalities()).id if wanted.municipality else None
    selection = Wanted(
        closed=wanted.closed,
        overdue=wanted.overdue,
        constellation=wanted.constellation or "",
        phase=wanted.phase or "",
        municipality_id=place,
        sort=wanted.sort,
    )
    return page_of(selection, request, wanted.after)


def page_of(selection: Wanted, request: Call, after: str) -> CaseList:
    """A page of these cases."""
    found: CasePage = cases_page(selection, request.today, after=after)
    return CaseList(items=[CaseLine(**_line(line)) for line in found.lines], count=found.count, next=found.next)


@router.get("/{number}", response=CaseFile, summary="Eine Fallakte")
@endpoint(reads_file=True)
def read_case(request: Call, number: Key, response: HttpResponse) -> CaseFile:
    """One file with goals, next steps and barriers. The reading is recorded and shown to the client on request."""
    return told(open_file(request, number), response)


def told(file: File, response: HttpResponse) -> CaseFile:
    """A file as it is told, with the tag an edit of the case must name."""
    set_tag(response, file.case.version)
    overdue = any(step.overdue for step in file.next_steps)
    return CaseFile(
        **_line(Line(file.case, overdue)),
        access_path=AccessPath(file.case.access_path),
        goals=[GoalLine(words=goal.words, state=goal.state) for goal in file.goals],
        next_steps=[_step(step) for step in file.next_steps],
        barriers=list(file.barriers),
        closing_proposed_on=file.closing_proposed_on,
        reassessment_due_on=file.reassessment_due_on,
    )


def _step(step: NextStep) -> StepLine:
    return StepLine(
        title=step.title,
        state=step.state,
        organisation=step.organisation or "",
        barrier=step.barrier or "",
        due_on=step.due_on,
        waiting_since=step.waiting_since,
        is_overdue=step.overdue,
    )


def _line(line: Line) -> dict[str, Any]:
    case = line.case
    return {
        "number": case.number,
        "name": case.person.list_name,
        "municipality": Entry(key=case.municipality.key, name=case.municipality.name),
        "constellation": case.constellation,
        "phase": case.phase,
        "opened_on": case.opened_on,
        "closed_on": case.closed_on,
        "last_contact_on": case.last_contact_on,
        "due_on": case.due_on,
        "is_overdue": line.overdue,
    }
