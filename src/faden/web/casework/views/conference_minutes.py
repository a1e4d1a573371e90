"""A case conference on its day and after: minutes, agreements, and who got them."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse

from faden.domain.cases.rules import may_work_on
from faden.domain.conferences import queries
from faden.domain.conferences.enums import ConferenceState
from faden.domain.conferences.operations import recording
from faden.domain.conferences.rules import may_convene, may_get_minutes, may_record
from faden.domain.consent.queries import releases_of
from faden.kernel.access.errors import NotVisible
from faden.reporting.conference_papers import minutes_docx, minutes_pdf
from faden.web.casework.downloads import download
from faden.web.casework.forms.conference import AgreementForm, DoneForm, HandoutForm, MinutesForm
from faden.web.casework.views.conferences import conference_form, open_conference
from faden.web.layout.drafts import keep_draft
from faden.web.layout.messages import tell
from faden.web.layout.pages import Request, page, redirect, render, submit


@page("GET", "POST", reads_file=True)
def minutes(request: Request, number: str, conference_id: UUID) -> HttpResponse:
    """Write down who came and how each one sees it, the client first."""
    file, found = open_conference(request, number, conference_id, may_work_on)
    may_record.check(found, request.today, handed_out=queries.is_handed_out(found))
    form = MinutesForm(
        request.POST or None,
        participants=queries.participants_of(found),
        shared_view=found.shared_view,
        version=found.version,
    )
    keep_draft(request, form, "conference_minutes", found.id)
    if submit(form, recording.write_minutes, conference=found, actor=request.actor, today=request.today):
        tell(request, "Die Niederschrift ist gespeichert. Halten Sie jetzt fest, was vereinbart wurde.")
        return redirect("casework:conference", number, conference_id)
    return render(request, "casework/conference_minutes.html", case=file.case, conference=found, form=form)


@page("GET", "POST", reads_file=True)
def agree(request: Request, number: str, conference_id: UUID) -> HttpResponse:
    """Say who does what by when."""
    file, found = open_conference(request, number, conference_id, may_work_on)
    may_record.check(found, request.today, handed_out=queries.is_handed_out(found))
    form = AgreementForm(request.POST or None, participants=queries.participants_of(found))
    if submit(form, recording.agree, conference=found, actor=request.actor, today=request.today):
        tell(request, "Die Vereinbarung ist festgehalten.")
        return redirect("casework:conference", number, conference_id)
    return conference_form(
        request, file.case, found, form, title="Vereinbarung festhalten", act="Vereinbarung festhalten"
    )


@page("GET", "POST", reads_file=True)
def finish(request: Request, number: str, conference_id: UUID, agreement_id: UUID) -> HttpResponse:
    """What was agreed is done."""
    file, found = open_conference(request, number, conference_id, may_work_on)
    agreement = queries.agreement_of(found, agreement_id)
    form = DoneForm(request.POST or None, initial={"on": request.today, "version": agreement.version})
    if submit(form, recording.finish_agreement, agreement=agreement, actor=request.actor, today=request.today):
        tell(request, "Die Vereinbarung ist als erledigt eingetragen.")
        return redirect("casework:conference", number, conference_id)
    lead = f"„{agreement.text}“, bis {agreement.due_on:%d.%m.%Y}: {agreement.responsible.name}"
    return conference_form(
        request, file.case, found, form, title="Vereinbarung erledigt", act="Als erledigt eintragen", lead=lead
    )


@page("GET", "POST", reads_file=True)
def hand_out(request: Request, number: str, conference_id: UUID) -> HttpResponse:
    """Note who got the minutes, and how."""
    file, found = open_conference(request, number, conference_id, may_convene)
    participants = queries.participants_of(found)
    releases = releases_of(file.case.person_id, on=request.today)
    answers = [(one, may_get_minutes(found, one, releases, request.today)) for one in participants]
    form = HandoutForm(
        request.POST or None,
        initial={"on": request.today},
        participants=[one for one, refusal in answers if refusal is None],
    )
    if submit(form, recording.hand_out_minutes, conference=found, actor=request.actor, today=request.today):
        tell(request, "Die Ausgabe ist festgehalten.")
        return redirect("casework:conference", number, conference_id)
    refusals = [refusal for _, refusal in answers if refusal]
    return render(
        request, "casework/hand_out_minutes.html", case=file.case, conference=found, form=form, refusals=refusals
    )


@page("GET", reads_file=True)
def minutes_as_pdf(request: Request, number: str, conference_id: UUID) -> HttpResponse:
    """The minutes, to print and hand out."""
    file, found = _held(request, number, conference_id)
    return download(minutes_pdf(file.case, found), shown=True)


@page("GET", reads_file=True)
def minutes_as_docx(request: Request, number: str, conference_id: UUID) -> HttpResponse:
    """The minutes, to be edited further."""
    file, found = _held(request, number, conference_id)
    return download(minutes_docx(file.case, found))


def _held(request: Request, number: str, conference_id: UUID) -> tuple[Any, Any]:
    file, found = open_conference(request, number, conference_id)
    if found.state != ConferenceState.HELD:
        raise NotVisible
    return file, found
