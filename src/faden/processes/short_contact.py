"""An open-hour consultation: a contact, and with a name or pseudonym the Kurzintervention it belongs to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from faden.domain.cases.enums import AccessPath, Constellation, ContactKind
from faden.domain.cases.models import Case, ContactNote
from faden.domain.cases.operations.contacts import check_contact, record_contact
from faden.domain.cases.operations.opening import begin_case
from faden.domain.people.operations import register_person
from faden.domain.places.models import Municipality
from faden.kernel.access.actor import Actor


@dataclass(frozen=True)
class ShortContact:
    """What was stored; ``case`` is None when nobody gave a name."""

    note: ContactNote
    case: Case | None


@transaction.atomic
def record_short_contact(
    *,
    municipality: Municipality,
    access_path: AccessPath,
    kind: ContactKind,
    minutes: int,
    on: date,
    actor: Actor,
    today: date,
    now: datetime,
    text: str = "",
    language: str = "",
    interpreter: bool = False,
    life_domain_ids: Iterable[UUID] = (),
    person: dict[str, Any] | None = None,
) -> ShortContact:
    """Keep a consultation, and open a case in the constellation Kurzintervention for somebody who gave a name.

    :param person: ``family_name``, ``given_names``, ``pseudonym``, ``birth_date``; None for an anonymous consultation
    :raises Invalid: by field name; nothing is stored then
    """
    check_contact(on=on, minutes=minutes, today=today)
    case = None
    if person is not None:
        known = {**person, "language": language, "interpreter_needed": interpreter, "municipality": municipality}
        case = begin_case(
            person=register_person(**known, actor=actor, today=today),
            municipality=municipality,
            access_path=access_path,
            constellation=Constellation.SHORT,
            on=on,
            actor=actor,
        )
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
        text=text,
        life_domain_ids=life_domain_ids,
    )
    return ShortContact(note, case)
