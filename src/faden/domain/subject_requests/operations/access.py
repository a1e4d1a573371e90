"""Receive, check who asks, collect, review, extend, deliver or refuse; clear away."""

import json
from collections.abc import Collection
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from django.db import IntegrityError, connection, transaction

from faden.domain.cases.models import Case
from faden.domain.retention.calculation import kept_until
from faden.domain.retention.enums import RetentionClass, Unit
from faden.domain.retention.queries import periods, rules_in_force
from faden.domain.subject_requests.calculation import due_on
from faden.domain.subject_requests.enums import AccessAct, AccessState, Asker, Ground, Identity, Way
from faden.domain.subject_requests.models import AccessPackage, SubjectAccess
from faden.domain.subject_requests.package import built, disclosed, to_review
from faden.domain.subject_requests.queries import opened, package_of, person_to_answer
from faden.domain.subject_requests.rules import is_possible, may_answer, may_be_extended
from faden.domain.subject_requests.transitions import ACCESS
from faden.kernel.access.actor import Actor
from faden.kernel.access.editing import lock
from faden.kernel.access.errors import Invalid, NotVisible, Refused
from faden.kernel.audit import operations as audit
from faden.lib.identifiers import new_id

#: Where a site names no period for packages.
KEPT: Final = timedelta(days=90)
NO_CASE = (
    "Zu dieser Fallnummer können Sie kein Ersuchen anlegen. Bitte prüfen Sie die Ziffern; gilt ein Sperrvermerk, "
    "bearbeitet es, wer die Sperrvermerke führt."
)
ONE_OPEN = "Über diese Person ist schon ein Ersuchen offen."


@transaction.atomic
def receive_for_case(*, number: str, actor: Actor, today: date, **told: Any) -> SubjectAccess:
    """Record a request by the number of the case it is about.

    :raises Invalid: by field; no case with this number is the actor's to answer
    """
    may_answer.check(actor)
    person_id = person_to_answer(number)
    if person_id is None:
        raise Invalid({"number": NO_CASE})
    return receive(person_id=person_id, actor=actor, today=today, field="number", **told)


@transaction.atomic
def receive(
    *,
    person_id: UUID,
    received_on: date,
    received_by: Way,
    asker: Asker,
    actor: Actor,
    today: date,
    identity: Identity | str = "",
    identity_note: str = "",
    field: str = "",
) -> SubjectAccess:
    """Record that somebody asks; the rows decide who may for whom. The month runs from the day it came in.

    :param field: of the form, for the complaint that one is open already
    :raises Invalid: the day lies in the future, or one is open already
    """
    if not today - timedelta(days=365) <= received_on <= today:
        raise Invalid({"received_on": "Der Eingang liegt nicht in der Zukunft und höchstens ein Jahr zurück."})
    key = new_id()
    access = SubjectAccess(
        id=key,
        number=f"DA-{key.hex[-8:].upper()}",
        person_id=person_id,
        received_on=received_on,
        received_by=received_by,
        asker=asker,
        recorded_by_id=actor.id,
        identity=identity,
        identity_note=identity_note.strip(),
        identity_checked_by_id=actor.id if identity else None,
        due_on=due_on(received_on),
    )
    try:
        with transaction.atomic():
            access.save(force_insert=True)
    except IntegrityError as error:
        raise Invalid({field: ONE_OPEN}) from error
    audit.record("access.received", actor=actor, subject=access, received_on=received_on, asker=asker)
    return access


@transaction.atomic
def check_identity(
    *, access: SubjectAccess, identity: Identity, identity_note: str, version: int, actor: Actor
) -> SubjectAccess:
    """Note how it was made sure that whoever asks is who they say."""
    may_answer.check(actor)
    current = lock(access, version=version)
    current.identity, current.identity_note = identity, identity_note.strip()
    current.identity_checked_by_id = actor.id
    _save(current, "identity", "identity_note", "identity_checked_by")
    audit.record("access.identity_checked", actor=actor, subject=current, identity=identity)
    return current


@transaction.atomic
def collect(*, access: SubjectAccess, version: int, actor: Actor, today: date) -> AccessPackage:
    """Collect everything about the person, mask whom it can, and seal it; the review begins.

    :raises Refused: not now, or the identity is not checked
    """
    may_answer.check(actor)
    current = lock(access, version=version)
    is_possible.check(current, AccessAct.COLLECT)
    with connection.cursor() as cursor:
        cursor.execute("SELECT faden_collect(%s)", [current.id])
        found = cursor.fetchone()[0]
    found = json.loads(found) if isinstance(found, str) else found
    content = built(found, number=current.number, on=today, periods=periods(today))
    package = AccessPackage.objects.filter(request=current).first() or AccessPackage(request=current)
    is_new = package._state.adding
    package.collected_on, package.delete_on = today, _deleted_on(today)
    _put(package, content)
    package.save(force_insert=is_new, force_update=not is_new)
    current.state = ACCESS.target(AccessState(current.state), AccessAct.COLLECT)
    current.collected_on, current.reviewed_on, current.reviewed_by = today, None, None
    _save(current, "state", "collected_on", "reviewed_on", "reviewed_by")
    rows = sum(len(section["rows"]) for section in content["sections"])
    audit.record("access.collected", actor=actor, subject=current, rows=rows)
    # In the trace of each file, too: it was read as a whole.
    audit.record_each("access.file_collected", actor=actor, subjects=[Case(id=UUID(key)) for key in found["cases"]])
    return package


