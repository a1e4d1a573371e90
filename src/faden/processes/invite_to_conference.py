"""Invite to a case conference, and call one off: mail without a word about who it is about."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from faden.domain.conferences.enums import Disclosure
from faden.domain.conferences.models import CaseConference, ConferenceParticipant
from faden.domain.conferences.operations.preparing import cancel_conference, note_invited
from faden.domain.conferences.queries import participants_of, to_be_told
from faden.domain.conferences.rules import may_hear, may_prepare
from faden.domain.consent.queries import releases_of
from faden.kernel.access.actor import Actor
from faden.kernel.access.editing import lock
from faden.kernel.access.errors import Invalid
from faden.kernel.outbox.operations import Attachment, put_mail
from faden.lib import german

CHANGED = (
    "Die Fallkonferenz hat sich geändert, oder die Einladung ist schon verschickt. Bitte sehen Sie noch einmal nach."
)


@dataclass(frozen=True)
class Letter:
    """What somebody reads; neither subject nor text says who it is about, and the mail is readable on the way."""

    subject: str
    text: str


@transaction.atomic
def invite_to_conference(
    *, conference: CaseConference, version: int, attachments: Sequence[Attachment], actor: Actor, today: date
) -> list[ConferenceParticipant]:
    """Put a mail into the outbox for everybody who has an address and does not know of this time and place yet.

    :param version: of the conference the sender has looked at, so that nobody sends twice by pressing twice
    :param attachments: the calendar file
    :raises Invalid: a release no longer holds, or there is nobody to tell
    :returns: who gets a mail
    """
    may_prepare.check(conference)
    conference = lock(conference)
    if conference.version != version:
        raise Invalid({"": CHANGED})
    receivers = to_be_told(conference, participants_of(conference))
    if not receivers:
        raise Invalid({"": "Es ist niemand mit E-Mail-Adresse da, der noch nicht eingeladen ist."})
    _check_releases(conference, receivers, today)
    for one in receivers:
        _post(one, letter_of_invitation(conference=conference, participant=one, sender=actor.name), attachments, actor)
    note_invited(conference=conference, participants=receivers, actor=actor, today=today)
    return receivers


@transaction.atomic
def call_off_conference(
    *, conference: CaseConference, reason: str, attachments: Sequence[Attachment] = (), actor: Actor, today: date
) -> list[ConferenceParticipant]:
    """Cancel a conference and tell those who were invited by mail; the reason stays in the file.

    :returns: who gets a mail
    """
    cancelled = cancel_conference(conference=conference, reason=reason, actor=actor, today=today)
    told = [one for one in participants_of(cancelled) if one.invited_on is not None and one.contact_email]
    for one in told:
        _post(one, letter_of_cancellation(conference=cancelled, sender=actor.name), attachments, actor)
    return told


def letter_of_invitation(*, conference: CaseConference, participant: ConferenceParticipant, sender: str) -> Letter:
    """The mail as it will be sent to this participant."""
    again = participant.invited_on is not None
    opening = "der Termin hat sich geändert. " if again else ""
    hears = participant.disclosure == Disclosure.PERSONAL
    about = (
        "Um wen es geht, steht aus Gründen des Datenschutzes nicht in dieser Nachricht. Ich sage es Ihnen am Telefon."
        if hears
        else "Besprochen wird eine Situation ohne Angaben zur Person."
    )
    text = (
        f"Guten Tag,\n\n{opening}{'Ich' if again else 'ich'} lade Sie zu einer Fallkonferenz ein.\n\n"
        f"{german.long_day(conference.day)}, {_hours(conference)}\n{conference.place}\n\n{about}\n\n"
        "Die Kalenderdatei trägt den Termin in Ihren Kalender ein. "
        "Wenn Sie nicht kommen können, sagen Sie bitte Bescheid.\n\n"
        f"Mit freundlichen Grüßen\n{sender}\n"
    )
    return Letter(f"{'Geänderte Einladung' if again else 'Einladung'}: {_named(conference)}", text)


def letter_of_cancellation(*, conference: CaseConference, sender: str) -> Letter:
    """The mail that calls it off; why, is nobody's business on the way."""
    text = (
        f"Guten Tag,\n\ndie Fallkonferenz am {german.long_day(conference.day)}, {_hours(conference)}, fällt aus.\n\n"
        "Die Kalenderdatei nimmt den Termin aus Ihrem Kalender.\n\n"
        f"Mit freundlichen Grüßen\n{sender}\n"
    )
    return Letter(f"Absage: {_named(conference)}", text)


def _hours(conference: CaseConference) -> str:
    """From when to when: ``14:00 bis 15:30 Uhr``."""
    begin, end = timezone.localtime(conference.starts_at), timezone.localtime(conference.ends_at)
    return f"{begin:%H:%M} bis {german.clock_time(end)}"


def _named(conference: CaseConference) -> str:
    return f"Fallkonferenz am {german.day(conference.day)}"


def _check_releases(conference: CaseConference, receivers: Sequence[ConferenceParticipant], today: date) -> None:
    releases = releases_of(conference.case.person_id, on=today)
    for one in receivers:
        if one.organisation is None:
            continue
        if refusal := may_hear(one.organisation, Disclosure(one.disclosure), releases, today, conference.day):
            raise Invalid({"": refusal})


def _post(one: ConferenceParticipant, letter: Letter, attachments: Sequence[Attachment], actor: Actor) -> None:
    put_mail(
        recipient=one.contact_email,
        recipient_name=one.contact_name or one.name,
        subject=letter.subject,
        body=letter.text,
        attachments=attachments,
        file_id=one.case_id,
        actor=actor,
    )
