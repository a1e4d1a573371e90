"""One walk after the other: a deed, what the oracle says to it, and whether everybody sees what the oracle says.

Every deed has its own die, made of seed, walk and place: a history can be walked again, whole or with deeds left out.
"""

import time
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from random import Random
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db import DatabaseError, connection, transaction

from faden.kernel.access.acting import act_as
from faden.kernel.access.errors import AccessError
from tests.circles_walked import acts_circle, acts_outside, acts_people
from tests.circles_walked.deeds import Act, Deed
from tests.circles_walked.looking import listed, looked, searched
from tests.circles_walked.sight import found_by_number, seen
from tests.circles_walked.world import World, owning

#: So many deeds from one beginning, and so many walks with one world.
LENGTH, WALKS = 100, 20
#: After so many deeds everybody is asked about everything.
EVERYBODY_AFTER = 8
#: So many times as often come acts that somebody wants to see often.
OFTEN = 5
#: Of PostgreSQL: a policy or a missing grant has refused.
ROW_SECURITY = "42501"

#: With how often, in proportion.
ACTS: dict[Act, int] = {
    acts_circle.invite: 9,
    acts_circle.end_help: 5,
    acts_circle.be_away: 4,
    acts_circle.be_back: 2,
    acts_circle.emergency: 4,
    acts_circle.propose: 4,
    acts_circle.answer_handover: 5,
    acts_circle.close: 2,
    acts_circle.reopen: 4,
    acts_circle.write: 3,
    acts_outside.release: 11,
    acts_outside.withdraw: 4,
    acts_outside.compose: 3,
    acts_outside.send: 14,
    acts_outside.take_back: 2,
    acts_outside.receive: 10,
    acts_outside.answer: 8,
    acts_outside.bring_in: 6,
    acts_outside.end_bringing_in: 2,
    acts_outside.advise: 3,
    acts_people.restrict: 3,
    acts_people.lift: 4,
    acts_people.ask_to_restrict: 1,
    acts_people.refuse_to_restrict: 1,
    acts_people.let_in_by_name: 4,
    acts_people.merge: 5,
    acts_people.undo: 8,
    acts_people.erase: 3,
    acts_people.close_account: 1,
    acts_people.open_account: 2,
    acts_people.time_passes: 6,
}


@dataclass
class Told:
    """What a walk did and found.

    :ivar history: each deed in words, with what became of it
    :ivar place: of the last deed
    :ivar found: in words, where the database and the oracle disagree; a walk ends with the first
    """

    history: list[str] = field(default_factory=list)
    found: list[str] = field(default_factory=list)
    acts: Counter[str] = field(default_factory=Counter)
    done: Counter[str] = field(default_factory=Counter)
    place: int = 0
    looks: int = 0

    def add(self, other: "Told") -> None:
        """Count another walk in."""
        self.acts += other.acts
        self.done += other.done
        self.looks += other.looks


class Walk:
    """One walk through a world that is as it was at the beginning."""

    def __init__(
        self, world: World, seed: str, *, everybody_after: int = EVERYBODY_AFTER, often: Collection[Act] = ()
    ) -> None:
        """:param often: acts that come more often than usual."""
        self.world, self.seed, self.everybody_after = world, seed, everybody_after
        self.weights = [OFTEN * weight if act in often else weight for act, weight in ACTS.items()]
        self.told = Told()

    def go(self, steps: int, *, without: Collection[int] = ()) -> Told:
        """Do so many deeds, or fewer when something is found.

        :param without: places of deeds that are left out
        """
        chosen = list(ACTS)
        for place in range(steps):
            if place in without:
                continue
            die, self.told.place = Random(f"{self.seed}-{place}"), place
            (act,) = die.choices(chosen, self.weights)
            try:
                deed = act(self.world, die)
            except ObjectDoesNotExist as error:
                self._find(f"{place}: {act.__name__} finds no row where the oracle has one: {error}")
                break
            if deed is None:
                continue
            self.told.acts[act.__name__] += 1
            self.told.done[act.__name__] += self._do(deed, place)
            if not self.told.found:
                self._compare(deed, place, die)
            if self.told.found:
                break
        return self.told

    def _do(self, deed: Deed, place: int) -> bool:
        """Try it, and hold what came of it against the verdict; whether it was done."""
        actor, result, outcome = self.world.actors[deed.who], None, "done"
        try:
            with act_as(actor, today=self.world.today), transaction.atomic():
                result = deed.do(actor)
                _as_if_committed()
        except (AccessError, ObjectDoesNotExist) as error:
            outcome = f"refused ({type(error).__name__})"
        except DatabaseError as error:
            security = getattr(error.__cause__, "sqlstate", "") == ROW_SECURITY
            outcome = "refused (row security)" if security else f"broke: {type(error).__name__}: {error}"
        except Exception as error:  # noqa: BLE001 - whatever an operation breaks on is found, with the way to it
            outcome = f"broke: {error!r}"
        words = f"{place}: day {self.world.state.day} hour {self.world.state.hour}, {deed.who} {deed.words}"
        self.told.history.append(f"{words}: {outcome}")
        if outcome.startswith("broke") or (outcome == "done") != deed.allowed:
            self._find(f"{words}: {outcome}, the oracle {'allows' if deed.allowed else 'refuses'} it")
        elif outcome == "done" and (complaint := deed.then(result)):
            self._find(f"{words}: {complaint}")
        return outcome == "done"

    def _compare(self, deed: Deed, place: int, die: Random) -> None:
        """Everybody about everything now and then; after each deed those whom it touches, and somebody else."""
        world = self.world
        full = (place + 1) % self.everybody_after == 0
        everybody = range(len(world.actors))
        asked = list(everybody) if full else sorted({deed.who, die.choice(everybody), *list(deed.touched)[:4]})
        keys = [world.key("account", one) for one in asked]
        advices = world.keys.get("advice", [])
        for who, observed in zip(asked, looked(keys, world.today.isoformat(), advices, writing=full), strict=True):
            things = seen(world.state, who)
            expected = {world.named(one) for one in things if full or not str(one[0]).startswith("w-")}
            self.told.looks += len(expected | observed)
            if expected != observed:
                more, less = sorted(self._short(observed - expected)), sorted(self._short(expected - observed))
                self._find(f"after {self.told.history[-1]}: {who} sees too much {more}, too little {less}")
        if full:
            self._search(die)
            self._compare_lists()

    def _compare_lists(self) -> None:
        """Every access is on a dated list: the one that the client can be shown."""
        world = self.world
        with owning():
            observed = Counter(listed())
        expected = Counter(
            (
                world.key("case", one.case),
                world.key("account", one.account),
                one.function,
                one.scope,
                world.on(one.since),
                None if one.until is None or one.ends is not None else world.on(one.until),
                None if one.release is None else world.key("consent", one.release),
                True,
            )
            for one in world.state.entries
        )
        for words, difference in (("too much", observed - expected), ("too little", expected - observed)):
            for row in difference:
                plain = ":".join(map(str, row))
                self._find(f"after {self.told.history[-1]}: {words} in a circle: {[*self._short([plain])]}")

    def _search(self, die: Random) -> None:
        world = self.world
        who, case = die.randrange(6), die.choice(world.state.live() or [0])
        if world.state.cases[case].erased:
            return
        observed = searched(world.key("account", who), world.today.isoformat(), world.numbers[case])
        expected = found_by_number(world.state, who, case)
        if observed != expected:
            self._find(f"after {self.told.history[-1]}: {who} searches case {case}: {observed}, expected {expected}")

    def _find(self, words: str) -> None:
        self.told.found.append(words)

    def _short(self, things: Collection[str]) -> Iterator[str]:
        """Keys as the oracle's numbers, for reading."""
        numbers = {str(key): f"{kind} {n}" for kind, keys in self.world.keys.items() for n, key in enumerate(keys)}
        for one in things:
            yield ":".join(numbers.get(part, part) for part in one.split(":"))


