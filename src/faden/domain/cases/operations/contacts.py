"""Record a counselling contact, with or without a case."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from faden.domain.cases.calculation import REAL_CONTACTS
from faden.domain.cases.enums import AccessPath, ContactKind, Visibility
from faden.domain.cases.models import Case, ContactNote
from faden.domain.cases.rules import may_open_case
from faden.domain.places.models import Municipality
from faden.kernel.access.actor import Actor
from faden.kernel.access.editing import insert
from faden.kernel.access.errors import Invalid
from faden.kernel.audit import operations as audit
from faden.lib.identifiers import new_id

LONGEST_MINUTES = 600


# Part of an act that can undo it as a whole: no savepoint of its own.
@transaction.atomic(savepoint=False)
def record_contact(
    *,
    case: Case | None,
    municipality: Municipality,
    on: date,
    kind: ContactKind,
    access_path: AccessPath,
    minutes: int,
    actor: Actor,
    today: date,
    now: datetime,
    language: str = "",
    interpreter: bool = False,
    text: str = "",
    life_domain_ids: Iterable[UUID] = (),
    visibility: Visibility = Visibility.CIRCLE,
    note_id: UUID | None = None,
) -> ContactNote:
    """Keep one contact; whether the actor may work on the case has been asked before (``notes``, ``opening``).

    :param case: None when nobody gave a name; such a note is seen by its author only and counted by everybody
    """
    if case is None:
        may_open_case.check(actor)
    check_contact(on=on, minutes=minutes, today=today, not_before=case.opened_on if case else None)
    note = ContactNote(
        id=note_id or new_id(),
        case=case,
        municipality=municipality,
        author_id=actor.id,
        on=on,
        written_at=now,
        kind=kind,
        access_path=access_path,
        minutes=minutes,
        language=language,
        interpreter=interpreter,
        text=text,
        life_domain_ids=list(life_domain_ids),
        visibility=Visibility.AUTHOR if case is None else visibility,
    )
    insert(note)
    counts = ContactKind(kind) in REAL_CONTACTS
    if case is not None and counts and (case.last_contact_on is None or case.last_contact_on < on):
        case.last_contact_on = on
        case.save(update_fields=["last_contact_on"])
    audit.record(
        "contact.recorded", actor=actor, subject=note, on=on, kind=kind, minutes=minutes, is_anonymous=case is None
    )
    return note


def is_same_talk(note: ContactNote, *, on: date, kind: ContactKind, minutes: int, text: str) -> bool:
    """Whether a stored contact is the one that is being sent, and not another one under its identifier.

    It is another one where somebody went back and wrote something else, or wrote on in two tabs.
    """
    return (note.on, note.kind, note.minutes, note.text.strip()) == (on, kind, minutes, text.strip())


def check_contact(*, on: date, minutes: int, today: date, not_before: date | None = None) -> None:
    """Do nothing when such a contact can have been.

    :param not_before: the day on which the case was opened
    :raises Invalid: by field name
    """
    errors = {}
    if on > today:
        errors["on"] = "Der Kontakt liegt in der Zukunft."
    if not_before is not None and on < not_before:
        errors["on"] = f"Der Fall wurde erst am {not_before:%d.%m.%Y} eröffnet."
    if not 1 <= minutes <= LONGEST_MINUTES:
        errors["minutes"] = f"Bitte eine Dauer von 1 bis {LONGEST_MINUTES} Minuten eingeben."
    if errors:
        raise Invalid(errors)
