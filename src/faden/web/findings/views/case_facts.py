"""Running cases as expert supervision sees them: facts under made-up names."""

from django.http import HttpResponse

from faden.domain.consultations.queries import Cursor, FactFilter, case_facts
from faden.domain.consultations.rules import may_read_case_facts
from faden.web.findings.forms.case_facts import FactFilterForm
from faden.web.layout.listing import CURSOR
from faden.web.layout.pages import Request, page, render


@page("GET")
def sheets(request: Request) -> HttpResponse:
    """/fachberatung/: what holds the cases of the region up, and no case that somebody could recognise."""
    may_read_case_facts.check(request.actor)
    form = FactFilterForm(request.GET)
    wanted = FactFilter(
        phase=form.chosen("phase"),
        life_domain=form.key_of("feld"),
        barrier=form.key_of("huerde"),
        waiting=form.chosen("wartet"),
    )
    found = case_facts(wanted, after=_cursor(request))
    following = f"{found.after[0]}_{found.after[1]}" if found.after else None
    return render(request, "findings/case_facts.html", status=200, form=form, page=found, next=following)


def _cursor(request: Request) -> Cursor | None:
    """Where the page begins; the beginning also for an address nobody can read."""
    rank, _, handle = request.GET.get(CURSOR, "").partition("_")
    return (int(rank), handle) if rank in {"0", "1", "2", "3"} and handle.isalnum() and handle.isascii() else None
