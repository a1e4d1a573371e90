"""One act on many cases: a preview to choose from, then case by case, then what was left out and why."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.forms import Form
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from faden.domain.cases.operations.together import MOST, Together, hand_over_together
from faden.domain.cases.queries.listing import chosen_cases
from faden.domain.cases.queries.together import Candidate, cases_to_hand_over, quiet_cases_to_close
from faden.domain.cases.rules import may_open_case
from faden.domain.consultations.queries import running_advices
from faden.domain.places.queries import municipalities
from faden.kernel.access.roles import Role
from faden.kernel.identity.queries import colleagues
from faden.lib import german
from faden.processes.close_case import close_together
from faden.web.casework.forms.listing import CasesFilter
from faden.web.casework.forms.together import CloseQuietForm, HandOverForm
from faden.web.layout.messages import tell
from faden.web.layout.pages import Request, page, render, submit

CHOSEN = "fall"


@page("GET", "POST")
def hand_over(request: Request) -> HttpResponse:
    """Propose a colleague for the cases of a list."""
    may_open_case.check(request.actor)
    filters = CasesFilter(request.GET, municipalities=municipalities())
    cases = chosen_cases(filters.wanted(), request.today, most=MOST)
    candidates = cases_to_hand_over(cases[:MOST], actor=request.actor, today=request.today)
    others = [one for one in colleagues(Role.CASE_MANAGER, on=request.today) if one.id != request.actor.id]
    form = HandOverForm(request.POST or None, colleagues=others, initial={"earliest_on": request.today})
    everyday = {"actor": request.actor, "today": request.today}
    done = submit(form, hand_over_together, cases=_chosen(request, candidates), **everyday)
    words = {
        "title": "Fälle übergeben",
        "lead": "Vorgeschlagen wird die Übergabe; verantwortlich bleiben Sie, bis sie angenommen ist.",
        "act": "Übergabe vorschlagen",
        "done_words": "zur Übergabe vorgeschlagen",
    }
    back = f"{reverse('casework:cases')}?{urlencode(filters.chosen())}"
    return _answer(request, form, candidates, done, words=words, back=back, more=len(cases) > MOST)


@page("GET", "POST")
def close_quiet(request: Request) -> HttpResponse:
    """Close cases without contact for as long as the site's rule says."""
    may_open_case.check(request.actor)
    candidates = quiet_cases_to_close(actor=request.actor, today=request.today, most=MOST)
    form = CloseQuietForm(request.POST or None)
    everyday = {"actor": request.actor, "today": request.today, "now": timezone.now()}
    done = submit(form, close_together, cases=_chosen(request, candidates), **everyday)
    words = {
        "title": "Ruhende Fälle abschließen",
        "lead": "So lange ohne Kontakt, wie der Standort festgelegt hat. Jeder Fall lässt sich wiedereröffnen.",
        "act": "Abschließen",
        "done_words": "abgeschlossen",
    }
    closing = [one.case.id for one in candidates if one.reason is None]
    advices = running_advices(closing, request.today) if done is None else {}
    back = reverse("casework:cases")
    return _answer(request, form, candidates, done, words=words, back=back, more=False, advices=advices)


def _chosen(request: Request, candidates: Sequence[Candidate]) -> list[Any]:
    """Those ticked in the preview; a number that is not among them is left alone."""
    ticked = set(request.POST.getlist(CHOSEN))
    return [one.case for one in candidates if one.case.number in ticked]


def _answer(
    request: Request,
    form: Form,
    candidates: Sequence[Candidate],
    done: Together | None,
    *,
    words: dict[str, str],
    back: str,
    more: bool,
    advices: Mapping[UUID, Sequence[Any]] | None = None,
) -> HttpResponse:
    """The preview, or what became of it.

    :param advices: what the cases are brought in for, where the act ends it
    """
    told: dict[str, Any] = {**words, "back": back, "most": MOST, "more": more, "advices": advices or {}}
    draw = partial(render, request, "casework/together.html", **told)
    if done is None:
        ticked = set(request.POST.getlist(CHOSEN)) if request.method == "POST" else None
        return draw(form=form, candidates=candidates, ticked=ticked, result=None)
    sentence = f"{german.count(len(done.done), 'Fall', 'Fälle', none='Kein Fall')} {words['done_words']}."
    if not done.left_out:
        tell(request, sentence)
        return HttpResponseRedirect(back, status=303)
    return draw(form=form, candidates=(), ticked=None, result=done, sentence=sentence)
