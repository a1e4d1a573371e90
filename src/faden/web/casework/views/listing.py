"""My cases."""

from urllib.parse import urlencode

from django.http import HttpResponse
from django.urls import reverse

from faden.domain.cases.enums import Constellation, Phase
from faden.domain.cases.queries.listing import COUNTED, CasePage, Wanted, cases_page
from faden.domain.cases.rules import may_list_cases, may_open_case
from faden.domain.places.queries import municipalities
from faden.lib import german
from faden.lib.identifiers import CASE_NUMBERS
from faden.web.casework.forms.listing import CasesFilter
from faden.web.casework.saved_lists import saved_lists
from faden.web.layout.listing import CURSOR
from faden.web.layout.pages import Request, page, render

BACK = "vor-"


@page("GET")
def cases(request: Request) -> HttpResponse:
    """The cases of one's own circle."""
    may_list_cases.check(request.actor)
    form = CasesFilter(request.GET, municipalities=municipalities())
    wanted = form.wanted()
    place = request.GET.get(CURSOR, "")
    number = _number(place.removeprefix(BACK))
    before, after = (number, "") if place.startswith(BACK) else ("", number)
    found = cases_page(wanted, request.today, after=after, before=before)
    return render(
        request,
        "casework/cases.html",
        status=200,
        form=form,
        found=found,
        previous=f"{BACK}{found.previous}" if found.previous else None,
        how_many=_how_many(found, wanted),
        constellations=Constellation.choices,
        phases=Phase.choices,
        begin=reverse("casework:search") if may_open_case.allows(request.actor) else None,
        saved=saved_lists(form.chosen(), request),
        query=urlencode(form.chosen()),
    )


def _number(text: str) -> str:
    """A case number of the address, or nothing: then the list begins at its top."""
    return CASE_NUMBERS.parse(text) if CASE_NUMBERS.matches(text) else ""


def _how_many(found: CasePage, wanted: Wanted) -> str:
    kind = ("abgeschlossener Fall", "abgeschlossene Fälle") if wanted.closed else ("offener Fall", "offene Fälle")
    if found.count is None:
        return f"Mehr als {german.number(COUNTED)} {kind[1]}"
    return german.count(found.count, *kind, none=f"Keine {kind[1]}")
