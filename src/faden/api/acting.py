"""Who calls: a token stands for a person, and every call is one transaction as this person."""

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja.errors import AuthenticationError
from ninja.security import HttpBearer

from faden.api import scopes
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.identity.queries import account_as_actor, token_by_secret

Arguments = ParamSpec("Arguments")
Answer = TypeVar("Answer")


class Call(HttpRequest):
    """A request to the interface: whose token it came with, who acts, and which day it is."""

    auth: UUID
    scopes: frozenset[str]
    actor: Actor
    today: date


class Token(HttpBearer):
    """``Authorization: Bearer faden_…``"""

    openapi_description = (
        "Ein API-Schlüssel; er handelt mit den Rechten der Person, die ihn angelegt hat, "
        "in den Bereichen, für die er reicht."
    )

    def authenticate(self, request: HttpRequest, token: str) -> UUID | None:
        """The account the token stands for, or None; what it was made for goes along."""
        known = token_by_secret(token, on=timezone.localdate())
        if known is None:
            return None
        request.scopes = frozenset(known.scopes)  # type: ignore[attr-defined]
        return known.account_id


def endpoint(
    *, writes: bool = False, reads_file: bool = False
) -> Callable[[Callable[Concatenate[Call, Arguments], Answer]], Callable[Concatenate[Call, Arguments], Answer]]:
    """Answer in one transaction as the caller; read-only unless something is written.

    :param writes: the call changes something
    :param reads_file: the call opens a client's file, and writes that into the audit trail
    """

    def decorate(
        function: Callable[Concatenate[Call, Arguments], Answer],
    ) -> Callable[Concatenate[Call, Arguments], Answer]:
        group = scopes.GROUP_OF[function.__module__.rpartition(".")[2]]

        @wraps(function)
        def answer(request: Call, /, *args: Arguments.args, **kwargs: Arguments.kwargs) -> Answer:
            scopes.check(request.scopes, group=group, writes=writes)
            request.today = timezone.localdate()
            with act_as(request.auth, today=request.today, read_only=not (writes or reads_file)):
                request.actor = _actor(request)
                return function(request, *args, **kwargs)

        mark: Any = answer
        mark.is_endpoint = True
        return answer

    return decorate


def everyday(request: Call) -> dict[str, Any]:
    """What nearly every operation wants to know: who acts, on which day."""
    return {"actor": request.actor, "today": request.today}


def _actor(request: Call) -> Actor:
    found = account_as_actor(request.auth, on=request.today)
    if found is None:
        # Blocked between the check of the token and now.
        raise AuthenticationError
    return found[1]
