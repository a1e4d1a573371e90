"""Papers of a meeting to take away: invitation, calendar file, minutes."""

from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone

from faden.domain.steering.enums import MeetingState
from faden.domain.steering.queries import meeting_by_id
from faden.kernel.access.errors import NotVisible
from faden.kernel.outbox.operations import Attachment
from faden.web.layout.pages import Request, page
from faden.web.steering.documents import appointment_file, invitation_file, record_file


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


def _file(file: Attachment) -> HttpResponse:
    """Shown by the browser where it can, saved under its name."""
    return HttpResponse(
        file.content,
        content_type=file.content_type,
        headers={"Content-Disposition": f'inline; filename="{file.name}"'},
    )
