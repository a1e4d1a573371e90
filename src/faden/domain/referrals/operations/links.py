"""The link for a recipient without an account: made, taken back, opened with its code."""

import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum
from hashlib import sha256

from django.db import transaction
from django.db.models import F

from faden.domain.cases.operations.holding import hold
from faden.domain.cases.rules import may_refer
from faden.domain.referrals.enums import CodeTold
from faden.domain.referrals.models import AnswerLink, Referral
from faden.domain.referrals.queries import asked_link, is_closed_to_receiver, opens
from faden.domain.referrals.rules import may_link, may_take_back
from faden.kernel.access.actor import Actor
from faden.kernel.access.editing import lock, save_edit
from faden.kernel.access.errors import Invalid
from faden.kernel.audit import operations as audit
from faden.kernel.identity.queries import link_actor, token_digest

LONGEST = timedelta(days=90)
DIGITS = 6


@dataclass(frozen=True)
class Made:
    """A link as it is known this once; neither secret nor code is stored."""

    link: AnswerLink
    secret: str
    code: str


class Tried(Enum):
    """What became of a code that was typed."""

    RIGHT = "right"
    WRONG = "wrong"
    GONE = "gone"


@transaction.atomic
def make_link(
    *,
    referral: Referral,
    recipient_name: str,
    recipient_mail: str,
    code_told: CodeTold,
    expires_on: date,
    actor: Actor,
    today: date,
    now: datetime,
    code_mail: str = "",
) -> Made:
    """Make the secret address and its code; one that was made before leads nowhere from now on.

    :param code_mail: the second address, when the code goes by mail
    :raises Refused: not the responsible case manager, nothing to answer, or nothing lets it be seen any more
    :raises Invalid: no second way for the code, or a day too far away
    """
    case = hold(referral.case, may_refer, actor=actor, today=today)
    referral = lock(referral)
    may_link.check(referral, is_closed=is_closed_to_receiver(referral, on=today))
    code_mail = code_mail.strip() if code_told == CodeTold.MAIL else ""
    _check(recipient_mail, code_told, code_mail, expires_on, today)
    AnswerLink.objects.filter(referral=referral, withdrawn_at__isnull=True).update(withdrawn_at=now)
    secret, code = secrets.token_urlsafe(32), f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
    link = AnswerLink.objects.create(
        case=case,
        referral=referral,
        recipient_name=recipient_name.strip(),
        recipient_mail=recipient_mail,
        code_told=code_told,
        code_mail=code_mail,
        digest=token_digest(secret),
        code_digest=code_digest(secret, code),
        created_by_id=actor.id,
        created_at=now,
        expires_on=expires_on,
    )
    audit.record("referral.link_made", actor=actor, subject=link, referral=referral, until=expires_on, code=code_told)
    return Made(link, secret, code)


@transaction.atomic
def withdraw_link(*, link: AnswerLink, actor: Actor, today: date, now: datetime) -> AnswerLink:
    """Take the address back; pressed twice, it is taken back once."""
    hold(link.case, may_take_back, actor=actor, today=today)
    link = lock(link)
    if link.withdrawn_at is None:
        save_edit(link, withdrawn_at=now)
        audit.record("referral.link_withdrawn", actor=actor, subject=link, referral=link.referral_id)
    return link


def try_code(*, secret: str, code: str, today: date, now: datetime) -> Tried:
    """Count a wrong code, and note when a right one opens the link for the first time.

    Call it acting as ``link_actor``; the answer says nothing of why a link is gone.
    """
    with asked_link(secret) as found:
        link = AnswerLink.objects.select_for_update().get(id=found.id) if found else None
        if link is None or not link.opens_on(today):
            return Tried.GONE
        if not secrets.compare_digest(link.code_digest, code_digest(secret, code)):
            return _wrong(link)
        if not opens(link):
            return Tried.GONE
        if link.opened_at is None:
            save_edit(link, opened_at=now)
            audit.record("referral.link_opened", actor=link_actor(), subject=link, referral=link.referral_id)
    return Tried.RIGHT


def _wrong(link: AnswerLink) -> Tried:
    AnswerLink.objects.filter(id=link.id).update(failures=F("failures") + 1)
    link.refresh_from_db(fields=["failures"])
    if not link.is_locked:
        return Tried.WRONG
    audit.record("referral.link_locked", actor=link_actor(), subject=link, referral=link.referral_id)
    return Tried.GONE


def code_digest(secret: str, code: str) -> str:
    """What is stored of the code; without the secret of the address nobody can try all codes against it."""
    return sha256(f"{secret}:{code}".encode()).hexdigest()


def _check(recipient_mail: str, code_told: CodeTold, code_mail: str, expires_on: date, today: date) -> None:
    errors = {}
    if code_told == CodeTold.MAIL and not code_mail:
        errors["code_mail"] = "Bitte eine zweite Adresse angeben, oder den Code am Telefon sagen."
    if code_mail and code_mail.casefold() == recipient_mail.casefold():
        errors["code_mail"] = "Link und Code dürfen nicht an dieselbe Adresse gehen."
    if expires_on < today:
        errors["expires_on"] = "Der Tag ist vorbei."
    if expires_on > today + LONGEST:
        errors["expires_on"] = f"Ein Link gilt höchstens {LONGEST.days} Tage."
    if errors:
        raise Invalid(errors)
