"""What has left a case, and what a withdrawal leaves to be done."""

from uuid import UUID

from django.http import Http404, HttpResponse

from faden.domain.cases.operations import passing_on
from faden.domain.cases.queries.transfers import basis_of, transfers_of
from faden.domain.cases.rules import may_work_on
from faden.domain.catalogues.queries import life_domain_names
from faden.domain.client_texts.shipped import LANGUAGES, reading_language
from faden.domain.consent.enums import TransferKind
from faden.domain.consent.queries import consent_or_404, laws_on
from faden.domain.residence.queries import taken_back_unread
from faden.processes.after_withdrawal import aftermath
from faden.reporting.transfers_paper import sheet
from faden.web.casework.forms.transfers import TalkForm
from faden.web.casework.views.file import open_file
from faden.web.layout.downloads import download
from faden.web.layout.messages import tell
from faden.web.layout.pages import Request, page, redirect, render, submit

#: The norm of the catalogue on which receivers are told of a withdrawal.
NOTICE, NOTICE_LETTER = "mitteilung", "widerruf"


@page("GET", reads_file=True)
def transfers(request: Request, number: str) -> HttpResponse:
    """Everything that has left the case: to whom, what, and on which basis."""
    file, domains = open_file(request, number), life_domain_names()
    return render(
        request,
        "casework/transfers.html",
        file=file,
        case=file.case,
        transfers=transfers_of(file.case),
        basis_of=basis_of,
        unread=taken_back_unread(file.case),
        topics_of=lambda one: ", ".join(domains.get(each, "") for each in one.life_domain_ids),
        may_write=may_work_on.allows(request.actor, file.case, file.circle),
        reads=LANGUAGES[reading_language(file.case.person.language)],
    )


@page("GET", reads_file=True)
def transfers_paper(request: Request, number: str, language: str) -> HttpResponse:
    """The same for the client, in German and this language."""
    case = open_file(request, number).case
    if language not in LANGUAGES:
        raise Http404
    pdf = sheet(case, transfers_of(case), language=language, on=request.today)
    return download(pdf, name=f"weitergaben-{language}.pdf", media_type="application/pdf")


@page("GET", "POST", reads_file=True)
def talk(request: Request, number: str) -> HttpResponse:
    """An organisation was told something."""
    case = open_file(request, number, may_work_on).case
    laws = laws_on(request.today, carrying=TransferKind.TALK)
    form = TalkForm(request.POST or None, initial={"on": request.today}, laws=laws)
    if submit(form, passing_on.record_talk, case=case, actor=request.actor, today=request.today):
        tell(request, "Die Weitergabe ist festgehalten.")
        return redirect("casework:transfers", number)
    return render(
        request,
        "casework/form.html",
        case=case,
        form=form,
        title="Gespräch mit einer Stelle festhalten",
        act="Festhalten",
        lead="Für alles, was Sie am Telefon oder am Tisch gesagt haben. Faden prüft, worauf es sich stützt.",
    )


@page("GET", reads_file=True)
def after_withdrawal(request: Request, number: str, consent_id: UUID) -> HttpResponse:
    """Who was told what resting on a declaration; after its withdrawal, what is still open."""
    file = open_file(request, number)
    consent = consent_or_404(consent_id, file.case.person)
    norm = next((one for one in laws_on(request.today, carrying=TransferKind.LETTER) if one.key == NOTICE), None)
    return render(
        request,
        "casework/after_withdrawal.html",
        case=file.case,
        consent=consent,
        left=aftermath(case=file.case, consent=consent, on=request.today),
        norm=norm,
        letter=NOTICE_LETTER,
        may_write=may_work_on.allows(request.actor, file.case, file.circle),
    )
