"""The client's feedback before the case is closed."""

from django.http import HttpResponse
from django.urls import reverse

from faden.domain.cases.operations.feedback import TEXTS, ask_for_feedback
from faden.domain.cases.queries.feedback import answers_in_words, feedback_of, language_of
from faden.domain.cases.rules import may_work_on
from faden.domain.client_texts.queries import all_texts
from faden.domain.client_texts.shipped import reading_language
from faden.web.casework.forms.feedback import FeedbackForm
from faden.web.casework.views.file import open_file
from faden.web.layout import kiosk
from faden.web.layout.pages import Request, page, redirect, render, submit


@page("GET", "POST", reads_file=True)
def feedback(request: Request, number: str) -> HttpResponse:
    """Hand the device over with a few questions; what has been answered is shown."""
    case = open_file(request, number, may_work_on).case
    given = feedback_of(case)
    form = FeedbackForm(
        request.POST or None,
        initial={"language": reading_language(case.person.language)},
        texts=all_texts(),
        groups=TEXTS,
    )
    asked = submit(form, ask_for_feedback, case=case, actor=request.actor, today=request.today)
    if asked:
        back = reverse("casework:feedback", args=[number])
        kiosk.begin(request, kiosk.Task("feedback", str(asked.id), asked.language, back))
        return redirect("tablet:home")
    return render(
        request,
        "casework/feedback.html",
        case=case,
        form=form,
        given=given,
        answers=answers_in_words(given) if given else [],
        language=language_of(given) if given else "",
    )
