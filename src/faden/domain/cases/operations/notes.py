"""Contacts: what was talked about, when, how long."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import TypedDict, Unpack
from uuid import UUID

from django.db import transaction

from faden.domain.cases.enums import AccessPath, ContactKind, Visibility
from faden.domain.cases.models import Case, ContactNote, ContactNoteRevision, NoteParticipant
from faden.domain.cases.operations.contacts import check_contact, is_same_talk, record_contact
from faden.domain.cases.operations.holding import hold
from faden.domain.cases.queries.contacts import written_note
from faden.domain.cases.rules import may_correct_note, may_work_on
from faden.domain.catalogues.models import LifeDomain
from faden.domain.organisations.models import Organisation
from faden.domain.people.models import Person
from faden.kernel.access.actor import Actor
from faden.kernel.access.editing import lock, save_edit
from faden.kernel.access.errors import Invalid
from faden.kernel.audit import operations as audit
from faden.kernel.files import operations as stored_files
from faden.kernel.files.enums import Audience, FileKind
from faden.lib.file_content import Upload

CORRECTED = ("text", "kind", "minutes", "visibility")


class Beside(TypedDict, total=False):
    """Who took part besides client and author, and what was handed in.

    ``others`` says it in words, ``organisation`` is where they come from; ``uploads`` go with the note.
    """

    relatives: Iterable[Person]
    organisation: Organisation | None
    others: str
    uploads: Iterable[Upload]


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
    **beside: Unpack[Beside],
) -> ContactNote:
    """Add a contact to a case.

    :param now: when it is written down
    :param note_id: made by the form; the same sent twice is stored once, another contact sent under it beside it
    :raises Invalid: a day in the future or before the case, or a length nobody talks
    :raises Refused: the actor may not work on this case, or not now
    """
    municipality = case.municipality
    case = hold(case, may_work_on, actor=actor, today=today)
    if note_id and (written := written_note(note_id, actor)):
        if written.case_id == case.id and is_same_talk(written, on=on, kind=kind, minutes=minutes, text=text):
            return written
        note_id = None
    note = record_contact(
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
    _keep_beside(note, case, actor, **beside)
    return note


def _keep_beside(note: ContactNote, case: Case, actor: Actor, **beside: Unpack[Beside]) -> None:
    relatives, organisation = beside.get("relatives", ()), beside.get("organisation")
    others = beside.get("others", "").strip()
    took_part = [NoteParticipant(note=note, person=person) for person in relatives]
    if organisation is not None or others:
        took_part.append(NoteParticipant(note=note, organisation=organisation, words=others))
    NoteParticipant.objects.bulk_create(took_part)
    stored_files.store_all(
        uploads=beside.get("uploads", ()),
        subject=case.id,
        kind=FileKind.ATTACHMENT,
        actor=actor,
        audience=Audience(note.visibility),
        hangs_on=note.id,
    )


@transaction.atomic
def correct_note(
    *,
    note: ContactNote,
    version: int,
    text: str,
    actor: Actor,
    now: datetime,
    kind: ContactKind | None = None,
    minutes: int | None = None,
    visibility: Visibility | None = None,
) -> ContactNote:
    """Correct a note; what it said before stays in its history.

    :param kind: None leaves it as it is; so do ``minutes`` and ``visibility``
    :raises Conflict: the author has corrected it elsewhere since
    :raises Refused: only the author corrects
    """
    note = lock(note, version=version, fields=CORRECTED)
    may_correct_note.check(actor, note)
    wanted = {"text": text.strip(), "kind": kind, "minutes": minutes, "visibility": visibility}
    changed = {name: new for name, new in wanted.items() if new is not None and new != getattr(note, name)}
    if note.text and not wanted["text"]:
        raise Invalid({"text": "Eine Notiz kann berichtigt, aber nicht geleert werden."})
    if note.case_id is None and "visibility" in changed:
        raise Invalid({"visibility": "Ein Kontakt ohne Namen ist nur für Sie sichtbar."})
    if not changed:
        return note
    check_contact(on=note.on, minutes=minutes or note.minutes, today=note.on)
    ContactNoteRevision.objects.create(
        note=note,
        text=note.text,
        facts=_former(note, changed),
        replaced_at=now,
        replaced_by_id=actor.id,
    )
    save_edit(note, **changed)
    stored_files.show_to(hangs_on=note.id, audience=Audience(note.visibility))
    audit.record("note.corrected", actor=actor, subject=note, version=note.version, fields=sorted(changed))
    return note


def _former(note: ContactNote, changed: Mapping[str, object]) -> dict[str, str]:
    """What else is corrected, by its German name: how it was."""
    shown = {
        "kind": ("Art", note.get_kind_display()),
        "minutes": ("Minuten", str(note.minutes)),
        "visibility": ("Sichtbar für", note.get_visibility_display()),
    }
    return dict(shown[name] for name in shown if name in changed)
