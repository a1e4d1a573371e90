"""Emergency accesses: all of them, and what was read meanwhile."""

from uuid import UUID

from django.http import HttpResponse

from faden.domain.cases.operations.emergency import check_emergency
from faden.domain.cases.queries.emergencies import emergencies, emergency_by_id
from faden.domain.catalogues.queries import life_domains
from faden.kernel.audit.operations import record_look
from faden.kernel.audit.queries import TraceFilter, trace
from faden.kernel.audit.rules import may_read_trace
from faden.reporting.trace_words import in_words
from faden.web.layout.messages import tell
from faden.web.layout.pages import Request, page, redirect, render, submit
from faden.web.protection.forms import EmergencyCheckForm

SHOWN = 200


@page("GET")
def listing(request: Request) -> HttpResponse:
    """/datenschutz/notfallzugriffe/: the newest first."""
    may_read_trace.check(request.actor)
    return render(request, "protection/emergencies.html", found=emergencies(SHOWN))


@page("GET", "POST", reads_file=True)
def emergency(request: Request, member_id: UUID) -> HttpResponse:
    """One of them: why, how much, what was done in the file meanwhile (looking is written down); and the check."""
    may_read_trace.check(request.actor)
    found = emergency_by_id(member_id)
    form = EmergencyCheckForm(request.POST or None)
    if submit(form, check_emergency, member=found.member, actor=request.actor, today=request.today):
        tell(request, "Die Prüfung ist festgehalten.")
        return redirect("protection:emergencies")
    member = found.member
    meanwhile = trace(TraceFilter(member.account_id, member.case_id, since=found.began_at, until=found.ended_at))
    record_look(kind="cases.case", key=member.case_id, actor=request.actor)
    return render(
        request,
        "protection/emergency.html",
        found=found,
        form=form,
        lines=[(entry, in_words(entry.act)) for entry in meanwhile.entries],
        domains={one.id: one.name for one in life_domains()},
    )
