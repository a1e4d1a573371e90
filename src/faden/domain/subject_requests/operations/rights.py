"""Correction (Art. 16) and objection (Art. 21): taken up, laid before data protection, decided, answered."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from faden.domain.cases.models import Case, ContactNote
from faden.domain.cases.operations.answering import file_answer
from faden.domain.cases.queries.circle import circle_of
from faden.domain.consent.enums import ConsentKind
from faden.domain.consent.models import Consent
from faden.domain.consent.operations import withdraw_consent
from faden.domain.consent.queries import valid_consents
from faden.domain.subject_requests.calculation import due_on
from faden.domain.subject_requests.enums import Against, Asker, RightsAct, RightsKind, RightsState, Subject, Way
from faden.domain.subject_requests.models import ReceiverNotice, RightsRequest
from faden.domain.subject_requests.queries import case_to_answer, person_to_answer, receivers_of
from faden.domain.subject_requests.rules import (
    is_open_to,
    may_answer,
    may_be_answered,
    may_decide,
    may_fulfil,
    may_take_longer,
    may_take_up,
)
from faden.domain.subject_requests.transitions import RIGHTS
from faden.kernel.access.actor import Actor
from faden.kernel.access.editing import lock
from faden.kernel.access.errors import Invalid, Refused
from faden.kernel.audit import operations as audit
from faden.lib.identifiers import new_id

PREFIX = {RightsKind.CORRECTION: "DB", RightsKind.OBJECTION: "DW"}
NO_CASE = (
    "Zu dieser Fallnummer können Sie nichts eintragen. Bitte prüfen Sie die Ziffern; gilt ein Sperrvermerk, bearbeitet "
    "es, wer die Sperrvermerke führt."
)
#: Whom an objection to this leads to be told; nobody has got anything from counting.
TELLS = (Against.TRANSFER, Against.PROCESSING)


@transaction.atomic
def take_up(*, case: Case, person_id: UUID, actor: Actor, today: date, **told: Any) -> RightsRequest:
    """Record what somebody of the file asks their counsellors.

    :param told: as for ``record``
    :raises Refused: the actor does not see the file whole
    """
    may_take_up.check(actor, case, circle_of(case, today))
    return _record(case_id=case.id, person_id=person_id, actor=actor, today=today, **told)


@transaction.atomic
def receive_rights_for_case(*, number: str, actor: Actor, today: date, **told: Any) -> RightsRequest:
    """Record what came in at data protection, by the number of the case it is about.

    :raises Invalid: no case with this number is the actor's to answer
    """
    may_answer.check(actor)
    case_id, person_id = case_to_answer(number), person_to_answer(number)
    if case_id is None or person_id is None:
        raise Invalid({"number": NO_CASE})
    return _record(case_id=case_id, person_id=person_id, actor=actor, today=today, **told)


def _record(
    *,
    case_id: UUID,
    person_id: UUID,
    kind: RightsKind,
    received_on: date,
    received_by: Way,
    asker: Asker,
    actor: Actor,
    today: date,
    subject: Subject | str = "",
    note: ContactNote | None = None,
    says: str = "",
    should_say: str = "",
    against: Against | str = "",
    release: Consent | None = None,
    grounds: str = "",
) -> RightsRequest:
    """Store it; the month runs from the day it came in. The same, sent by two clicks, is one.

    :raises Invalid: by field
    """
    if not today - timedelta(days=365) <= received_on <= today:
        raise Invalid({"received_on": "Der Eingang liegt nicht in der Zukunft und höchstens ein Jahr zurück."})
    if kind == RightsKind.CORRECTION and not should_say.strip():
        raise Invalid({"should_say": "Bitte eintragen, was dort stehen soll."})
    key = new_id()
    about = note if subject == Subject.NOTE else None
    asked = {
        "case_id": case_id, "person_id": person_id, "kind": kind, "received_on": received_on, "asker": asker,
        "subject": subject, "note": about, "says": says.strip(), "should_say": should_say.strip(), "against": against,
        "release": release if against == Against.TRANSFER else None, "grounds": grounds.strip(),
        "recorded_by_id": actor.id,
    }  # fmt: skip
    if already := RightsRequest.objects.filter(**asked, decided_on__isnull=True).first():
        return already
    request = RightsRequest(
        id=key, number=f"{PREFIX[RightsKind(kind)]}-{key.hex[-8:].upper()}", received_by=received_by,
        due_on=due_on(received_on), **asked,
    )  # fmt: skip
    request.save(force_insert=True)
    audit.record(
        "rights.received", actor=actor, subject=request, kind=kind, received_on=received_on, against=against or None
    )
    return request


@transaction.atomic
def lay_before(*, request: RightsRequest, proposal: str, version: int, actor: Actor, today: date) -> RightsRequest:
    """Whoever leads the case thinks that it should not be done as asked, and says why; data protection decides."""
    current = _held(request, RightsAct.PROPOSE, version)
    may_fulfil.check(actor, circle_of(current.case, today))
    if not proposal.strip():
        raise Invalid({"proposal": "Bitte schreiben, was dagegen spricht; der Datenschutz kennt die Akte nicht."})
    current.proposal, current.proposed_on, current.proposed_by_id = proposal.strip(), today, actor.id
    _move(current, RightsAct.PROPOSE, "proposal", "proposed_on", "proposed_by")
    audit.record("rights.proposed", actor=actor, subject=current)
    return current


@transaction.atomic
def fulfil(*, request: RightsRequest, because: str, version: int, actor: Actor, today: date) -> RightsRequest:
    """Do what is asked.

    A correction has been made in the file already. An objection ends what it is against, with the next request: the
    switch of the evaluation goes off, the release is withdrawn.

    :param because: what was done, for the person
    """
    current = _held(request, RightsAct.FULFIL, version)
    may_fulfil.check(actor, circle_of(current.case, today))
    if not because.strip() and not _ends_by_itself(current):
        raise Invalid({"because": "Bitte schreiben, was geändert ist; die Person erfährt es."})
    for consent in _ended_by(current, today):
        withdraw_consent(consent=consent, on=today, actor=actor, today=today)
    _decide(current, RightsAct.FULFIL, because, actor, today)
    return current


@transaction.atomic
def decide(
    *, request: RightsRequest, act: RightsAct, because: str, version: int, actor: Actor, today: date
) -> RightsRequest:
    """Do it in part, note that it is disputed, or refuse, with the reason that the person is told.

    :param act: one of these three
    :param because: for an objection: the compelling grounds that outweigh the person's (Art. 21 (1))
    """
    may_decide.check(actor)
    act = RightsAct(act)
    if act not in (RightsAct.PARTLY, RightsAct.DISPUTE, RightsAct.REFUSE):
        raise Refused("Dem Anliegen ganz entspricht die fallführende Person.")
    current = _held(request, act, version)
    if not because.strip():
        raise Invalid({"because": "Bitte begründen; die Person erfährt die Begründung."})
    _decide(current, act, because, actor, today)
    return current


@transaction.atomic
def take_longer(*, request: RightsRequest, because: str, version: int, actor: Actor, today: date) -> RightsRequest:
    """Take two more months, with the reason that the person is told (Art. 12 (3))."""
    current = lock(request, version=version)
    if not may_answer.allows(actor):
        may_fulfil.check(actor, circle_of(current.case, today))
    may_take_longer.check(current, today)
    if not because.strip():
        raise Invalid({"because": "Bitte den Grund eintragen; die Person erfährt ihn."})
    before, current.due_on = current.due_on, due_on(current.received_on, extended=True)
    current.extended_on, current.extended_because = today, because.strip()
    _save(current, "due_on", "extended_on", "extended_because")
    audit.record("rights.extended", actor=actor, subject=current, before=before, until=current.due_on)
    return current


@transaction.atomic
def answer(
    *, request: RightsRequest, pdf: bytes, language: str, version: int, actor: Actor, today: date
) -> RightsRequest:
    """Put the letter into the case: the request is answered.

    :param pdf: as it was typeset from this version
    :raises Refused: nothing is decided yet
    """
    current = lock(request, version=version)
    if not may_answer.allows(actor):
        may_fulfil.check(actor, circle_of(current.case, today))
    may_be_answered.check(current)
    file_answer(name=f"Antwort {current.number}.pdf", pdf=pdf, file_id=current.case_id, actor=actor)
    if current.answered_on is None:
        current.answered_on, current.answered_by_id = today, actor.id
    _save(current, "answered_on", "answered_by")
    audit.record("rights.answered", actor=actor, subject=current, language=language)
    return current


@transaction.atomic
def tell_receiver(
    *,
    notice: ReceiverNotice,
    actor: Actor,
    today: date,
    told_on: date | None = None,
    told_how: Way | str = "",
    spared_because: str = "",
) -> ReceiverNotice:
    """Tick that a receiver was told, or say why not (Art. 19: impossible, or effort out of proportion)."""
    current = lock(notice)
    if not may_answer.allows(actor):
        may_fulfil.check(actor, circle_of(current.request.case, today))
    if not current.is_open:
        raise Refused("Das ist schon festgehalten.")
    if bool(told_on) == bool(spared_because.strip()) or bool(told_on) != bool(told_how):
        raise Invalid({"told_on": "Bitte Tag und Weg der Nachricht eintragen, oder warum es keine gibt."})
    if told_on and not current.sent_on <= told_on <= today:
        raise Invalid({"told_on": "Der Tag liegt zwischen der Weitergabe und heute."})
    current.told_on, current.told_how, current.spared_because = told_on, told_how, spared_because.strip()
    current.told_by_id = actor.id if told_on else None
    current.save(update_fields=["told_on", "told_by", "told_how", "spared_because"])
    act = "rights.receiver_told" if told_on else "rights.receiver_spared"
    audit.record(act, actor=actor, subject=current, to=current.organisation_id)
    return current


def _held(request: RightsRequest, act: RightsAct, version: int) -> RightsRequest:
    current = lock(request, version=version)
    is_open_to.check(current, act)
    return current


def _ends_by_itself(request: RightsRequest) -> bool:
    return request.kind == RightsKind.OBJECTION and (
        request.against == Against.EVALUATION or request.release_id is not None
    )


def _ended_by(request: RightsRequest, today: date) -> Iterable[Consent]:
    """The declarations that end with this objection."""
    if request.release is not None and request.release.withdrawn_on is None:
        yield request.release
    if request.against in (Against.EVALUATION, Against.PROCESSING):
        yield from (one for one in valid_consents(request.person, today) if one.kind == ConsentKind.EVALUATION)


def _decide(request: RightsRequest, act: RightsAct, because: str, actor: Actor, today: date) -> None:
    request.because, request.decided_on, request.decided_by_id = because.strip(), today, actor.id
    _move(request, act, "because", "decided_on", "decided_by")
    audit.record(f"rights.{request.state}", actor=actor, subject=request)
    if request.state != RightsState.REFUSED and (request.kind == RightsKind.CORRECTION or request.against in TELLS):
        _list_receivers(request)


def _list_receivers(request: RightsRequest) -> None:
    """Whom to tell; of an objection to one release only who it was towards."""
    only = request.release.organisation_id if request.release else None
    for organisation_id, receiver, sent_on in receivers_of(request.case_id):
        if only is None or organisation_id == only:
            ReceiverNotice(request=request, organisation_id=organisation_id, receiver=receiver, sent_on=sent_on).save(
                force_insert=True
            )


def _move(request: RightsRequest, act: RightsAct, *fields: str) -> None:
    request.state = RIGHTS.target(RightsState(request.state), act)
    _save(request, "state", *fields)


def _save(request: RightsRequest, *fields: str) -> None:
    request.version += 1
    request.save(update_fields=[*fields, "version"])
