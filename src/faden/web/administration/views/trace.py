"""The trace, for the data protection officer."""

from datetime import datetime
from uuid import UUID

from django.http import HttpResponse

from faden.domain.cases.queries.numbers import case_numbers
from faden.kernel.audit.queries import TraceFilter, trace
from faden.kernel.audit.rules import may_read_trace
from faden.kernel.identity.queries import all_accounts
from faden.web.administration.forms import TraceForm
from faden.web.administration.words import in_words
from faden.web.layout.pages import Request, page, render


@page("GET")
def listing(request: Request) -> HttpResponse:
    """/verwaltung/protokoll/: who did or read what; by person, and for reading alone."""
    may_read_trace.check(request.actor)
    form = TraceForm(request.GET or None, accounts=all_accounts())
    chosen = form.cleaned_data if form.is_bound and form.is_valid() else {}
    who = chosen.get("person")
    wanted = TraceFilter(actor_id=who.id if who else None, only_readings=chosen.get("only_readings", False))
    found = trace(wanted, after=_place(request.GET.get("ab", "")))
    numbers = case_numbers({entry.file_id for entry in found.entries if entry.file_id})
    lines = [(entry, in_words(entry.act), numbers.get(entry.file_id, "")) for entry in found.entries]
    following = f"{found.after[0].isoformat()}_{found.after[1]}" if found.after else None
    return render(request, "administration/trace.html", form=form, lines=lines, next=following)


def _place(text: str) -> tuple[datetime, UUID] | None:
    """Where the page begins; an unreadable place is the beginning."""
    moment, _, key = text.partition("_")
    try:
        return datetime.fromisoformat(moment.replace(" ", "+")), UUID(key)
    except ValueError:
        return None
