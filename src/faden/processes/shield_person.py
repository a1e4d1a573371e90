"""Sperrvermerk by case number: asked for by the case manager, set and lifted by whoever holds the right."""

from datetime import date
from uuid import UUID

from django.db import transaction

from faden.domain.cases.models import Case, CircleMember
from faden.domain.cases.queries.circle import circle_of
from faden.domain.cases.rules import may_change_circle
from faden.domain.people.enums import ShieldGround
from faden.domain.people.models import Restriction, ShieldRequest
from faden.domain.people.operations import shields
from faden.domain.people.queries.shields import person_of_case, request_of
from faden.domain.people.rules import may_keep_shields
from faden.kernel.access.actor import Actor
from faden.kernel.access.errors import Invalid
from faden.kernel.access.roles import Role
from faden.kernel.identity.queries import colleagues
from faden.kernel.outbox.operations import put_mail

SUBJECT = "Ein Sperrvermerk ist beantragt"
#: Mail is readable on the way: it names nobody, no case and no reason.
TEXT = (
    "Guten Tag,\n\nin Faden ist ein Sperrvermerk beantragt. Bitte sehen Sie bald unter „Datenschutz › Sperrvermerke“ "
    "nach und entscheiden Sie darüber.\n"
)


@transaction.atomic
def restrict_case(
    *, number: str, ground: ShieldGround, reason: str, review_on: date | None, actor: Actor, today: date
) -> Restriction:
    """Restrict whom a case is about; the actor sees the file no more than before.

    :raises Invalid: by field; no case has this number
    """
    may_keep_shields.check(actor)
    person_id = person_of_case(number)
    if person_id is None:
        raise Invalid({"number": "Zu dieser Fallnummer gibt es keinen Fall. Bitte prüfen Sie die Ziffern."})
    return shields.set_restriction(
        person_id=person_id, ground=ground, reason=reason, review_on=review_on, actor=actor, today=today
    )


@transaction.atomic
def ask_for_shield(*, case: Case, ground: ShieldGround, reason: str, actor: Actor, today: date) -> ShieldRequest:
    """Ask those who hold the right, and tell them by mail that somebody asks; asked twice, they are told once."""
    is_known = request_of(case.person) is not None
    request = shields.ask_for_restriction(person=case.person, ground=ground, reason=reason, actor=actor, today=today)
    if not is_known:
        for one in colleagues(Role.SHIELD_KEEPER, on=today):
            put_mail(recipient=one.email, recipient_name=one.name, subject=SUBJECT, body=TEXT, actor=actor)
    return request


@transaction.atomic
def answer_request(
    *, request: ShieldRequest, agrees: bool, reason: str, review_on: date | None, actor: Actor, today: date
) -> None:
    """Set the Sperrvermerk somebody has asked for, or say why not.

    :param reason: of the Sperrvermerk, or of the refusal
    """
    if not agrees:
        shields.decline_request(request=request, reason=reason, actor=actor, today=today)
        return
    shields.set_restriction(
        person_id=request.person_id,
        ground=ShieldGround(request.ground),
        reason=reason,
        review_on=review_on,
        actor=actor,
        today=today,
    )


@transaction.atomic
def confirm_member(*, member: CircleMember, actor: Actor, today: date) -> None:
    """Let somebody who was in the circle before read the file although the person is restricted.

    :raises Refused: only the responsible case manager decides
    """
    case = member.case
    may_change_circle.check(actor, case, circle_of(case, today))
    shields.clear(person=case.person, account_id=member.account_id, reason=member.reason, actor=actor, today=today)


@transaction.atomic
def close_to_member(*, case: Case, account_id: UUID, actor: Actor, today: date) -> None:
    """Close the file to somebody of the circle again.

    :raises Refused: only the responsible case manager decides
    """
    may_change_circle.check(actor, case, circle_of(case, today))
    shields.withdraw_clearance(person=case.person, account_id=account_id, actor=actor, today=today)
