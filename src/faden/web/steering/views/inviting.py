"""Invite a body and call a meeting off: both say beforehand who will read what."""

from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone

from faden.domain.steering.queries import agenda_of, meeting_by_id, recipients_of
from faden.domain.steering.rules import may_move_meeting
from faden.domain.steering.transitions import MeetingAct
from faden.kernel.outbox.rules import is_mail_configured
from faden.lib import german
from faden.processes.invite_to_meeting import call_off_meeting, invite_to_meeting, letter_of_invitation
from faden.web.layout.messages import tell
from faden.web.layout.pages import Request, page, redirect, render, submit
from faden.web.steering.documents import appointment_file, invitation_file
from faden.web.steering.forms.preparing import CancelForm, InviteForm


@page("GET", "POST")
def invite(request: Request, meeting_id: UUID) -> HttpResponse:
    """Look at the invitation, then send it."""
    meeting = meeting_by_id(meeting_id)
    may_move_meeting.check(request.actor, meeting, MeetingAct.INVITE, request.today)
    form = InviteForm(request.POST or None, initial={"version": meeting.version})
    papers = [invitation_file(meeting, on=request.today), appointment_file(meeting, at=timezone.now())]
    told = submit(form, invite_to_meeting, meeting=meeting, attachments=papers, on=request.today, actor=request.actor)
    if told is not None:
        tell(request, _sent(len(told)))
        return redirect("steering:meeting", meeting_id)
    agenda = agenda_of(meeting)
    return render(
        request,
        "steering/invite.html",
        meeting=meeting,
        form=form,
        letter=letter_of_invitation(meeting=meeting, agenda=agenda, sender=request.actor.name),
        is_empty=not agenda,
        recipients=recipients_of(meeting.body),
        papers=[(paper.name, len(paper.content)) for paper in papers],
        leaves=is_mail_configured(),
    )


def _sent(mails: int) -> str:
    if not mails:
        return "Die Sitzung gilt als eingeladen. Kein Sitz hat eine E-Mail-Adresse; die Einladung gibt es als PDF."
    words = german.count(mails, "Einladung liegt", "Einladungen liegen")
    return f"{words} im Postausgang{' und werden verschickt' if is_mail_configured() else ''}."


@page("GET", "POST")
def cancel(request: Request, meeting_id: UUID) -> HttpResponse:
    """Call the meeting off, with a reason."""
    meeting = meeting_by_id(meeting_id)
    may_move_meeting.check(request.actor, meeting, MeetingAct.CANCEL, request.today)
    form = CancelForm(request.POST or None)
    papers = [appointment_file(meeting, at=timezone.now(), cancelled=True)]
    told = submit(form, call_off_meeting, meeting=meeting, attachments=papers, on=request.today, actor=request.actor)
    if told is not None:
        tell(request, "Die Sitzung ist abgesagt.")
        return redirect("steering:meeting", meeting_id)
    recipients = recipients_of(meeting.body) if meeting.invited_on else []
    return render(request, "steering/cancel.html", meeting=meeting, form=form, recipients=recipients)
