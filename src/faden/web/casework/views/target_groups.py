"""Target groups that the case manager sets; the others follow from the site's rules."""

from uuid import UUID

from django.http import HttpResponse

from faden.domain.people.operations.target_groups import end_target_group
from faden.domain.people.queries.target_groups import set_group_or_404
from faden.processes.client_data import set_group
from faden.web.casework.forms.histories import EndGroupForm, TargetGroupForm
from faden.web.casework.proposals import with_proposals
from faden.web.casework.views.person import form_page, to_keep
from faden.web.layout.messages import tell
from faden.web.layout.pages import Request, page, redirect, submit

LEAD = "Nur für Zielgruppen, die Faden nicht selbst ableitet. Der Verlauf bleibt mit Anfang und Ende in der Akte."


@page("GET", "POST", reads_file=True)
def add(request: Request, number: str, person_id: UUID) -> HttpResponse:
    """Say to which group somebody belongs."""
    case, whom = to_keep(request, number, person_id)
    form = TargetGroupForm(request.POST or None, initial={"since": request.today})
    if submit(form, set_group, case=case, person=whom, actor=request.actor, today=request.today):
        tell(request, with_proposals("Die Zielgruppe ist eingetragen.", case, request.today, about=whom))
        return redirect("casework:member", number, whom.id)
    title = "Zielgruppe eintragen"
    return form_page(request, case=case, person=whom, form=form, title=title, act="Eintragen", lead=LEAD)


@page("GET", "POST", reads_file=True)
def end(request: Request, number: str, person_id: UUID, belonging_id: UUID) -> HttpResponse:
    """Say until when they did."""
    case, whom = to_keep(request, number, person_id)
    belonging = set_group_or_404(whom, belonging_id, request.today)
    form = EndGroupForm(request.POST or None, initial={"last_day": request.today})
    if submit(form, end_target_group, belonging=belonging, actor=request.actor, today=request.today):
        tell(request, "Die Zielgruppe ist beendet.")
        return redirect("casework:member", number, whom.id)
    title = f"{belonging.target_group.name}: beenden"
    return form_page(request, case=case, person=whom, form=form, title=title, act="Beenden", lead=LEAD)
