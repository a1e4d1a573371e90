"""Set up, check and reset the second factor; each act with its trace."""

from datetime import datetime, timedelta
from uuid import UUID

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction

from faden.kernel.access.actor import Actor
from faden.kernel.access.editing import take_turns
from faden.kernel.access.errors import Invalid, NotVisible
from faden.kernel.audit import operations as audit
from faden.kernel.identity.models import Account
from faden.kernel.sealing.envelope import master_keys
from faden.kernel.sign_in import calculation
from faden.kernel.sign_in.models import CodeApp, Passkey, RecoveryCode
from faden.kernel.sign_in.notices import Change, tell_owner
from faden.kernel.sign_in.rules import may_reset
from faden.lib.sealing import seal, unseal

WRONG = "Dieser Code stimmt nicht oder wurde schon benutzt. Die App zeigt alle 30 Sekunden einen neuen."

#: A secret that was shown and not confirmed is nobody's to pick up later.
SETUP_COUNTS_FOR = timedelta(minutes=10)


@transaction.atomic
def begin_code_app(*, actor: Actor, now: datetime) -> CodeApp:
    """Share a secret with an app; it proves nothing until a first code has come back. One that works goes on."""
    take_turns("code_app", actor.id)
    CodeApp.objects.filter(account_id=actor.id, confirmed_at__isnull=True).delete()
    sealed = seal(calculation.new_secret(), ring=master_keys(), purpose=purpose_of(actor.id))
    return CodeApp.objects.create(account_id=actor.id, sealed=sealed, created_at=now)


def begun_secret(actor: Actor, *, now: datetime) -> bytes | None:
    """What the app that is being set up has to learn; None when that was begun too long ago.

    :raises NotVisible: none is being set up
    """
    begun = CodeApp.objects.filter(account_id=actor.id, confirmed_at__isnull=True).first()
    if begun is None:
        raise NotVisible
    return _secret(begun) if _counts(begun, now) else None


@transaction.atomic
def confirm_code_app(*, code: str, actor: Actor, now: datetime) -> list[str]:
    """Let the app count from now on, in place of a former one.

    :returns: ten recovery codes in plain text, if the account had none: they are shown once and stored nowhere
    :raises Invalid: the code is not the app's
    :raises NotVisible: none is being set up, or that was begun too long ago
    """
    begun = CodeApp.objects.select_for_update().filter(account_id=actor.id, confirmed_at__isnull=True).first()
    if begun is None or not _counts(begun, now):
        raise NotVisible
    step = calculation.step_of(_digits(code), secret=_secret(begun), now=now, after=None)
    if step is None:
        raise Invalid({"code": WRONG})
    replaced, _ = CodeApp.objects.filter(account_id=actor.id, confirmed_at__isnull=False).delete()
    begun.confirmed_at, begun.last_step = now, step
    begun.save(update_fields=["confirmed_at", "last_step"])
    audit.record("factor.app_set_up", actor=actor, subject=begun, replaced=bool(replaced))
    tell_owner(Change.APP, account=actor, actor=actor)
    return first_paper_codes(actor=actor)


@transaction.atomic
def first_paper_codes(*, actor: Actor) -> list[str]:
    """Ten recovery codes in plain text for somebody who has none left; otherwise nothing."""
    has_codes = RecoveryCode.objects.filter(account_id=actor.id, used_at__isnull=True).exists()
    return [] if has_codes else issue_paper_codes(actor=actor)


@transaction.atomic
def issue_paper_codes(*, actor: Actor) -> list[str]:
    """Ten new recovery codes in plain text; those of before count no more."""
    RecoveryCode.objects.filter(account_id=actor.id).delete()
    codes = [calculation.new_paper_code(number) for number in range(calculation.PAPER_CODES)]
    RecoveryCode.objects.bulk_create(
        RecoveryCode(account_id=actor.id, number=number, hash=make_password(calculation.plain_paper_code(code)))
        for number, code in enumerate(codes)
    )
    audit.record("factor.codes_issued", actor=actor, subject=Account(id=actor.id))
    tell_owner(Change.CODES, account=actor, actor=actor)
    return codes


@transaction.atomic
def check_factor(*, answer: str, actor: Actor, now: datetime) -> bool:
    """Whether the answer is the app's code of this moment or an unused code on paper; either counts once.

    The throttle has been asked before. Call it acting as the account.
    """
    digits = _digits(answer)
    if len(digits) == calculation.DIGITS == len(answer.strip().replace(" ", "")):
        return _takes_app_code(digits, actor, now)
    return _takes_paper_code(calculation.plain_paper_code(answer), actor, now)


@transaction.atomic
def reset_factors(*, account: Account, actor: Actor) -> None:
    """Take away everything an account proves itself with besides the password: the device is lost.

    :raises Refused: it is one's own, or one is not the administration
    """
    may_reset.check(actor, account)
    CodeApp.objects.filter(account=account).delete()
    Passkey.objects.filter(account=account).delete()
    RecoveryCode.objects.filter(account=account).delete()
    audit.record("factor.reset", actor=actor, subject=account)
    tell_owner(Change.RESET, account=account, actor=actor)


def _takes_app_code(code: str, actor: Actor, now: datetime) -> bool:
    app = CodeApp.objects.select_for_update().filter(account_id=actor.id, confirmed_at__isnull=False).first()
    if app is None:
        return False
    step = calculation.step_of(code, secret=_secret(app), now=now, after=app.last_step)
    if step is None:
        return False
    app.last_step = step
    app.save(update_fields=["last_step"])
    return True


def _takes_paper_code(code: str, actor: Actor, now: datetime) -> bool:
    if not code[:1].isdecimal() or len(code) != calculation.PAPER_LENGTH + 1:
        return False
    unused = RecoveryCode.objects.select_for_update().filter(account_id=actor.id, used_at__isnull=True)
    paper = unused.filter(number=int(code[0])).first()
    if paper is None or not check_password(code, paper.hash):
        return False
    paper.used_at = now
    paper.save(update_fields=["used_at"])
    audit.record("factor.code_used", actor=actor, subject=paper, left=unused.count())
    tell_owner(Change.CODE_USED, account=actor, actor=actor)
    return True


def _counts(begun: CodeApp, now: datetime) -> bool:
    return now - begun.created_at <= SETUP_COUNTS_FOR


def _secret(app: CodeApp) -> bytes:
    return unseal(bytes(app.sealed), ring=master_keys(), purpose=purpose_of(app.account_id))


def purpose_of(account_id: UUID) -> str:
    """To what a sealed secret belongs."""
    return f"totp:{account_id}"


def _digits(typed: str) -> str:
    return "".join(character for character in typed if character in "0123456789")
