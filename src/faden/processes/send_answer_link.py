"""Send a referral's secret address to somebody without an account, and its code, when asked for, on another way."""

from collections.abc import Callable
from datetime import date, datetime

from django.db import transaction

from faden.domain.referrals.enums import CodeTold
from faden.domain.referrals.models import AnswerLink, Referral
from faden.domain.referrals.operations import Made, ask_code, make_link
from faden.kernel.access.actor import Actor
from faden.kernel.identity.queries import link_actor
from faden.kernel.outbox.operations import put_confidential_mail
from faden.lib import german

PHONE = "Den Code dazu sage ich Ihnen am Telefon."
MAIL = "Den Code dazu fordern Sie auf der Seite an; er geht an eine andere Adresse."


@transaction.atomic
def send_answer_link(
    *,
    referral: Referral,
    recipient_name: str,
    recipient_mail: str,
    code_told: CodeTold,
    expires_on: date,
    address_of: Callable[[str], str],
    actor: Actor,
    today: date,
    now: datetime,
    code_mail: str = "",
) -> Made:
    """Make the link and put its mail into the outbox.

    Neither subject nor text says who or what the referral is about.

    :param address_of: the whole address for a secret
    :returns: with the code, which is shown this once, where it is told by phone
    """
    made = make_link(
        referral=referral,
        recipient_name=recipient_name,
        recipient_mail=recipient_mail,
        code_told=code_told,
        code_mail=code_mail,
        expires_on=expires_on,
        actor=actor,
        today=today,
        now=now,
    )
    link = made.link
    _post(link, link.recipient_mail, "Ein Verweis wartet auf Ihre Antwort", _about(made, address_of), actor)
    return made


@transaction.atomic
def send_code(*, secret: str, today: date, now: datetime) -> None:
    """Mail a code to the second address, for whoever has the link; call it acting as ``link_actor``.

    :raises NotVisible: the link leads nowhere, or its code is told by phone
    """
    made = ask_code(secret=secret, today=today, now=now)
    if made is not None:
        _post(made.link, made.link.code_mail, "Ihr Code", _code(made), link_actor(), signed="Faden")


def _about(made: Made, address_of: Callable[[str], str]) -> str:
    way = MAIL if made.link.code_told == CodeTold.MAIL else PHONE
    return (
        "ich habe einen Verweis an Ihre Organisation gerichtet. Sie lesen und beantworten ihn hier:\n\n"
        f"{address_of(made.secret)}\n\n{way} "
        f"Der Link gilt bis {german.long_day(made.link.expires_on)} und nur für Sie. "
        "Bitte leiten Sie diese Nachricht nicht weiter."
    )


def _code(made: Made) -> str:
    return (
        f"der Code für den Link, der Ihnen an eine andere Adresse geschickt wurde, lautet:\n\n{made.code}\n\n"
        "Er gilt zehn Minuten; danach fordern Sie auf der Seite einen neuen an. "
        "Bitte geben Sie ihn nur auf der Seite ein, die dieser Link öffnet."
    )


def _post(link: AnswerLink, recipient: str, subject: str, text: str, actor: Actor, *, signed: str = "") -> None:
    put_confidential_mail(
        recipient=recipient,
        recipient_name=link.recipient_name,
        subject=subject,
        body=f"Guten Tag,\n\n{text}\n\nMit freundlichen Grüßen\n{signed or actor.name}\n",
        file_id=link.file_id,
        actor=actor,
    )
