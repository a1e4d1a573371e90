"""Announce, hold, offer, erase."""

from collections.abc import Collection, Sequence
from datetime import date
from uuid import UUID

from django.db import connection, transaction

from faden.domain.cases.models import Case
from faden.domain.cases.queries.circle import circle_of
from faden.domain.retention import erasure_list
from faden.domain.retention.calculation import WAIT
from faden.domain.retention.enums import Archive, ErasureAct, ErasureState
from faden.domain.retention.models import Erasure, LegalHold
from faden.domain.retention.queries import Proposed, erasure_by_number, holds_of, to_announce
from faden.domain.retention.rules import is_possible, is_sensible_hold, is_time, may_erase, may_hold
from faden.domain.retention.transitions import ERASURE
from faden.kernel.access.actor import Actor
from faden.kernel.access.editing import lock
from faden.kernel.access.errors import Invalid, Refused
from faden.kernel.audit import operations as audit
from faden.kernel.identity.models import Account
from faden.kernel.outbox.operations import put_mail
from faden.lib import german
from faden.lib.identifiers import new_id


@transaction.atomic
def announce(*, cases: Collection[UUID], actor: Actor, today: date) -> list[Erasure]:
    """Announce the erasure of closed cases whose period is over; whoever still needs one has time to say so.

    :param cases: of those that are proposed; others are left out
    :raises Invalid: none was chosen, or none of them is proposed any more
    """
    may_erase.check(actor)
    chosen = [one for one in to_announce() if one.case in set(cases)]
    if not chosen:
        raise Invalid({"cases": "Bitte mindestens einen Fall auswählen, dessen Frist abgelaufen ist."})
    announced = [(_announced(one, actor, today), one.manager_id) for one in chosen]
    for manager_id in sorted({manager for _, manager in announced}):
        _tell(manager_id, [erasure for erasure, manager in announced if manager == manager_id], actor)
    return [erasure for erasure, _ in announced]


@transaction.atomic
def offer_to_archive(*, erasure: Erasure, version: int, actor: Actor, today: date) -> Erasure:
    """Note that the file was offered to the archive (before anything is destroyed)."""
    return _moved(erasure, ErasureAct.OFFER, version, actor, offered_on=today)


@transaction.atomic
def note_answer(*, erasure: Erasure, archive: Archive, version: int, actor: Actor, today: date) -> Erasure:
    """Note what the archive has answered: taken over (and handed over by then), or declined."""
    return _moved(erasure, ErasureAct.ANSWER, version, actor, archive=archive, answered_on=today)


@transaction.atomic
def stop(*, erasure: Erasure, because: str, version: int, actor: Actor) -> Erasure:
    """Do not erase after all; the case may be announced again later.

    :raises Invalid: without a reason
    """
    if not because.strip():
        raise Invalid({"because": "Bitte den Grund eintragen."})
    return _moved(erasure, ErasureAct.STOP, version, actor, ended_because=because.strip())


@transaction.atomic
def carry_out(*, erasure: Erasure, version: int, actor: Actor, today: date) -> Erasure:
    """Delete or empty everything that hangs on the case, as the field catalogue says; the figures stay.

    What PostgreSQL erases (``erasing.py``) it erases only under the same conditions.

    :raises Refused: not yet, not by this actor, or somebody holds it
    """
    may_erase.check(actor)
    current = lock(erasure, version=version)
    listed = erasure_by_number(current.number, today)
    closed_on = listed.case.closed_on if listed.case else None
    is_time.check(current, holds_of(current.case_id), closed_on=closed_on, today=today)
    with connection.cursor() as cursor:
        cursor.execute("SELECT faden_erase(%s, false)", [current.id])
    current.refresh_from_db()
    audit.record("erasure.carried_out", actor=actor, subject=current, rows=sum(current.counts.values()))
    transaction.on_commit(erasure_list.complete)
    return current


@transaction.atomic
def hold(*, case_id: UUID, reason: str, until: date, actor: Actor, today: date) -> LegalHold:
    """Keep a file from being erased until a day.

    :raises Invalid: without a reason, or without a sensible end
    """
    may_hold.check(actor, leads=_leads(actor, case_id, today))
    if complaint := is_sensible_hold(reason, until, today):
        raise Invalid({"reason" if not reason.strip() else "until": complaint})
    held = LegalHold(case_id=case_id, reason=reason.strip(), since=today, until=until, set_by_id=actor.id)
    held.save(force_insert=True)
    audit.record("erasure.held", actor=actor, subject=held, until=until)
    return held


@transaction.atomic
def lift(*, held: LegalHold, actor: Actor, today: date) -> LegalHold:
    """End a hold before its time: whoever has set it, or the data protection officer.

    :raises Refused: it is lifted already, or somebody else's
    """
    current = lock(held)
    may_hold.check(actor, leads=current.set_by_id == actor.id)
    if current.lifted_on is not None:
        raise Refused("Diese Sperre ist schon aufgehoben.")
    current.lifted_on, current.lifted_by_id = today, actor.id
    current.save(update_fields=["lifted_on", "lifted_by"])
    audit.record("erasure.hold_lifted", actor=actor, subject=current)
    return current


def _announced(one: Proposed, actor: Actor, today: date) -> Erasure:
    key = new_id()
    erasure = Erasure(
        id=key,
        case_id=one.case,
        number=f"LP-{key.hex[-8:].upper()}",
        reason=f"{one.rule}, abgeschlossen am {german.day(one.closed_on)}"[:300],
        announced_on=today,
        announced_by_id=actor.id,
        due_on=today + WAIT,
    )
    erasure.save(force_insert=True)
    audit.record("erasure.announced", actor=actor, subject=erasure, due_on=erasure.due_on)
    return erasure


def _tell(manager_id: UUID, erasures: Sequence[Erasure], actor: Actor) -> None:
    """Write to whoever is responsible; numbers of erasures only, no case and no name."""
    manager = Account.objects.get(id=manager_id)
    listed = "\n".join(f"{one.number}, frühestens am {german.day(one.due_on)}" for one in erasures)
    put_mail(
        recipient=manager.email,
        recipient_name=manager.name,
        subject="Löschung von Akten angekündigt",
        body="Guten Tag,\n\ndie Frist von Akten, für die Sie verantwortlich sind, ist abgelaufen. Zu löschen sind:\n\n"
        f"{listed}\n\nWird eine Akte noch gebraucht, sperren Sie sie bitte vorher: in Faden unter\n"
        "/datenschutz/loeschung/ und der Nummer, „Akte sperren“.\n\n"
        f"Mit freundlichen Grüßen\n{actor.name}\n",
        actor=actor,
    )


def _moved(erasure: Erasure, act: ErasureAct, version: int, actor: Actor, **changed: object) -> Erasure:
    may_erase.check(actor)
    current = lock(erasure, version=version)
    is_possible.check(current, act)
    before = ErasureState(current.state)
    current.state = ERASURE.target(before, act)
    for name, value in changed.items():
        setattr(current, name, value)
    current.version += 1
    current.save(update_fields=["state", "version", *changed])
    facts = {name: value for name, value in changed.items() if name != "ended_because"}
    audit.record(f"erasure.{ACTS[act]}", actor=actor, subject=current, **facts)
    return current


ACTS = {ErasureAct.OFFER: "offered", ErasureAct.ANSWER: "answered", ErasureAct.STOP: "stopped"}


def _leads(actor: Actor, case_id: UUID, today: date) -> bool:
    case = Case.objects.filter(id=case_id).first()
    return case is not None and circle_of(case, today).is_led_by(actor.id)
