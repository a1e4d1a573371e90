"""State tables as data: what may happen next to a case, a referral, a theme or a measure.

The same table answers the rule ("may it be closed now?"), the operation ("which state follows?"),
the page ("which buttons?") and draws the diagram in the documentation.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Generic, TypeVar

State = TypeVar("State", bound=str)
Act = TypeVar("Act", bound=str)


@dataclass(frozen=True)
class Transitions(Generic[State, Act]):
    """States in their natural order, the first one being where everything begins.

    :param states: all states, no state twice
    :param moves: ``(from, act) → to``
    :raises ValueError: a move names an unknown state, or a state can never be reached
    """

    states: tuple[State, ...]
    moves: Mapping[tuple[State, Act], State]

    def __post_init__(self) -> None:
        object.__setattr__(self, "moves", MappingProxyType(dict(self.moves)))
        if len(set(self.states)) != len(self.states):
            message = "A state is listed twice."
            raise ValueError(message)
        named = {state for (before, _), after in self.moves.items() for state in (before, after)}
        if unknown := named - set(self.states):
            message = f"Unknown states: {_listed(unknown)}"
            raise ValueError(message)
        if lost := set(self.states) - self.reachable_from(self.initial):
            message = f"States that are never reached: {_listed(lost)}"
            raise ValueError(message)

    @property
    def initial(self) -> State:
        """Where everything begins."""
        return self.states[0]

    @property
    def final(self) -> tuple[State, ...]:
        """States that no act leaves."""
        return tuple(state for state in self.states if not self.acts_from(state))

    def may(self, state: State, act: Act) -> bool:
        """Whether the act is possible in this state."""
        return (state, act) in self.moves

    def target(self, state: State, act: Act) -> State:
        """Return the state that follows.

        :raises KeyError: the act is not possible here; ask ``may`` first
        """
        return self.moves[state, act]

    def acts_from(self, state: State) -> tuple[Act, ...]:
        """Acts possible in this state, in the order of the table."""
        return tuple(act for before, act in self.moves if before == state)

    def states_with(self, act: Act) -> tuple[State, ...]:
        """States in which the act is possible, in their natural order."""
        return tuple(state for state in self.states if self.may(state, act))

    def reachable_from(self, state: State) -> frozenset[State]:
        """Return the state itself and everything that can follow it."""
        found: set[State] = set()
        waiting = [state]
        while waiting:
            current = waiting.pop()
            if current in found:
                continue
            found.add(current)
            waiting += [after for (before, _), after in self.moves.items() if before == current]
        return frozenset(found)

    def as_mermaid(
        self,
        state_label: Callable[[State], str] = str,
        act_label: Callable[[Act], str] = str,
    ) -> str:
        """Return a Mermaid state diagram for the documentation, without a trailing newline."""
        lines = ["stateDiagram-v2"]
        lines += [f'    state "{state_label(state)}" as {state}' for state in self.states]
        lines.append(f"    [*] --> {self.initial}")
        lines += [f"    {before} --> {after}: {act_label(act)}" for (before, act), after in self.moves.items()]
        lines += [f"    {state} --> [*]" for state in self.final]
        return "\n".join(lines)


def _listed(states: Iterable[str]) -> str:
    return ", ".join(sorted(states))
