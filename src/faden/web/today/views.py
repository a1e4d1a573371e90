"""What there is to do today."""

from django.http import HttpResponse
from django.utils import timezone

from faden.kernel.access.roles import Role
from faden.kernel.seen import operations
from faden.kernel.seen.queries import seen_by
from faden.web.layout.messages import tell
from faden.web.layout.pages import Request, page, redirect, render, submit
from faden.web.today import coordination, counselling, diary, office, reporting, residence, steering
from faden.web.today.forms import SeenForm
from faden.web.today.lines import Ask, Column, Gather, Part
from faden.web.today.urgency import by_urgency

#: What each role gets to see, in this order; whoever holds several roles sees each part once.
PARTS: tuple[tuple[Role, tuple[Gather, ...]], ...] = (
    (Role.CASE_MANAGER, (diary.parts, counselling.parts, residence.parts, steering.own_assignments, reporting.parts)),
    (Role.PARTNER, (diary.parts, office.for_partners, reporting.parts)),
    (Role.COORDINATOR, (diary.parts, coordination.parts, counselling.handovers, steering.for_keepers)),
    (
        Role.LEAD,
        (diary.parts, coordination.asked_for_advice, steering.for_lead, counselling.handovers, office.for_lead),
    ),
    (Role.ASSISTANT, (diary.parts, steering.for_assistants)),
    (Role.MEMBER, (diary.parts, steering.for_members)),
    (Role.RESIDENCE_OFFICER, (diary.parts, residence.for_officers, reporting.parts)),
    (Role.DATA_PROTECTION, (diary.parts, office.for_access, office.for_data_protection)),
    (Role.SHIELD_KEEPER, (diary.parts, office.for_access, office.for_shield_keepers)),
    (Role.ADMIN, (diary.parts, office.for_administration)),
)


@page("GET")
def today(request: Request) -> HttpResponse:
    """The first page after signing in; every line leads to its act."""
    ask = Ask(request.actor, request.today, timezone.now(), seen_by(request.actor))
    parts = _parts(ask)
    columns = {column: [part for part in parts if part.column == column] for column in Column}
    columns[Column.TO_DO] = by_urgency(columns[Column.TO_DO], ask.today)
    filled = {name: some for name, some in columns.items() if some}
    return render(request, "today/today.html", block="day" if request.htmx else None, columns=filled)


@page("POST")
def mark_seen(request: Request) -> HttpResponse:
    """A piece of news has been read."""
    form = SeenForm(request.POST)
    if submit(form, operations.mark_seen, actor=request.actor, today=request.today):
        tell(request, "Als gelesen markiert.")
    return redirect("today:today")


def _parts(ask: Ask) -> list[Part]:
    gathers = dict.fromkeys(gather for role, several in PARTS if ask.actor.has(role) for gather in several)
    found = {part.title: part for gather in gathers for part in gather(ask)}
    return list(found.values())
