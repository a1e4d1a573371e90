"""What an act is to a walk: somebody tries something, and the oracle says whether and what then."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any, TypeVar

from django.db import models

from faden.kernel.access.actor import Actor
from faden.kernel.identity.models import Account
from tests.circles_walked.state import State
from tests.circles_walked.world import World, owning

Row = TypeVar("Row", bound=models.Model)
Choice = TypeVar("Choice")


@dataclass
class Deed:
    """Somebody tries something.

    :ivar words: what, for the history
    :ivar allowed: by the oracle
    :ivar do: by the product's operation; it is handed the actor
    :ivar then: what it changes for the oracle, given what the operation returned; a complaint if that is wrong
    :ivar touched: accounts whose sight may have changed
    """

    who: int
    words: str
    allowed: bool
    do: Callable[[Actor], Any]
    then: Callable[[Any], str | None]
    touched: Sequence[int] = ()


#: Given the world and the die: the deed, or None where there is nothing to do it to.
Act = Callable[[World, Random], Deed | None]


def pick(die: Random, choices: Iterable[Choice]) -> Choice | None:
    """One of these, if there is any."""
    found = list(choices)
    return die.choice(found) if found else None


def somebody(state: State, die: Random, right: int | None) -> int:
    """Mostly who should do it, often anybody."""
    return right if right is not None and die.random() < 0.75 else die.randrange(len(state.accounts))


def open_case(state: State, die: Random) -> int | None:
    """Mostly a case that is not closed."""
    running = [n for n in state.live() if state.cases[n].closed_on is None]
    return pick(die, running if running and die.random() < 0.85 else state.live())


def with_role(state: State, die: Random, *roles: str) -> int | None:
    """Somebody with one of these roles."""
    return pick(die, (n for n, one in enumerate(state.accounts) if one.role in roles))


def row(world: World, model: type[Row], kind: str, number: int, *related: str) -> Row:
    """The row of a number, as somebody might know it by its key who does not see it."""
    with owning():
        return model._base_manager.select_related(*related).get(pk=world.key(kind, number))


def account(world: World, number: int) -> Account:
    """The account of a number."""
    return row(world, Account, "account", number)


def circle(state: State, case: int) -> list[int]:
    """Everybody who stands in the circle of a case."""
    return sorted({one.account for one in state.entries if one.case == case})
