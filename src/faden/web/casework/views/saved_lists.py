"""Keep the filters of the list of cases by a name."""

from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from faden.domain.cases.rules import may_list_cases
from faden.domain.places.queries import municipalities
from faden.domain.staffing.queries import teams_of
from faden.kernel.saved_lists.operations import change_list, keep_list, remove_list
from faden.kernel.saved_lists.queries import list_or_404
from faden.kernel.saved_lists.rules import may_change_list
from faden.web.casework.filter_words import filter_words
from faden.web.casework.forms.listing import CasesFilter
from faden.web.casework.forms.saved_lists import ChangeListForm, KeepListForm
from faden.web.casework.saved_lists import PAGE
from faden.web.layout.messages import tell
from faden.web.layout.pages import Request, page, redirect, render, submit


@page("GET", "POST")
def keep(request: Request) -> HttpResponse:
    """The filters stand in the address, as in the list they come from; anything else in it is left out."""
    may_list_cases.check(request.actor)
    places = municipalities()
    filters = CasesFilter(request.GET, municipalities=places).chosen()
    form = KeepListForm(request.POST or None, teams=teams_of(request.actor, request.today))
    back = f"{reverse(PAGE)}?{urlencode(filters)}"
    if submit(form, keep_list, page=PAGE, filters=filters, actor=request.actor):
        tell(request, "Die Liste ist gespeichert.")
        return HttpResponseRedirect(back, status=303)
    return render(
        request, "casework/keep_list.html", form=form, words=filter_words(filters, places), back=back, saved=None
    )


@page("GET", "POST")
def change(request: Request, list_id: UUID) -> HttpResponse:
    """Another name, other readers, or none at all."""
    may_list_cases.check(request.actor)
    saved = list_or_404(list_id, PAGE)
    may_change_list.check(request.actor, saved)
    teams = teams_of(request.actor, request.today)
    initial = {"name": saved.name, "team": saved.team or "", "version": saved.version}
    form = ChangeListForm(request.POST or None, teams=teams, initial=initial)
    back = f"{reverse(PAGE)}?{urlencode(saved.filters)}"
    if submit(form, change_list, saved=saved, actor=request.actor):
        tell(request, "Die Liste ist geändert.")
        return HttpResponseRedirect(back, status=303)
    words = filter_words(saved.filters, municipalities())
    return render(request, "casework/keep_list.html", form=form, words=words, back=back, saved=saved)


@page("POST")
def remove(request: Request, list_id: UUID) -> HttpResponse:
    """The list goes, the cases stay."""
    remove_list(saved=list_or_404(list_id, PAGE), actor=request.actor)
    tell(request, "Die Liste ist gelöscht. An den Fällen ändert sich nichts.")
    return redirect(PAGE)
