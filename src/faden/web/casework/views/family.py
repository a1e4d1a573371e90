"""The family: who belongs to it, what each one needs and does, and how households change."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse

from faden.domain.cases.enums import Need
from faden.domain.cases.operations.clashes import accept_clash, take_back_acceptance
from faden.domain.cases.queries.clashes import acceptance_or_404, clashes_of, standing_or_404
from faden.domain.cases.queries.family import Relative, family_of
from faden.domain.cases.rules import may_name_household, may_open_case, may_work_on
from faden.domain.catalogues.queries import life_domains
from faden.domain.people.queries import household_members
from faden.domain.people.queries.households import former_members, member_or_404, other_households
from faden.domain.people.rules import may_keep_people
from faden.processes.client_data import add_relative
from faden.processes.households import move_client, move_member
from faden.web.casework.family_words import lanes_of, line_of, rows_of, told
from faden.web.casework.forms.person import AcceptClashForm, MoveForm, MoveOutForm, RelativeForm
from faden.web.casework.story import WORDS
from faden.web.casework.time_axis import draw
from faden.web.casework.views.file import open_file
from faden.web.casework.views.opening import CHOSEN
from faden.web.casework.views.search import chosen_person, similar_people
from faden.web.layout.messages import tell
from faden.web.layout.pages import Request, page, redirect, render, submit

LEAVES = (
    "Danach sehen Sie die Angaben zu dieser Person nicht mehr, außer Sie führen einen Fall für sie. "
    "Soll die Beratung weitergehen, eröffnen Sie vorher einen eigenen Fall."
)
FOLLOWS = "Der Fall zieht mit um. Wer im bisherigen Haushalt bleibt, gehört danach nicht mehr zu diesem Fall."


@page("GET", reads_file=True)
def family(request: Request, number: str) -> HttpResponse:
    """Everybody's needs, goals and steps side by side."""
    file = open_file(request, number)
    people = family_of(file.case, request.today)
    household = file.case.household_id
    chains = clashes_of(file.case, people, request.today)
    open_clashes, accepted = told(chains)
    return render(
        request,
        "casework/family.html",
        file=file,
        people=people,
        columns=[{"label": "Handlungsfeld"}, *({"label": one.person.full_name} for one in people if one.case)],
        domains=[one for one in life_domains() if any(_needs(person, one.id) for person in people)],
        former=former_members(household, request.today) if household else [],
        keeps=may_keep_people.allows(request.actor) and may_work_on.allows(request.actor, file.case, file.circle),
        may_move=may_name_household.allows(request.actor, file.case, file.circle),
        may_open=may_open_case.allows(request.actor),
        chosen=CHOSEN,
        axis=draw(lanes_of(chains), request.today),
        steps=rows_of(chains),
        clashes=open_clashes,
        accepted=accepted,
        limit=chains.limit,
        may_work=may_work_on.allows(request.actor, file.case, file.circle),
        words=Need.labels,
        **WORDS,
    )


@page("GET", "POST", reads_file=True)
def accept(request: Request, number: str, clash: str) -> HttpResponse:
    """Say why the family can live with a clash."""
    case = open_file(request, number, may_work_on).case
    chains, standing = standing_or_404(case, clash, request.today)
    line = line_of(chains, standing)
    form = AcceptClashForm(request.POST or None)
    if submit(form, accept_clash, case=case, key=clash, actor=request.actor, today=request.today):
        tell(request, "Der Engpass ist angenommen. Er kommt wieder, sobald sich etwas daran ändert.")
        return redirect(_came_from(request), number)
    lead = f"{line.kind}: {line.words}. {line.when}"
    cancel = reverse(_came_from(request), args=[number])
    return _form(request, case=case, form=form, title="Engpass annehmen", act="Annehmen", lead=lead, cancel=cancel)


def _came_from(request: Request) -> str:
    """The page on which the clash stood: the family's, or the plan of one case."""
    return "casework:plan_axis" if request.GET.get("von") == "plan" else "casework:family"


@page("POST")
def take_back(request: Request, number: str, acceptance_id: UUID) -> HttpResponse:
    """Let an accepted clash count again."""
    case = open_file(request, number, may_work_on).case
    acceptance = acceptance_or_404(case, acceptance_id)
    take_back_acceptance(case=case, acceptance=acceptance, actor=request.actor, today=request.today)
    tell(request, "Der Engpass zählt wieder.")
    return redirect("casework:family", number)


def _needs(person: Relative, life_domain: UUID) -> bool:
    return life_domain in person.needs and person.needs[life_domain].need > 0


@page("GET", "POST", reads_file=True)
def relative(request: Request, number: str) -> HttpResponse:
    """Add somebody to the household."""
    may_keep_people.check(request.actor)
    file = open_file(request, number, may_work_on)
    case = file.case
    if case.household_id is None:
        may_name_household.check(request.actor, case, file.circle)
    form = RelativeForm(request.POST or None, initial={"since": request.today})
    known = chosen_person(request.POST.get("person", ""))
    found = None if known else similar_people(form, request)
    everyday = {"actor": request.actor, "today": request.today}
    added = submit(form, add_relative, case=case, known=known, **everyday) if found is None else None
    if added is not None:
        tell(request, "Die Person gehört jetzt zum Haushalt.")
        return redirect("casework:family", number)
    return render(request, "casework/relative.html", case=case, form=form, found=found)


@page("GET", "POST", reads_file=True)
def move_out(request: Request, number: str, relative_id: UUID) -> HttpResponse:
    """Somebody moves out, or lives in a second household too."""
    may_keep_people.check(request.actor)
    case = open_file(request, number, may_work_on).case
    member = member_or_404(case.household_id, relative_id, request.today)
    form = MoveOutForm(
        request.POST or None, initial={"on": request.today}, households=other_households(case.household_id)
    )
    if submit(form, move_member, case=case, member=member, actor=request.actor, today=request.today):
        tell(request, "Der Umzug ist eingetragen.")
        return redirect("casework:family", number)
    title = f"Auszug: {member.person.full_name}"
    return _form(request, case=case, form=form, title=title, act="Umzug eintragen", lead=LEAVES)


@page("GET", "POST", reads_file=True)
def move(request: Request, number: str) -> HttpResponse:
    """The client goes on living with others; the case goes along."""
    may_keep_people.check(request.actor)
    case = open_file(request, number, may_name_household).case
    living = household_members(case.household_id, request.today) if case.household_id else []
    form = MoveForm(
        request.POST or None,
        initial={"on": request.today},
        members=_without(living, case.person_id),
        households=other_households(case.household_id),
    )
    if submit(form, move_client, case=case, actor=request.actor, today=request.today):
        tell(request, "Der Fall gehört jetzt zum anderen Haushalt.")
        return redirect("casework:family", number)
    return _form(request, case=case, form=form, title="Haushalt wechseln", act="Umzug eintragen", lead=FOLLOWS)


def _without(members: Iterable[object], person_id: UUID) -> list[object]:
    return [member for member in members if getattr(member, "person_id", None) != person_id]


def _form(request: Request, **context: Any) -> HttpResponse:
    return render(request, "casework/family_form.html", **context)
