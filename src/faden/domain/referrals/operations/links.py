"""The link for a recipient without an account: made, taken back, opened with its code."""

import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum

from django.db import transaction
from django.db.models import F
from django.utils.crypto import salted_hmac

from faden.domain.cases.operations.holding import hold
from faden.domain.cases.rules import may_refer
from faden.domain.referrals.enums import CodeTold
from faden.domain.referrals.models import AnswerLink, Referral
from faden.domain.referrals.queries import asked_link, is_closed_to_receiver, opens
from faden.domain.referrals.rules import may_link, may_take_back, may_tell_code
from faden.kernel.access.actor import Actor
from faden.kernel.access.editing import lock, save_edit
from faden.kernel.access.errors import Invalid, NotVisible
from faden.kernel.audit import operations as audit
from faden.kernel.identity.queries import link_actor, token_digest

LONGEST = timedelta(days=90)
#: How long a code opens after it was told; a new one can be told at any time (ASVS 6.5.5: ten minutes at most).
CODE_LASTS = timedelta(minutes=10)
#: Who asks for a code twice within this time gets one mail.
BETWEEN_CODES = timedelta(minutes=1)
DIGITS = 6


@dataclass(frozen=True)
class Made:
    """A link as it is known this once; neither secret nor code is stored.

    :ivar code: empty where the recipient asks for it
    """

    link: AnswerLink
    secret: str
    code: str


class Tried(Enum):
    """What became of a code that was typed."""

    RIGHT = "right"
    STALE = "stale"
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
    """Make the secret address; one that was made before leads nowhere from now on.

    A code that is told by phone is there at once, and again with ``tell_code``; one that goes by mail is asked for by
    the recipient (``ask_code``).

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
    secret, code = secrets.token_urlsafe(32), _new_code()
    by_phone = code_told == CodeTold.PHONE
    link = AnswerLink.objects.create(
        case=case,
        referral=referral,
        recipient_name=recipient_name.strip(),
        recipient_mail=recipient_mail,
        code_told=code_told,
        code_mail=code_mail,
        digest=token_digest(secret),
        code_digest=code_digest(secret, code if by_phone else secrets.token_urlsafe(32)),
        code_until=now + CODE_LASTS if by_phone else None,
        created_by_id=actor.id,
        created_at=now,
        expires_on=expires_on,
    )
    audit.record("referral.link_made", actor=actor, subject=link, referral=referral, until=expires_on, code=code_told)
    return Made(link, secret, code if by_phone else "")


@transaction.atomic
def tell_code(*, link: AnswerLink, actor: Actor, today: date, now: datetime) -> Made:
    """Make a new code that somebody says on the phone; the one before opens nothing any more.

    :returns: without the secret of the address, which nobody knows any more
    :raises Refused: not the responsible case manager, nothing to answer, or the link leads nowhere
    """
    hold(link.case, may_refer, actor=actor, today=today)
    link = lock(link)
    may_link.check(link.referral, is_closed=is_closed_to_receiver(link.referral, on=today))
    may_tell_code.check(link, today)
    return Made(link, "", _renew(link, now, actor))


@transaction.atomic
def ask_code(*, secret: str, today: date, now: datetime) -> Made | None:
    """Make a new code for whoever has the address; call it acting as ``link_actor``.

    :returns: None when one was asked for a moment ago
    :raises NotVisible: the link leads nowhere, or its code is told by phone
    """
    with asked_link(secret) as found:
        link = AnswerLink.objects.select_for_update().get(id=found.id) if found else None
        if link is None or link.code_told != CodeTold.MAIL or not link.opens_on(today) or not opens(link):
            raise NotVisible
        if link.takes_code_at(now - BETWEEN_CODES + CODE_LASTS):
            return None
        return Made(link, secret, _renew(link, now, link_actor()))


def _renew(link: AnswerLink, now: datetime, actor: Actor) -> str:
    code = _new_code()
    save_edit(link, code_digest=_digest(link.digest, code), code_until=now + CODE_LASTS)
    audit.record("referral.code_told", actor=actor, subject=link, referral=link.referral_id)
    return code


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
    """Count a wrong code, and note when a right one opens the link for the first time; too late, neither counts.

    Call it acting as ``link_actor``; the answer says nothing of why a link is gone.
    """
    with asked_link(secret) as found:
        link = AnswerLink.objects.select_for_update().get(id=found.id) if found else None
        if link is None or not link.opens_on(today):
            return Tried.GONE
        if not link.takes_code_at(now):
            return Tried.STALE
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
    """What is stored of the code; without the site's key nobody can try all codes against it."""
    return _digest(token_digest(secret), code)


def _digest(digest: str, code: str) -> str:
    return salted_hmac("faden.answer_code", f"{digest}:{code}", algorithm="sha256").hexdigest()


def _new_code() -> str:
    return f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"


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
