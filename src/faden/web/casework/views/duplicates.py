"""Who may be stored twice: compare, make one, tell apart, and take both back."""

from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone

from faden.domain.cases.queries.people_search import cases_about
from faden.domain.duplicates.calculation import last_day_to_undo
from faden.domain.duplicates.operations import take_back as take_distinction_back
from faden.domain.duplicates.operations import tell_apart as keep_two
from faden.domain.duplicates.queries import (
    MOST_SHOWN,
    are_told_apart,
    distinction_or_404,
    merge_or_404,
    merges,
    pair_or_404,
    possible_duplicates,
    told_apart,
)
from faden.domain.duplicates.rules import may_look_for_duplicates, may_merge
from faden.domain.people.queries import person_or_404
from faden.kernel.access.errors import NotVisible
from faden.kernel.audit import operations as audit
from faden.lib import german
from faden.processes.merge_people import merge_people, preview_merge, undo_merge
from faden.web.casework.forms.duplicates import ApartForm, MergeForm, german_label, words_for
from faden.web.layout.messages import tell
from faden.web.layout.pages import Request, page, redirect, render, submit


@page("GET")
def duplicates(request: Request) -> HttpResponse:
    """Pairs to look at, and what was decided about others."""
    found = possible_duplicates(request.actor)
    pairs = found[:MOST_SHOWN]
    people = {one.id for pair in pairs for one in (pair.one, pair.other) if one}
    return render(
        request,
        "casework/duplicates.html",
        pairs=pairs,
        more=len(found) - len(pairs),
        cases=cases_about(people),
        merges=merges(request.today),
        last_day=last_day_to_undo,
        apart=told_apart(),
    )


@page("GET", "POST", reads_file=True)
def merge(request: Request, one: UUID, other: UUID) -> HttpResponse:
    """Every field of both, what moves, and who else must agree."""
    may_look_for_duplicates.check(request.actor)
    keep, away = person_or_404(one), person_or_404(other)
    if keep.id == away.id:
        raise NotVisible
    preview = preview_merge(keep=keep, other=away)
    versions = {"version_keep": keep.version, "version_other": away.version}
    form = MergeForm(request.POST or None, preview=preview, initial=versions)
    everyday = {"actor": request.actor, "today": request.today}
    if done := submit(form, merge_people, keep=keep, other=away, now=timezone.now(), **everyday):
        until = german.day(last_day_to_undo(done.merged_on))
        tell(request, f"Die beiden sind jetzt eine Person. Bis zum {until} lässt sich das rückgängig machen.")
        return redirect("casework:duplicates")
    if request.method == "GET":
        audit.record("people.compared", actor=request.actor, subject=keep, other=away)
    return render(
        request,
        "casework/merge.html",
        keep=keep,
        other=away,
        form=form,
        preview=preview,
        refusal=may_merge(request.actor, preview.others),
        cases=cases_about((keep.id, away.id)),
        same=[(german_label(one), words_for(one, one.keep)) for one in preview.choices if not one.differs],
    )


@page("GET", "POST")
def tell_apart(request: Request, one: UUID, other: UUID) -> HttpResponse:
    """Two who look alike are two."""
    may_look_for_duplicates.check(request.actor)
    if request.method == "POST" and are_told_apart(one, other):
        return redirect("casework:duplicates")
    pair = pair_or_404(one, other, request.actor)
    form = ApartForm(request.POST or None)
    if submit(form, keep_two, one=pair.one, other_id=pair.other_id, on=request.today, actor=request.actor):
        tell(request, "Festgehalten: Das sind zwei Personen.")
        return redirect("casework:duplicates")
    return render(request, "casework/tell_apart.html", pair=pair, form=form)


@page("POST")
def take_back(request: Request, distinction_id: UUID) -> HttpResponse:
    """The pair stands in the list again."""
    distinction = distinction_or_404(distinction_id)
    take_distinction_back(distinction=distinction, on=request.today, actor=request.actor)
    tell(request, "Die Unterscheidung ist zurückgenommen.")
    return redirect("casework:duplicates")


@page("POST")
def undo(request: Request, merge_id: UUID) -> HttpResponse:
    """Two again."""
    undo_merge(merge=merge_or_404(merge_id), actor=request.actor, today=request.today)
    tell(request, "Die Zusammenführung ist rückgängig gemacht. Es sind wieder zwei Personen.")
    return redirect("casework:duplicates")
