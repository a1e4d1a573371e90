"""The inbox of those who bundle, and one report with its acts."""

from typing import Any

from django.http import HttpResponse

from faden.domain.findings.enums import GapAct, GapState
from faden.domain.findings.operations.gaps import answer_gap, detach_gap, take_into_review
from faden.domain.findings.queries.gaps import OPEN, GapFilter, count_by_state, gap_by_number, inbox, steps_of_gap
from faden.domain.findings.queries.themes import feedback_on, steps_of_theme
from faden.domain.findings.rules import may_bundle, may_work_on
from faden.domain.steering.queries import decisions_on
from faden.web.findings.forms.bundling import AnswerForm, DetachForm, GapFilterForm
from faden.web.findings.paging import read_cursor, write_cursor
from faden.web.findings.story import Entry, decided, gap_entries, newest_first, since, theme_entries
from faden.web.layout.messages import tell
from faden.web.layout.pages import Request, page, redirect, render, submit

ALL = "alle"


@page("GET")
def gaps(request: Request) -> HttpResponse:
    """The reports to look into, with a choice of several to join."""
    may_bundle.check(request.actor)
    form = GapFilterForm(request.GET)
    wanted = GapFilter(
        states=_states(request.GET.get("stand", "")),
        kind=form.chosen("art"),
        life_domain=form.key_of("feld"),
        municipality=form.key_of("ort"),
    )
    found = inbox(wanted, after=read_cursor(request))
    return render(
        request,
        "findings/gaps.html",
        status=200,
        form=form,
        page=found,
        counts={**dict.fromkeys(GapState.values, 0), **count_by_state()},
        next=write_cursor(found.after),
        choosable=OPEN if any(gap.state in OPEN for gap in found.gaps) else (),
    )


def _states(chosen: str) -> tuple[GapState, ...]:
    if chosen == ALL:
        return ()
    return (GapState(chosen),) if chosen in GapState.values else OPEN


@page("GET")
def gap(request: Request, number: str) -> HttpResponse:
    """One report: what it says, what became of it, what can be done."""
    found = gap_by_number(number)
    return render(
        request,
        "findings/gap.html",
        gap=found,
        entries=_what_became_of(found),
        decided=decided(decisions_on(found.theme) if found.theme else []),
        may={act.value for act in GapAct if may_work_on.allows(request.actor, found, act)},
        bundles=may_bundle.allows(request.actor),
    )


def _what_became_of(found: Any) -> list[Entry]:
    """The steps of the report, and those of its theme since it belongs to it."""
    entries = gap_entries(steps_of_gap(found))
    if not found.theme:
        return entries
    moves = [step for step in steps_of_theme(found.theme) if step.from_state]
    of_theme = theme_entries(moves, feedback_on(found.theme))
    return newest_first([*since(of_theme, found.news_on), *entries])


@page("POST")
def review(request: Request, number: str) -> HttpResponse:
    """Take a report into review."""
    take_into_review(gap=gap_by_number(number), on=request.today, actor=request.actor)
    tell(request, f"Die Meldung {number} ist in Prüfung.")
    return redirect("findings:gap", number)


@page("GET", "POST")
def answer(request: Request, number: str) -> HttpResponse:
    """Answer a report that does not become part of a theme."""
    found = gap_by_number(number)
    may_work_on.check(request.actor, found, GapAct.ANSWER)
    form = AnswerForm(request.POST or None, initial={"version": found.version})
    if submit(form, answer_gap, gap=found, on=request.today, actor=request.actor):
        tell(request, "Die Antwort ist gespeichert. Die meldende Person sieht sie unter „Mein Tag“.")
        return redirect("findings:gap", number)
    return render(request, "findings/answer.html", gap=found, form=form)


@page("GET", "POST")
def detach(request: Request, number: str) -> HttpResponse:
    """Take a report out of its theme."""
    found = gap_by_number(number)
    may_work_on.check(request.actor, found, GapAct.DETACH)
    form = DetachForm(request.POST or None)
    if submit(form, detach_gap, gap=found, on=request.today, actor=request.actor):
        tell(request, f"Die Meldung {number} gehört nicht mehr zu dem Thema und ist wieder in Prüfung.")
        return redirect("findings:gap", number)
    return render(request, "findings/detach.html", gap=found, form=form)
