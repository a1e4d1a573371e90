"""Find before create: the page, and the same question before any form stores somebody new."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse

from faden.domain.cases.operations.searching import search_people
from faden.domain.cases.queries.people_search import Found
from faden.domain.people.queries import person_or_404
from faden.domain.people.rules import may_keep_people
from faden.kernel.access.errors import NotVisible
from faden.web.casework.forms.new_person import NewPerson, is_looked_at
from faden.web.casework.forms.search import SearchForm
from faden.web.layout.pages import Request, page, render


@page("GET", "POST")
def search(request: Request) -> HttpResponse:
    """The terms come by POST only: no name stands in an address, a log or the browser's history."""
    may_keep_people.check(request.actor)
    form = SearchForm(request.POST or None)
    found = search_people(search=form.search, actor=request.actor) if form.is_bound and form.is_valid() else None
    return render(request, "casework/search.html", form=form, found=found)


def similar_people(form: NewPerson, request: Request) -> Found | None:
    """People like the one about to be stored, when there are any and they have not been looked at."""
    if not form.is_bound or not form.is_valid() or form.search is None or form.search.is_empty or is_looked_at(form):
        return None
    found = search_people(search=form.search, actor=request.actor)
    return None if found.is_empty else found


def chosen_person(identifier: str) -> Any:
    """The person who is taken instead of a new one; None for somebody new.

    :raises NotVisible: not for this actor, or no identifier at all
    """
    if not identifier:
        return None
    try:
        return person_or_404(UUID(identifier))
    except ValueError:
        raise NotVisible from None
