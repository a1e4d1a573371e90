"""Join the reports chosen in the inbox: to a theme there is, or to a new one."""

from typing import Any

from django.http import HttpResponse

from faden.domain.findings.operations.gaps import join_gaps
from faden.domain.findings.operations.themes import raise_theme
from faden.domain.findings.queries.gaps import gaps_by_number
from faden.domain.findings.rules import may_bundle
from faden.lib import german
from faden.lib.identifiers import GAP_NUMBERS
from faden.web.findings.forms.bundling import JoinForm, RaiseForm
from faden.web.layout.messages import tell
from faden.web.layout.pages import Request, page, redirect, render, submit

CHOSEN = "meldung"


@page("GET", "POST")
def join(request: Request) -> HttpResponse:
    """Which theme do these reports belong to?"""
    may_bundle.check(request.actor)
    chosen = _chosen(request)
    if not chosen:
        tell(request, "Wählen Sie zuerst aus, welche Meldungen zusammengehören.")
        return redirect("findings:gaps")
    form = JoinForm(request.POST or None)
    theme = submit(form, join_gaps, gaps=chosen, on=request.today, actor=request.actor)
    if theme:
        tell(request, f"{german.count(len(chosen), 'Meldung ist', 'Meldungen sind')} jetzt Teil dieses Themas.")
        return redirect("findings:theme", theme.number)
    return render(request, "findings/join.html", gaps=chosen, form=form)


@page("GET", "POST")
def raise_new(request: Request) -> HttpResponse:
    """A new theme, mostly out of reports chosen before."""
    may_bundle.check(request.actor)
    chosen = _chosen(request)
    form = RaiseForm(request.POST or None, initial=_common(chosen))
    form.fields["municipalities"].required = not chosen
    theme = submit(form, raise_theme, gaps=chosen, on=request.today, actor=request.actor)
    if theme:
        tell(request, f"Das Thema {theme.number} ist angelegt.")
        return redirect("findings:theme", theme.number)
    return render(request, "findings/raise.html", gaps=chosen, form=form)


def _chosen(request: Request) -> list[Any]:
    """The reports the address names; what is no number names none."""
    return gaps_by_number([number for number in request.GET.getlist(CHOSEN) if GAP_NUMBERS.matches(number)])


def _common(chosen: list[Any]) -> dict[str, Any]:
    """What all reports agree on."""
    domains = {gap.life_domain_id for gap in chosen}
    levels = {gap.level for gap in chosen}
    return {
        "life_domain": domains.pop() if len(domains) == 1 else None,
        "level": levels.pop() if len(levels) == 1 else None,
        "municipalities": {place.id for gap in chosen for place in gap.municipalities.all()},
    }
