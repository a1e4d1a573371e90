"""Find before create."""

from django.http import HttpResponse

from faden.domain.cases.operations.searching import search_people
from faden.domain.people.rules import may_keep_people
from faden.web.casework.forms.search import SearchForm
from faden.web.layout.pages import Request, page, render


@page("GET", "POST")
def search(request: Request) -> HttpResponse:
    """The terms come by POST only: no name stands in an address, a log or the browser's history."""
    may_keep_people.check(request.actor)
    form = SearchForm(request.POST or None)
    found = search_people(search=form.search, actor=request.actor) if form.is_bound and form.is_valid() else None
    return render(request, "casework/search.html", form=form, found=found)
