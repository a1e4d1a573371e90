"""Set and lift a Sperrvermerk, ask for one, and let somebody in by name while it is in force."""

from datetime import date
from uuid import UUID

from django.db import transaction

from faden.domain.people.enums import ShieldGround
from faden.domain.people.models import Clearance, Person, Restriction, ShieldRequest
from faden.domain.people.queries.shields import request_of
from faden.domain.people.rules import may_keep_shields
from faden.kernel.access.actor import Actor
from faden.kernel.access.editing import lock, save_edit, take_turns
from faden.kernel.access.errors import Invalid, NotVisible
from faden.kernel.audit import operations as audit

LONGEST_REASON = 500


@transaction.atomic
def set_restriction(
    *, person_id: UUID, ground: ShieldGround, reason: str, actor: Actor, today: date, review_on: date | None = None
) -> Restriction:
    """Restrict somebody: the database moves their identity where only those let in by name read it.

    :param person_id: the actor need not see the person; the right opens no file
    :raises Invalid: no reason, a review in the past, or a Sperrvermerk is in force
    """
    may_keep_shields.check(actor)
    errors = _wrong_reason(reason)
    if review_on is not None and review_on <= today:
        errors["review_on"] = "Der Tag der Prüfung liegt nicht in der Zukunft."
    take_turns("shield", person_id)
    if Restriction.objects.filter(person_id=person_id, lifted_on__isnull=True).exists():
        errors.setdefault("", "Für diese Person gilt schon ein Sperrvermerk.")
    if errors:
        raise Invalid(errors)
    restriction = Restriction(
        person_id=person_id,
        ground=ground,
        reason=reason.strip(),
        since=today,
        review_on=review_on,
        set_by_id=actor.id,
    )
    restriction.save(force_insert=True)
    asked = ShieldRequest.objects.filter(person_id=person_id, answered_on__isnull=True)
    asked.update(answered_on=today, answered_by_id=actor.id, answer="Der Sperrvermerk ist gesetzt.")
    audit.record("restriction.set", actor=actor, subject=restriction, person=person_id, ground=ground)
    return restriction


@transaction.atomic
def lift_restriction(*, restriction: Restriction, reason: str, actor: Actor, today: date) -> None:
    """Lift a Sperrvermerk: the identity, as it was edited meanwhile, comes back, and every clearance ends.

    :raises Invalid: no reason, or it is lifted already
    """
    may_keep_shields.check(actor)
    if errors := _wrong_reason(reason):
        raise Invalid(errors)
    current = lock(restriction)
    if current.lifted_on is not None:
        raise Invalid({"": "Dieser Sperrvermerk ist schon aufgehoben."})
    save_edit(current, lifted_on=today, lifted_by_id=actor.id, lift_reason=reason.strip())
    audit.record("restriction.lifted", actor=actor, subject=current, person=current.person_id, since=current.since)


@transaction.atomic
def ask_for_restriction(
    *, person: Person, ground: ShieldGround, reason: str, actor: Actor, today: date
) -> ShieldRequest:
    """Ask whoever holds the right for a Sperrvermerk; asked twice, it is stored once.

    :raises NotVisible: the person is not open to the actor; who keeps the requests could otherwise ask once more
    """
    if not Person.objects.filter(id=person.id).exists():
        raise NotVisible
    if errors := _wrong_reason(reason):
        raise Invalid(errors)
    take_turns("shield", person.id)
    if person.is_shielded:
        raise Invalid({"": "Für diese Person gilt schon ein Sperrvermerk."})
    if (asked := request_of(person)) is not None:
        return asked
    request = ShieldRequest(person=person, ground=ground, reason=reason.strip(), asked_on=today, asked_by_id=actor.id)
    request.save(force_insert=True)
    audit.record("restriction.asked", actor=actor, subject=request, person=person, ground=ground)
    return request


@transaction.atomic
def decline_request(*, request: ShieldRequest, reason: str, actor: Actor, today: date) -> None:
    """Answer that no Sperrvermerk is set, and why."""
    may_keep_shields.check(actor)
    if errors := _wrong_reason(reason):
        raise Invalid(errors)
    current = lock(request)
    if current.answered_on is not None:
        raise Invalid({"": "Dieser Antrag ist schon beantwortet."})
    save_edit(current, answered_on=today, answered_by_id=actor.id, answer=reason.strip())
    audit.record("restriction.declined", actor=actor, subject=current, person=current.person_id)


@transaction.atomic
def clear(*, person: Person, account_id: UUID, reason: str, actor: Actor, today: date) -> None:
    """Let somebody of the circle in by name although the person is restricted; done twice, it is stored once.

    A clearance alone opens nothing: it counts for whoever is in the circle.
    """
    take_turns("shield", person.id)
    if not person.is_shielded or Clearance.objects.filter(**_in_force(person, account_id)).exists():
        return
    clearance = Clearance(
        person=person, account_id=account_id, reason=reason.strip()[:300], since=today, given_by_id=actor.id
    )
    clearance.save(force_insert=True)
    audit.record("restriction.cleared", actor=actor, subject=clearance, person=person, account=account_id)


@transaction.atomic
def withdraw_clearance(*, person: Person, account_id: UUID, actor: Actor, today: date) -> None:
    """Close the file of a restricted person to somebody again, who stays in the circle."""
    for clearance in Clearance.objects.filter(**_in_force(person, account_id)):
        save_edit(clearance, withdrawn_on=today, withdrawn_by_id=actor.id)
        audit.record("restriction.clearance_withdrawn", actor=actor, subject=clearance, person=person)


def _in_force(person: Person, account_id: UUID) -> dict[str, object]:
    return {"person": person, "account_id": account_id, "withdrawn_on__isnull": True}


def _wrong_reason(reason: str) -> dict[str, str]:
    if not reason.strip():
        return {"reason": "Bitte schreiben Sie einen Satz zur Begründung."}
    if len(reason.strip()) > LONGEST_REASON:
        return {"reason": f"Bitte höchstens {LONGEST_REASON} Zeichen."}
    return {}
