"""Prove once more who sits there, on the way to a page that asks for it."""

from django.http import HttpResponse, HttpResponseRedirect

from faden.web.layout import confirming
from faden.web.layout.pages import Request, page, render
from faden.web.public.sign_in import safe_address


@page("GET", "POST", before_factor=True)
def confirm(request: Request) -> HttpResponse:
    """/bestaetigen/: the question; then on to the page somebody wanted to see."""
    wanted = safe_address(request, request.POST.get("weiter") or request.GET.get("weiter", ""))
    form = confirming.proof(request) if request.method == "POST" else confirming.question(request)
    if form.is_bound and form.is_valid():
        return HttpResponseRedirect(wanted, status=303)
    return render(request, "layout/fresh.html", form=form, typed=[("weiter", wanted)], target=request.path)
