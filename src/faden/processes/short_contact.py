"""An open-hour consultation: a contact, and with a name or pseudonym the Kurzintervention it belongs to."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from faden.domain.cases.enums import AccessPath, Constellation, ContactKind
from faden.domain.cases.models import Case, ContactNote
from faden.domain.cases.operations.contacts import check_contact, is_same_talk, record_contact
from faden.domain.cases.operations.notes import write_note
from faden.domain.cases.operations.opening import begin_case
from faden.domain.cases.queries.contacts import written_note
from faden.domain.catalogues.models import LifeDomain
from faden.domain.people.models import Person
from faden.domain.people.operations import register_person
from faden.domain.places.models import Municipality
from faden.kernel.access.actor import Actor
from faden.kernel.access.errors import Invalid

ANOTHER = (
    "Mit diesem Formular ist schon ein Kontakt mit anderen Angaben gespeichert; er ist, wie er war. "
    "Bitte berichtigen Sie ihn, oder tragen Sie diesen Kontakt in einem neuen Formular ein."
)


@dataclass(frozen=True)
class Talk:
    """What was talked about, how and how long.

    :param note_id: made by the form, so that a form sent twice is stored once
    """

    note_id: UUID
    on: date
    minutes: int
    kind: ContactKind
    access_path: AccessPath
    municipality: Municipality
    language: str = ""
    interpreter: bool = False
    text: str = ""
    life_domains: tuple[LifeDomain, ...] = ()


@dataclass(frozen=True)
class ShortContact:
    """What was stored; ``case`` is None when nobody gave a name."""

    note: ContactNote
    case: Case | None
    is_new_case: bool = False


@transaction.atomic
def record_short_contact(
    *,
    talk: Talk,
    actor: Actor,
    today: date,
    now: datetime,
    person: dict[str, Any] | None = None,
    case: Case | None = None,
    known: Person | None = None,
) -> ShortContact:
    """Keep a consultation, and open a case in the constellation Kurzintervention for somebody who gave a name.

    :param person: ``family_name``, ``given_names``, ``pseudonym``, ``birth_date``; None for an anonymous consultation
    :param case: the running case of a known person; then ``person`` is not stored again
    :param known: somebody the actor sees, without a running case; nor then
    :raises Invalid: by field name, or another contact was stored under its identifier; nothing is stored then
    """
    if written := written_note(talk.note_id, actor):
        if not is_same_talk(written, on=talk.on, kind=talk.kind, minutes=talk.minutes, text=talk.text):
            raise Invalid({"": ANOTHER})
        return ShortContact(written, written.case)
    check_contact(on=talk.on, minutes=talk.minutes, today=today)
    if case is not None:
        return ShortContact(_write(case, talk, actor, today, now), case)
    if person is None and known is None:
        return ShortContact(_keep(None, talk, actor, today, now), None)
    subject = known or _registered(person or {}, talk, actor, today)
    case = _begin(subject, talk, actor)
    return ShortContact(_keep(case, talk, actor, today, now), case, is_new_case=True)


def _registered(person: dict[str, Any], talk: Talk, actor: Actor, today: date) -> Person:
    spoken = {"language": talk.language, "interpreter_needed": talk.interpreter, "municipality": talk.municipality}
    return register_person(**person, **spoken, actor=actor, today=today)


def _begin(person: Person, talk: Talk, actor: Actor) -> Case:
    return begin_case(
        person=person,
        municipality=talk.municipality,
        access_path=talk.access_path,
        constellation=Constellation.SHORT,
        on=talk.on,
        actor=actor,
    )


def _keep(case: Case | None, talk: Talk, actor: Actor, today: date, now: datetime) -> ContactNote:
    """Of a new case, or of nobody."""
    return record_contact(
        case=case,
        municipality=talk.municipality,
        life_domain_ids=[domain.id for domain in talk.life_domains],
        **_as_told(talk),
        actor=actor,
        today=today,
        now=now,
    )


def _write(case: Case, talk: Talk, actor: Actor, today: date, now: datetime) -> ContactNote:
    """Into a case that is there; it has its own municipality and its own rules."""
    return write_note(case=case, life_domains=talk.life_domains, **_as_told(talk), actor=actor, today=today, now=now)


def _as_told(talk: Talk) -> dict[str, Any]:
    told = ("note_id", "on", "minutes", "kind", "access_path", "language", "interpreter", "text")
    return {name: getattr(talk, name) for name in told}
