"""Contacts: what was talked about, when, how long."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from faden.domain.cases.enums import AccessPath, ContactKind, Visibility
from faden.domain.cases.models import Case, ContactNote, ContactNoteRevision
from faden.domain.cases.operations.contacts import record_contact
from faden.domain.cases.operations.holding import hold
from faden.domain.cases.rules import may_correct_note, may_work_on
from faden.domain.catalogues.models import LifeDomain
from faden.kernel.access.actor import Actor
from faden.kernel.access.editing import lock, save_edit
from faden.kernel.access.errors import Invalid
from faden.kernel.audit import operations as audit


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
    note_id: UUID | None = None,
) -> ContactNote:
    """Add a contact to a case.

    :param now: when it is written down
    :raises Invalid: a day in the future or before the case, or a length nobody talks
    :raises Refused: the actor may not work on this case, or not now
    """
    municipality = case.municipality
    case = hold(case, may_work_on, actor=actor, today=today)
    return record_contact(
        case=case,
        municipality=municipality,
        on=on,
        kind=kind,
        access_path=access_path,
        minutes=minutes,
        actor=actor,
        today=today,
        now=now,
        language=language,
        interpreter=interpreter,
        text=text.strip(),
        life_domain_ids=[domain.id for domain in life_domains],
        visibility=visibility,
        note_id=note_id,
    )


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
