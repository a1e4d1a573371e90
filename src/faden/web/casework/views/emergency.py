"""Opening a file in an emergency."""

from django.http import HttpResponse

from faden.domain.cases.queries.emergencies import case_in_need
from faden.domain.cases.rules import may_use_emergency
from faden.domain.people.queries.shields import shield_keepers
from faden.lib.identifiers import CASE_NUMBERS
from faden.processes.emergency_access import open_in_emergency
from faden.web.casework.forms.emergency import EmergencyForm
from faden.web.layout.messages import tell
from faden.web.layout.pages import Request, page, redirect, render, submit


@page("GET", "POST")
def emergency(request: Request) -> HttpResponse:
    """Number, reason, part: three hours; whoever leads the case and data protection are told at once."""
    may_use_emergency.check(request.actor)
    form = EmergencyForm(request.POST or None)
    if form.is_valid() and (found := case_in_need(form.cleaned_data["number"])) and found.is_closed_off:
        # Nothing is wrong with the number: who can help is said as the search says it.
        return render(request, "casework/emergency.html", form=form, is_closed_off=True, keepers=shield_keepers())
    if submit(form, open_in_emergency, actor=request.actor, today=request.today):
        tell(request, "Die Akte ist drei Stunden lang offen. Fallführung und Datenschutz sind benachrichtigt.")
        return redirect("casework:case", CASE_NUMBERS.parse(form.cleaned_data["number"]))
    return render(request, "casework/emergency.html", form=form, is_closed_off=False)
