"""Random withdrawals, each between two requests: the one before is answered, the one after it is not."""

import os
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from random import Random
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from faden.domain.cases.models import CircleMember
from faden.domain.cases.operations.circle import end_helper
from faden.domain.diary.operations.feed import close_feed, open_feed
from faden.domain.diary.queries import feed_of
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from faden.kernel.identity.queries import account_with_roles, token_of
from faden.kernel.sign_in.operations import end_session, end_sessions_of
from faden.kernel.sign_in.store import digest
from faden.processes.keep_accounts import deactivate_account, end_role, issue_key, revoke_key
from tests import given
from tests.signed_in import signed_in
from tests.web.signed_in import today

pytestmark = pytest.mark.django_db
WITHDRAWALS = int(os.environ.get("FADEN_WITHDRAWALS", "24"))

#: Asks once and says whether it was answered; takes it away.
Asks = Callable[[], bool]
Takes = Callable[[], object]


@pytest.fixture
def admin() -> Actor:
    return given.actor(Role.ADMIN, today=today())


def _counsellor() -> Actor:
    return given.actor(Role.CASE_MANAGER, today=today())


def _token(actor: Actor) -> tuple[Asks, Takes]:
    made: dict[str, Any] = {"scopes": ["casework:read"], "actor": actor, "today": today(), "now": timezone.now()}
    with act_as(actor, today=today()):
        new = issue_key(name="x", days=30, **made)
    headers = {"Authorization": f"Bearer {new.secret}"}

    def revoke() -> None:
        with act_as(actor, today=today()):
            revoke_key(token=token_of(actor, new.token.id), actor=actor, now=timezone.now())

    return lambda: Client().get("/api/v1/cases", headers=headers).status_code == 200, revoke


def _feed(actor: Actor) -> tuple[Asks, Takes]:
    with act_as(actor, today=today()):
        secret = open_feed(shows_names=False, actor=actor, now=timezone.now())

    def close() -> None:
        with act_as(actor, today=today()):
            feed = feed_of(actor)
            assert feed is not None
            close_feed(feed=feed, actor=actor)

    return lambda: Client().get(f"/kalender/{secret}/faden.ics").status_code == 200, close


def _page(client: Client, address: str = "/faelle/") -> Asks:
    return lambda: client.get(address).status_code == 200


def _all_of(admin: Actor) -> tuple[Asks, Takes]:
    """An account with a session, a key and a calendar: all end with it."""
    actor = _counsellor()
    ways = [_page(signed_in(actor)), _token(actor)[0], _feed(actor)[0]]
    is_before = [way() for way in ways]
    assert all(is_before)

    def take() -> None:
        with act_as(admin, today=today()):
            deactivate_account(account=account_with_roles(actor.id), on=today(), actor=admin, now=timezone.now())

    return lambda: any(way() for way in ways), take


def _role(admin: Actor) -> tuple[Asks, Takes]:
    actor = given.actor(Role.COORDINATOR, today=today())

    def take() -> None:
        with act_as(admin, today=today()):
            (held,) = account_with_roles(actor.id).role_assignments.all()
            end_role(assignment=held, on=today(), actor=admin)

    return _page(signed_in(actor), "/luecken/"), take


def _session(_: Actor) -> tuple[Asks, Takes]:
    actor = _counsellor()
    client = signed_in(actor)

    def take() -> None:
        with act_as(actor, today=today()):
            end_session(key=digest(client.cookies["sessionid"].value), actor=actor)

    return _page(client), take


def _everywhere(admin: Actor) -> tuple[Asks, Takes]:
    actor = _counsellor()
    clients = [_page(signed_in(actor)) for _ in range(2)]

    def take() -> None:
        with act_as(admin, today=today()):
            end_sessions_of(account=account_with_roles(actor.id), actor=admin)

    return lambda: any(client() for client in clients), take


def _password(_: Actor) -> tuple[Asks, Takes]:
    actor = _counsellor()
    return _page(signed_in(actor)), lambda: given.set_password(actor)


def _help(_: Actor) -> tuple[Asks, Takes]:
    manager = _counsellor()
    case = given.case(manager, on=today(), consented=True)
    helper = given.helper(case, manager, today=today())

    def take() -> None:
        with act_as(manager, today=today()):
            member = CircleMember.objects.get(case=case, account_id=helper.id)
            end_helper(member=member, actor=manager, today=today())

    return _page(signed_in(helper), f"/faelle/{case.number}/"), take


KINDS: dict[str, Callable[[Actor], tuple[Asks, Takes]]] = {
    "account": _all_of,
    "role": _role,
    "token": lambda _: _token(_counsellor()),
    "feed": lambda _: _feed(_counsellor()),
    "session": _session,
    "sessions": _everywhere,
    "password": _password,
    "circle": _help,
}


def test_nothing_stale_is_answered(admin: Actor) -> None:
    random, began = Random(WITHDRAWALS), timezone.now()
    order = [*KINDS, *random.choices(list(KINDS), k=max(0, WITHDRAWALS - len(KINDS)))]
    random.shuffle(order)
    stale: Counter[str] = Counter()
    for kind in order:
        asks, takes = KINDS[kind](admin)
        assert asks(), f"{kind}: not answered before"
        takes()
        stale[kind] += asks()
    told = ", ".join(f"{name} {count}" for name, count in sorted(Counter(order).items()))
    took = timezone.now() - began
    print(f"\n{len(order)} withdrawals ({told}), stale answers {stale.total()}, {took // timedelta(seconds=1)} s")  # noqa: T201
    assert not stale.total(), stale
