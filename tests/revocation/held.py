"""What somebody holds and is about to lose, and the ways it is asked for: in a browser, by a program."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.test import Client
from django.utils import timezone

from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from faden.kernel.identity.operations import issue_token
from faden.kernel.identity.queries import account_with_roles
from faden.processes.keep_accounts import end_role
from faden.processes.key_scopes import EVERY_SCOPE
from tests import given
from tests.web.signed_in import today

#: Asks once and says whether it was answered; takes it away.
Asks = Callable[[], bool]
Takes = Callable[[], object]


@dataclass(frozen=True)
class Held:
    """What will be taken away.

    :ivar ways: each is answered before, and none after
    :ivar take: takes it away
    :ivar later: asked afterwards alone, because asking before would change what is taken (a package that was read)
    """

    ways: Sequence[Asks]
    take: Takes
    later: Sequence[Asks] = ()


#: Given an administrator: somebody new who holds something.
Kind = Callable[[Actor], Held]


def counsellor() -> Actor:
    """A case manager of their own for each withdrawal."""
    return given.actor(Role.CASE_MANAGER, today=today())


def ends_role(admin: Actor, actor: Actor) -> Takes:
    """The administration ends the one role of somebody."""

    def take() -> None:
        with act_as(admin, today=today()):
            (held,) = account_with_roles(actor.id).role_assignments.all()
            end_role(assignment=held, on=today(), actor=admin)

    return take


def page(client: Client, address: str = "/faelle/") -> Asks:
    """Whether the page is shown."""
    return lambda: client.get(address).status_code == 200


def shows(client: Client, address: str, mark: str) -> Asks:
    """Whether the page says this; the page itself may stay."""
    return lambda: mark in client.get(address).text


def secret_of(actor: Actor) -> str:
    """A key of somebody for programs that reaches everything its owner does."""
    with act_as(actor, today=today()):
        until = today() + timedelta(days=30)
        return issue_token(name="x", expires_on=until, scopes=EVERY_SCOPE, actor=actor, now=timezone.now())[1]


def program(actor: Actor, path: str, mark: str = "") -> Asks:
    """Whether a program with a key of this person is told about it.

    :param mark: what is told; empty when being answered at all is it
    """
    headers = {"Authorization": f"Bearer {secret_of(actor)}"}

    def asks() -> bool:
        answer = Client().get(f"/api/v1{path}", headers=headers)
        return answer.status_code == 200 and mark.encode() in answer.content

    return asks
