"""The client signs the goal agreement or a declaration, or would rather sign on paper."""

from django.http import HttpResponse
from django.utils import timezone

from faden.domain.cases.enums import SignedBy
from faden.domain.cases.operations.agreements import TEXTS, file_signed, sign_on_device
from faden.domain.cases.queries.agreements import agreement_by_id
from faden.domain.client_texts.queries import Texts, texts_in
from faden.reporting.goal_agreement import RIGHT_TO_LEFT, signed_sheet
from faden.web.layout import kiosk
from faden.web.layout.pages import Request, page, redirect, render, submit
from faden.web.layout.signature import StrokesForm
from faden.web.tablet.declaring import DECLARING, declare, told_after_declaring

SIGNING = "agreement"
#: What is signed at this address.
SIGNED = (SIGNING, DECLARING)


def told_after(task: kiosk.Task, texts: Texts) -> str:
    """What the last page says: the signature is stored, or nothing when it will be given on paper."""
    if task.kind == DECLARING:
        return told_after_declaring(task, texts)
    _, agreed = agreement_by_id(task.subject_id)
    return "" if SignedBy.CLIENT in agreed.missing else texts["agreement.signed"]


@page("GET", "POST")
def sign(request: Request) -> HttpResponse:
    """/tablet/unterschrift/: what is to be signed in the client's language, and a field to sign in."""
    task = kiosk.running(request)
    if task is None or task.kind not in SIGNED:
        return redirect("tablet:home" if task else "today:today")
    return declare(request, task) if task.kind == DECLARING else _agree(request, task)


def _agree(request: Request, task: kiosk.Task) -> HttpResponse:
    """The goals in the client's words, the sentences of the agreement."""
    case, agreed = agreement_by_id(task.subject_id)
    texts = texts_in(task.language)
    if SignedBy.CLIENT not in agreed.missing or "paper" in request.POST:
        return redirect("tablet:thanks")
    form = StrokesForm(request.POST or None, initial={"digest": agreed.agreement.digest})
    given = {"by": SignedBy.CLIENT, "actor": request.actor, "today": request.today, "now": timezone.now()}
    if submit(form, sign_on_device, agreement=agreed.agreement, **given):
        _, now_signed = agreement_by_id(task.subject_id)
        if now_signed.is_signed:
            pdf = signed_sheet(case, now_signed)
            file_signed(agreement=agreed.agreement, pdf=pdf, actor=request.actor, today=request.today)
        return redirect("tablet:thanks")
    return render(
        request,
        "tablet/agreement.html",
        texts=texts,
        unreviewed=texts.unreviewed(TEXTS),
        agreed=agreed,
        form=form,
        rtl=RIGHT_TO_LEFT,
    )
