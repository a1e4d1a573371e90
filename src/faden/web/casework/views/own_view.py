"""The client's own view: the device goes into the client's hands."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from faden.domain.cases.enums import FilledBy
from faden.domain.cases.operations.own_view import TEXTS, begin_own_view, resume_own_view
from faden.domain.cases.queries.own_views import own_view_of
from faden.domain.cases.rules import may_work_on
from faden.domain.client_texts.queries import all_texts
from faden.domain.client_texts.shipped import reading_language
from faden.web.casework.forms.own_view import OwnViewForm
from faden.web.casework.views.file import open_file
from faden.web.layout import kiosk
from faden.web.layout.pages import Request, page, redirect, render, submit


@page("GET", "POST", reads_file=True)
def begin(request: Request, number: str) -> HttpResponse:
    """Choose the language, then hand the device over."""
    case = open_file(request, number, may_work_on).case
    form = OwnViewForm(
        request.POST or None,
        initial={"language": reading_language(case.person.language), "filled_by": FilledBy.SELF},
        texts=all_texts(),
        groups=TEXTS,
    )
    given = {"case": case, "actor": request.actor, "today": request.today, "now": timezone.now()}
    own_view = submit(form, begin_own_view, **given)
    if own_view:
        return _hand_over(request, own_view, number)
    return render(request, "casework/begin_own_view.html", case=case, form=form)


@page("POST")
def resume(request: Request, number: str, own_view_id: UUID) -> HttpResponse:
    """Hand the device over again; the answers so far are there."""
    case = open_file(request, number, may_work_on).case
    own_view = own_view_of(case, own_view_id)
    resume_own_view(own_view=own_view, actor=request.actor, today=request.today)
    return _hand_over(request, own_view, number)


def _hand_over(request: Request, own_view: Any, number: str) -> HttpResponse:
    back = reverse("casework:assessments", args=[number])
    kiosk.begin(request, kiosk.Task("own_view", str(own_view.id), own_view.language, back))
    return redirect("tablet:home")
