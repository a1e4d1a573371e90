"""Act as somebody: one transaction in which PostgreSQL knows who asks."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from uuid import UUID

from django.db import connection, transaction

from faden.kernel.access.actor import Actor

NOBODY = ("", "")
_acting: ContextVar[tuple[str, str]] = ContextVar("faden_acting", default=NOBODY)


@contextmanager
def act_as(actor: Actor | UUID, *, today: date, read_only: bool = False) -> Iterator[None]:
    """Open a transaction in which row security answers for this actor on this day.

    The setting is local to the transaction: on a pooled connection one at session level would leak into the next
    request. A nested call acts as its own actor and then gives the outer one back.

    :param read_only: PostgreSQL refuses every write (ignored inside an open transaction)
    """
    me = (str(actor.id if isinstance(actor, Actor) else actor), today.isoformat())
    before = _acting.get()
    outermost = not connection.in_atomic_block
    token = _acting.set(me)
    try:
        with transaction.atomic():
            _tell(me, read_only=read_only and outermost)
            yield
            if not outermost:
                _tell(before)
    finally:
        _acting.reset(token)


def _tell(who: tuple[str, str], *, read_only: bool = False) -> None:
    statement = "SELECT set_config('faden.actor', %s, true), set_config('faden.today', %s, true)"
    if read_only:
        statement += ", set_config('transaction_read_only', 'on', true)"
    with connection.cursor() as cursor:
        cursor.execute(statement, who)


@contextmanager
def asking_for(key: str, value: str) -> Iterator[None]:
    """Open a transaction that may see the one account row a sign-in names, before anybody is signed in.

    :param key: ``login`` (an address) or ``token`` (the digest of an API token); ``keeping`` for sealed contents
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config(%s, %s, true)", [f"faden.{key}", value])
        yield
        cursor.execute("SELECT set_config(%s, '', true)", [f"faden.{key}"])
