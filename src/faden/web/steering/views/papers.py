"""Papers of a meeting to take away: invitation, proposals, calendar file, minutes."""

from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone

from faden.domain.steering.enums import MeetingState
from faden.domain.steering.queries import meeting_by_id
from faden.kernel.access.errors import NotVisible
from faden.kernel.outbox.operations import Attachment
from faden.web.layout.pages import Request, page
from faden.web.steering.documents import appointment_file, invitation_file, record_file
from faden.web.steering.word_papers import invitation_docx, proposals_docx, record_docx


@page("GET")
def invitation(request: Request, meeting_id: UUID) -> HttpResponse:
    """The invitation with the agenda."""
    meeting = meeting_by_id(meeting_id)
    if meeting.state == MeetingState.CANCELLED:
        raise NotVisible
    return _file(invitation_file(meeting, on=request.today))


@page("GET")
def appointment(request: Request, meeting_id: UUID) -> HttpResponse:  # noqa: ARG001  a page
    """The entry for one's own calendar."""
    return _file(appointment_file(meeting_by_id(meeting_id), at=timezone.now()))


@page("GET")
def record(request: Request, meeting_id: UUID) -> HttpResponse:
    """The minutes, once there is something to tell."""
    meeting = meeting_by_id(meeting_id)
    if meeting.state == MeetingState.CANCELLED or request.today < meeting.day:
        raise NotVisible
    return _file(record_file(meeting))


@page("GET")
def invitation_to_edit(request: Request, meeting_id: UUID) -> HttpResponse:
    """The invitation, to be edited further."""
    meeting = meeting_by_id(meeting_id)
    if meeting.state == MeetingState.CANCELLED:
        raise NotVisible
    return _file(invitation_docx(meeting, on=request.today))


@page("GET")
def proposals_to_edit(request: Request, meeting_id: UUID) -> HttpResponse:
    """The proposals for decision, to be edited further."""
    meeting = meeting_by_id(meeting_id)
    if meeting.state == MeetingState.CANCELLED:
        raise NotVisible
    return _file(proposals_docx(meeting, on=request.today))


@page("GET")
def record_to_edit(request: Request, meeting_id: UUID) -> HttpResponse:
    """The minutes, to be edited further."""
    meeting = meeting_by_id(meeting_id)
    if meeting.state == MeetingState.CANCELLED or request.today < meeting.day:
        raise NotVisible
    return _file(record_docx(meeting))


def _file(file: Attachment) -> HttpResponse:
    """Shown by the browser where it can, saved under its name."""
    return HttpResponse(
        file.content,
        content_type=file.content_type,
        headers={"Content-Disposition": f'inline; filename="{file.name}"'},
    )
