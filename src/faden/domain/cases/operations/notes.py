"""Contacts: what was talked about, when, how long."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from faden.domain.cases.enums import AccessPath, ContactKind, Visibility
from faden.domain.cases.models import Case, ContactNote, ContactNoteRevision
from faden.domain.cases.operations.holding import check_day, hold, keep_last_contact
from faden.domain.cases.rules import may_correct_note, may_work_on
from faden.domain.catalogues.models import LifeDomain
from faden.kernel.access.actor import Actor
from faden.kernel.access.editing import lock, save_edit
from faden.kernel.access.errors import Invalid
from faden.kernel.audit import operations as audit

LONGEST = 600


@transaction.atomic
def write_note(
    *,
    case: Case,
    on: date,
    kind: ContactKind,
    minutes: int,
    actor: Actor,
    today: date,
    now: datetime,
    text: str = "",
    access_path: AccessPath = AccessPath.APPOINTMENT,
    language: str = "",
    interpreter: bool = False,
    visibility: Visibility = Visibility.CIRCLE,
    life_domains: Iterable[LifeDomain] = (),
) -> ContactNote:
    """Record one contact.

    :param now: when it is written down
    :raises Invalid: a day in the future or before the case, or a length nobody talks
    :raises Refused: the actor may not work on this case, or not now
    """
    case = hold(case, may_work_on, actor=actor, today=today)
    check_day(on, today, earliest=case.opened_on, why="Der Fall")
    if not 1 <= minutes <= LONGEST:
        raise Invalid({"minutes": f"Bitte zwischen 1 und {LONGEST} Minuten eingeben."})
    note = ContactNote.objects.create(
        case=case,
        municipality_id=case.municipality_id,
        author_id=actor.id,
        on=on,
        written_at=now,
        kind=kind,
        access_path=access_path,
        minutes=minutes,
        language=language,
        interpreter=interpreter,
        text=text.strip(),
        visibility=visibility,
        life_domain_ids=[domain.id for domain in life_domains],
    )
    keep_last_contact(case, on)
    audit.record("note.written", actor=actor, subject=note, on=on, kind=kind, minutes=minutes, visibility=visibility)
    return note


@transaction.atomic
def correct_note(*, note: ContactNote, version: int, text: str, actor: Actor, now: datetime) -> ContactNote:
    """Replace the text of a note; the former one stays in its history.

    :raises Conflict: the author has corrected it elsewhere since
    :raises Refused: only the author corrects
    """
    note = lock(note, version=version, fields=("text",))
    may_correct_note.check(actor, note)
    text = text.strip()
    if not text:
        raise Invalid({"text": "Eine Notiz kann berichtigt, aber nicht geleert werden."})
    if text == note.text:
        return note
    ContactNoteRevision.objects.create(note=note, text=note.text, replaced_at=now, replaced_by_id=actor.id)
    save_edit(note, text=text)
    audit.record("note.corrected", actor=actor, subject=note, version=note.version)
    return note
