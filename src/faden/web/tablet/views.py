"""One question at a time; each answer is stored before the next question comes."""

from typing import Any

from django.http import Http404, HttpResponse

from faden.domain.client_texts.queries import texts_in
from faden.web.layout import kiosk
from faden.web.layout.pages import Request, page, redirect, render
from faden.web.tablet.questionnaires import LONGEST_WORDS, Questionnaire, questionnaire
from faden.web.tablet.signing import SIGNED, told_after


@page("GET")
def home(request: Request) -> HttpResponse:
    """/tablet/: what the client is asked to do."""
    task = kiosk.running(request)
    if task is None:
        return redirect("today:today")
    if task.kind in SIGNED:
        return redirect("tablet:sign")
    asked = questionnaire(request, task)
    return redirect("tablet:thanks") if asked.is_finished else _show(request, "begin", asked)


@page("GET", "POST")
def question(request: Request, number: int) -> HttpResponse:
    """One question with its answers; the last one is answered in own words."""
    task = kiosk.running(request)
    if task is None or task.kind in SIGNED:
        return redirect("tablet:home" if task else "today:today")
    asked = questionnaire(request, task)
    if asked.is_finished:
        return redirect("tablet:thanks")
    if not 1 <= number <= asked.count:
        raise Http404
    if request.method == "POST":
        return _store(request, asked, number)
    if number == asked.count:
        return _show(request, "words", asked, number=number, longest=LONGEST_WORDS)
    return _show(request, "question", asked, number=number, question=asked.questions[number - 1], is_missing=False)


@page("GET")
def thanks(request: Request) -> HttpResponse:
    """Nothing but thanks: no answer is shown again to whoever holds the device next."""
    task = kiosk.running(request)
    if task is None:
        return redirect("today:today")
    if task.kind in SIGNED:
        texts = texts_in(task.language)
        return render(request, "tablet/thanks.html", texts=texts, unreviewed=False, saved=told_after(task, texts))
    asked = questionnaire(request, task)
    if not asked.is_finished:
        return redirect("tablet:home")
    return _show(request, "thanks", asked, saved=asked.texts["tablet.saved"])


def _store(request: Request, asked: Questionnaire, number: int) -> HttpResponse:
    if number == asked.count:
        asked.finish(request.POST.get("words", ""))
        return redirect("tablet:thanks")
    question, answer = asked.questions[number - 1], request.POST.get("answer", "")
    values = {str(choice.value): choice.value for choice in question.choices}
    if answer not in {*values, "skip"}:
        return _show(request, "question", asked, status=422, number=number, question=question, is_missing=True)
    asked.store(number - 1, values.get(answer))
    return redirect("tablet:question", number + 1)


def _show(
    request: Request, name: str, asked: Questionnaire, *, status: int | None = None, **context: Any
) -> HttpResponse:
    """The page in the client's language; nothing on it leads anywhere but to the next question."""
    return render(
        request,
        f"tablet/{name}.html",
        status=status,
        unreviewed=asked.is_unreviewed,
        asked=asked,
        texts=asked.texts,
        **context,
    )