@transaction.atomic
def review_section(
    *, access: SubjectAccess, table: str, black: Collection[int], version: int, actor: Actor
) -> SubjectAccess:
    """Black out these passages of a section and release the others.

    :param black: places of passages in the section, from 0
    :raises NotVisible: there is no such section
    """
    may_answer.check(actor)
    current = lock(access, version=version)
    is_possible.check(current, AccessAct.REVIEW)
    package, content = opened(current)
    section = next((one for one in content["sections"] if one["table"] == table), None)
    if section is None:
        raise NotVisible
    for place, passage in enumerate(to_review(section)):
        passage["black"] = place in set(black)
    section["reviewed"] = True
    _put(package, content)
    package.save(update_fields=["content", "sealed_key", "key_id", "open_sections"])
    _save(current)
    audit.record("access.section_reviewed", actor=actor, subject=current, table=table, black=len(set(black)))
    return current


@transaction.atomic
def finish_review(*, access: SubjectAccess, version: int, actor: Actor, today: date) -> SubjectAccess:
    """Everything was looked at: it may be handed over.

    :raises Refused: a section waits
    """
    may_answer.check(actor)
    current = lock(access, version=version)
    is_possible.check(current, AccessAct.REVIEW)
    package, _ = opened(current)
    if package.open_sections:
        raise Refused(f"Noch nicht geprüft: {package.open_sections} Abschnitte.")
    current.state, current.reviewed_on = AccessState.REVIEWED, today
    current.reviewed_by_id = actor.id
    _save(current, "state", "reviewed_on", "reviewed_by")
    audit.record("access.reviewed", actor=actor, subject=current)
    return current


@transaction.atomic
def extend(*, access: SubjectAccess, because: str, version: int, actor: Actor, today: date) -> SubjectAccess:
    """Take two more months, with the reason that the person is told (Art. 12 (3))."""
    may_answer.check(actor)
    current = lock(access, version=version)
    may_be_extended.check(current, today)
    if not because.strip():
        raise Invalid({"because": "Bitte den Grund eintragen; die Person erfährt ihn."})
    before, current.due_on = current.due_on, due_on(current.received_on, extended=True)
    current.extended_on, current.extended_because = today, because.strip()
    _save(current, "due_on", "extended_on", "extended_because")
    audit.record("access.extended", actor=actor, subject=current, before=before, until=current.due_on)
    return current


@transaction.atomic
def deliver(*, access: SubjectAccess, delivered_by: Way, version: int, actor: Actor, today: date) -> SubjectAccess:
    """Note that the answer was handed over; the package goes after its period."""
    may_answer.check(actor)
    current = lock(access, version=version)
    is_possible.check(current, AccessAct.DELIVER)
    current.state, current.delivered_by = AccessState.DELIVERED, delivered_by
    _end(current, actor, today, "delivered_by")
    package, _ = opened(current)
    package.delete_on = _deleted_on(today)
    package.save(update_fields=["delete_on"])
    told = {"delivered_by": delivered_by, "delete_on": package.delete_on}
    audit.record("access.delivered", actor=actor, subject=current, **told)
    return current


@transaction.atomic
def refuse(
    *, access: SubjectAccess, ground: Ground, because: str, version: int, actor: Actor, today: date
) -> SubjectAccess:
    """Do not answer, with the reason; what was collected is gone at once."""
    may_answer.check(actor)
    current = lock(access, version=version)
    is_possible.check(current, AccessAct.REFUSE)
    if not because.strip():
        raise Invalid({"because": "Bitte begründen; die Person erfährt die Begründung."})
    current.state, current.ground, current.refused_because = AccessState.REFUSED, ground, because.strip()
    _end(current, actor, today, "ground", "refused_because")
    if package := package_of(current):
        _forget(package)
    audit.record("access.refused", actor=actor, subject=current, ground=ground)
    return current


@transaction.atomic
def read_package(*, access: SubjectAccess, actor: Actor) -> dict[str, Any]:
    """The package for its review; that it was opened stands in the trace."""
    may_answer.check(actor)
    _, content = opened(access)
    audit.record("access.package_read", actor=actor, subject=access)
    return content


@transaction.atomic
def hand_out(*, access: SubjectAccess, as_what: str, actor: Actor) -> dict[str, Any]:
    """What goes out, reviewed; that somebody took it stands in the trace.

    :param as_what: ``"pdf"`` or ``"json"``
    :raises Refused: it is not reviewed
    """
    may_answer.check(actor)
    if access.state not in (AccessState.REVIEWED, AccessState.DELIVERED):
        raise Refused("Ausgehändigt wird erst, was geprüft ist.")
    _, content = opened(access)
    audit.record("access.exported", actor=actor, subject=access, form=as_what)
    return disclosed(content)


@transaction.atomic
def clear_away(*, actor: Actor, today: date) -> int:
    """Forget the packages whose day has come; acting as the system.

    :returns: how many
    """
    over = list(AccessPackage.objects.filter(delete_on__lte=today, content__isnull=False))
    for package in over:
        _forget(package)
        audit.record("access.package_cleared", actor=actor, subject=package)
    return len(over)


def _put(package: AccessPackage, content: dict[str, Any]) -> None:
    package.open_sections = sum(not one["reviewed"] for one in content["sections"])
    package.put_content(json.dumps(content, ensure_ascii=False).encode())


def _forget(package: AccessPackage) -> None:
    package.forget_content()
    package.save(update_fields=["content", "sealed_key", "key_id"])


def _end(access: SubjectAccess, actor: Actor, today: date, *fields: str) -> None:
    access.ended_on, access.ended_by_id = today, actor.id
    _save(access, "state", "ended_on", "ended_by", *fields)


def _save(access: SubjectAccess, *fields: str) -> None:
    access.version += 1
    access.save(update_fields=[*fields, "version"])


def _deleted_on(today: date) -> date:
    """The first day without the package, as the site has decided."""
    rule = rules_in_force(today).get(RetentionClass.PACKAGE)
    return kept_until(today, rule.amount, Unit(rule.unit)) if rule else today + KEPT
