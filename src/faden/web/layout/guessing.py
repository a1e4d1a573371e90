"""Let somebody prove something, slowed down: looked at before anything is hashed, counted when wrong."""

from collections.abc import Callable
from datetime import datetime
from typing import Final, TypeVar

from django import forms
from django.http import HttpRequest
from django.utils import timezone

from faden.kernel.identity.throttle import forget_failures, is_throttled, note_failure

Proof = TypeVar("Proof")

SLOW_DOWN: Final = "Zu viele Versuche. Bitte warten Sie eine Viertelstunde."


def prove(
    request: HttpRequest,
    form: forms.Form,
    check: Callable[[datetime], Proof | None],
    *,
    subject: str,
    field: str | None,
    wrong: str,
    slow_down: str = SLOW_DOWN,
    door: str = "",
) -> Proof | None:
    """Check what a valid form says; a wrong answer stands at its field.

    :param check: called with the moment, once the throttle lets it; what it returns is the proof, empty when wrong
    :param subject: what is guessed at, e.g. ``factor:<account>``; each is counted for itself
    :param field: where the refusal stands, None above the form
    :param door: counts the network address apart too, for a page that strangers are handed
    """
    address, now = f"{door}{request.META.get('REMOTE_ADDR', '')}", timezone.now()
    if is_throttled(subject=subject, address=address, now=now):
        form.add_error(field, slow_down)
        return None
    proof = check(now)
    if not proof:
        note_failure(subject=subject, address=address, now=now)
        form.add_error(field, wrong)
        return None
    forget_failures(subject=subject)
    return proof