def _as_if_committed() -> None:
    """Let the database check what it would check at the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def walk_once(world: World, seed: str, steps: int, **how: Any) -> Told:
    """A walk that is undone afterwards."""
    without = how.pop("without", ())
    state, keys, names = deepcopy(world.state), deepcopy(world.keys), dict(world.names)
    try:
        with transaction.atomic():
            told = Walk(world, seed, **how).go(steps, without=without)
            transaction.set_rollback(True)
    finally:
        world.state, world.keys, world.names = state, keys, names
    return told


def shrunk(world: World, seed: str, told: Told, often: Collection[Act], *, most: int = 40) -> Told:
    """The same divergence, or another, by as few deeds as can be found in so many tries."""
    without: set[int] = set()
    best, steps = told, told.place + 1
    size = max(1, steps // 2)
    while size and most:
        for begin in range(0, steps, size):
            tried = without | set(range(begin, min(begin + size, steps)))
            if tried == without or not most:
                continue
            most -= 1
            again = walk_once(world, seed, steps, without=tried, often=often)
            if again.found:
                without, best = tried, again
        size //= 2
    return best


def walks(actions: int, seed: str, often: Collection[Act]) -> Iterator[tuple[str, Told, World]]:
    """New walks until so many deeds are done; with the world they happened in, still there to look again."""
    done = number = 0
    while done < actions:
        with transaction.atomic():
            world = World()
            for _ in range(WALKS):
                if done >= actions:
                    break
                told = walk_once(world, f"{seed}-{number}", LENGTH, often=often)
                done += sum(told.acts.values())
                yield f"{seed}-{number}", told, world
                number += 1
            transaction.set_rollback(True)


@dataclass
class Summary:
    """What many walks came to."""

    told: Told
    divergences: list[str]
    seconds: float

    def __str__(self) -> str:
        actions = sum(self.told.acts.values())
        done, kinds = self.told.done, sorted(self.told.acts.items())
        return (
            f"{actions} actions ({actions - done.total()} rightly refused), {len(self.divergences)} divergences, "
            f"{self.told.looks} things compared, {self.seconds:.0f} s, "
            f"{actions / max(self.seconds, 0.001):.0f} a second\n"
            f"done, by kind: {', '.join(f'{name} {done[name]} of {tried}' for name, tried in kinds)}\n"
        )


def walked(
    actions: int, seed: str, *, often: Collection[Act] = (), tell: Callable[[str], object] = lambda _: None
) -> Summary:
    """Walk, and tell each divergence with the shortest history found and how to walk it again."""
    began, total, divergences = time.monotonic(), Told(), []
    for name, told, world in walks(actions, seed, often):
        total.add(told)
        if told.found:
            short = shrunk(world, name, told, often)
            again = f"python -m tests.circles_walked --again {name} --steps {told.place + 1}"
            again += f" --often {','.join(one.__name__ for one in often)}" if often else ""
            history, found = "\n  ".join(short.history), "\n  ".join(short.found)
            divergences.append(f"{again}\n  {history}\nbecause\n  {found}\n")
            tell(divergences[-1])
    return Summary(total, divergences, time.monotonic() - began)
