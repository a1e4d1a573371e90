"""The client's feedback before the case is closed, on the device or on paper."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from faden.domain.cases.enums import Asked
from faden.domain.cases.operations.feedback import TEXTS, ask_for_feedback, enter_paper_feedback, note_sheet_printed
from faden.domain.cases.queries.feedback import answers_in_words, feedback_of, language_of
from faden.domain.cases.rules import may_work_on
from faden.domain.client_texts.queries import all_texts, texts_in
from faden.domain.client_texts.shipped import SOURCE, reading_language
from faden.kernel.files.queries import attached_to
from faden.reporting.feedback_form import sheet
from faden.web.casework.forms.feedback import FeedbackForm, PaperFeedbackForm
from faden.web.casework.views.file import open_file
from faden.web.layout import kiosk
from faden.web.layout.downloads import download
from faden.web.layout.drafts import keep_draft
from faden.web.layout.messages import tell
from faden.web.layout.pages import Request, page, redirect, render, submit


@page("GET", "POST", reads_file=True)
def feedback(request: Request, number: str) -> HttpResponse:
    """Hand the device over with a few questions; what has been answered is shown."""
    case = open_file(request, number, may_work_on).case
    given = feedback_of(case)
    initial = {"language": reading_language(case.person.language)}
    form = FeedbackForm(request.POST or None, initial=initial, texts=all_texts(), groups=TEXTS)
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
        on_paper=FeedbackForm(initial=initial, texts=all_texts(), groups=TEXTS, auto_id="paper_%s"),
        given=given,
        sheets=attached_to([given.id]).get(given.id, []) if given else [],
        answers=answers_in_words(given) if given else [],
        language=language_of(given) if given else "",
    )


@page("POST")
def print_sheet(request: Request, number: str) -> HttpResponse:
    """The questions as PDF, to be ticked by hand."""
    case = open_file(request, number, may_work_on).case
    form = FeedbackForm(request.POST, texts=all_texts(), groups=TEXTS)
    if not submit(form, note_sheet_printed, case=case, actor=request.actor, today=request.today):
        return redirect("casework:feedback", number)
    language = form.cleaned_data["language"]
    pdf = sheet(client=case.person.full_name, language=language)
    return download(pdf, name=f"rueckmeldung-{language}.pdf", media_type="application/pdf")


@page("GET", "POST", reads_file=True)
def from_paper(request: Request, number: str) -> HttpResponse:
    """Enter what the client has ticked and written; nobody types what could not be stored any more."""
    case = open_file(request, number, may_work_on).case
    if request.method == "GET" and (given := feedback_of(case)) and given.is_finished:
        tell(request, "Die Rückmeldung ist schon eingetragen.")
        return redirect("casework:feedback", number)
    german = texts_in(SOURCE)
    form = PaperFeedbackForm(
        request.POST or None,
        request.FILES or None,
        initial={"language": reading_language(case.person.language), "on": request.today},
        texts=all_texts(),
        groups=TEXTS,
        questions=[(one, german[f"feedback.{one.value}"]) for one in Asked],
    )
    keep_draft(request, form, "paper_feedback", number)
    arguments = {"case": case, "actor": request.actor, "today": request.today, "now": timezone.now()}
    if submit(form, enter_paper_feedback, **arguments):
        tell(request, "Die Rückmeldung ist eingetragen.")
        return redirect("casework:feedback", number)
    return render(request, "casework/paper_feedback.html", case=case, form=form)
