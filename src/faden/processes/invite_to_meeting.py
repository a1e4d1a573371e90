"""Invite a body: one mail to everybody who holds a seat, with the papers the page has drawn up."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from faden.domain.steering.models import AgendaItem, Meeting
from faden.domain.steering.operations.preparing import move_meeting
from faden.domain.steering.queries import Recipient, agenda_of, recipients_of
from faden.domain.steering.rules import may_move_meeting
from faden.domain.steering.transitions import MeetingAct
from faden.kernel.access.actor import Actor
from faden.kernel.access.editing import lock
from faden.kernel.access.errors import Invalid
from faden.kernel.audit import operations as audit
from faden.kernel.outbox.operations import Attachment, put_mail
from faden.lib import german

CHANGED = "Die Sitzung hat sich geändert, oder die Einladung ist schon verschickt. Bitte sehen Sie noch einmal nach."


@dataclass(frozen=True)
class Letter:
    """What everybody reads; the subject names nobody, it is readable on the way."""

    subject: str
    text: str


@transaction.atomic
def invite_to_meeting(
    *, meeting: Meeting, version: int, attachments: Sequence[Attachment], on: date, actor: Actor
) -> list[Recipient]:
    """Put the invitation into the outbox for each address of the body, and note that it has been sent.

    A later agenda is sent again to all. Seats without an address get theirs on paper.

    :param version: of the meeting the sender has looked at, so that nobody sends twice by pressing twice
    :param attachments: invitation and calendar file
    :returns: who gets a mail
    """
    may_move_meeting.check(actor, meeting, MeetingAct.INVITE, on)
    meeting = lock(meeting)
    if meeting.version != version:
        raise Invalid({"": CHANGED})
    agenda = agenda_of(meeting)
    if not agenda:
        raise Invalid({"": "Die Tagesordnung ist noch leer."})
    letter = letter_of_invitation(meeting=meeting, agenda=agenda, sender=actor.name)
    recipients = _post(meeting, letter, attachments, actor)
    move_meeting(meeting=meeting, act=MeetingAct.INVITE, on=on, actor=actor)
    audit.record("meeting.invited", actor=actor, subject=meeting, mails=len(recipients))
    return recipients


@transaction.atomic
def call_off_meeting(
    *, meeting: Meeting, reason: str, attachments: Sequence[Attachment] = (), on: date, actor: Actor
) -> list[Recipient]:
    """Cancel a meeting, and tell those who have been invited.

    :param attachments: the calendar file that takes the entry away
    :returns: who gets a mail; nobody when nobody was invited yet
    """
    cancelled = move_meeting(meeting=meeting, act=MeetingAct.CANCEL, reason=reason, on=on, actor=actor)
    if cancelled.invited_on is None:
        return []
    return _post(cancelled, letter_of_cancellation(meeting=cancelled, sender=actor.name), attachments, actor)


def letter_of_invitation(*, meeting: Meeting, agenda: Sequence[AgendaItem], sender: str) -> Letter:
    """The mail as it will be sent."""
    again = meeting.invited_on is not None
    points = "\n".join(f"{item.position}. {item.title}" for item in agenda)
    opening = "die Tagesordnung oder der Termin hat sich geändert. " if again else ""
    text = (
        f"Guten Tag,\n\n{opening}{'Wir' if again else 'wir'} laden Sie ein zur Sitzung: {meeting.body.name}\n\n"
        f"{german.long_day(meeting.day)}, {_hours(meeting)}\n{meeting.place}\n\n"
        f"Tagesordnung\n{points}\n\n"
        "Die Einladung liegt als PDF bei. Die Kalenderdatei trägt den Termin in Ihren Kalender ein.\n"
        "Wenn Sie nicht teilnehmen können, geben Sie bitte Ihrer Vertretung und uns Bescheid.\n\n"
        f"Mit freundlichen Grüßen\n{sender}\n"
    )
    word = "Geänderte Einladung" if again else "Einladung"
    return Letter(_subject(word, meeting), text)


def letter_of_cancellation(*, meeting: Meeting, sender: str) -> Letter:
    """The mail that calls a meeting off."""
    text = (
        f"Guten Tag,\n\ndie Sitzung {meeting.body.name} am {german.long_day(meeting.day)}, {_hours(meeting)}, "
        f"fällt aus.\n\nGrund: {meeting.cancellation}\n\n"
        "Die Kalenderdatei nimmt den Termin aus Ihrem Kalender.\n\n"
        f"Mit freundlichen Grüßen\n{sender}\n"
    )
    return Letter(_subject("Absage", meeting), text)


def _subject(word: str, meeting: Meeting) -> str:
    return f"{word}: {meeting.body.name} am {german.day(meeting.day)}"[:200]


def _hours(meeting: Meeting) -> str:
    begin, end = timezone.localtime(meeting.starts_at), timezone.localtime(meeting.ends_at)
    if begin.date() == end.date():
        return f"{begin:%H:%M} bis {german.clock_time(end)}"
    return f"{german.clock_time(begin)} bis {german.moment(end)}"


def _post(meeting: Meeting, letter: Letter, attachments: Sequence[Attachment], actor: Actor) -> list[Recipient]:
    recipients = recipients_of(meeting.body)
    for recipient in recipients:
        put_mail(
            recipient=recipient.email,
            recipient_name=recipient.name,
            subject=letter.subject,
            body=letter.text,
            attachments=attachments,
            actor=actor,
        )
    return recipients
