"""A state table answers what may happen, and refuses to be built wrong."""

from enum import StrEnum

import pytest

from faden.lib.transitions import Transitions


class Door(StrEnum):
    """States of a door."""

    OPEN = "open"
    CLOSED = "closed"
    WALLED_UP = "walled_up"


class Push(StrEnum):
    """What one can do to a door."""

    SHUT = "shut"
    OPEN = "open"
    WALL_UP = "wall_up"


DOOR = Transitions(
    states=tuple(Door),
    moves={
        (Door.OPEN, Push.SHUT): Door.CLOSED,
        (Door.CLOSED, Push.OPEN): Door.OPEN,
        (Door.CLOSED, Push.WALL_UP): Door.WALLED_UP,
    },
)


def test_it_says_what_may_happen_and_what_follows() -> None:
    assert DOOR.may(Door.OPEN, Push.SHUT)
    assert not DOOR.may(Door.OPEN, Push.WALL_UP)
    assert DOOR.target(Door.CLOSED, Push.OPEN) is Door.OPEN
    assert DOOR.acts_from(Door.CLOSED) == (Push.OPEN, Push.WALL_UP)
    assert DOOR.states_with(Push.SHUT) == (Door.OPEN,)
    with pytest.raises(KeyError):
        DOOR.target(Door.WALLED_UP, Push.OPEN)


def test_it_knows_beginning_and_end() -> None:
    assert DOOR.initial is Door.OPEN
    assert DOOR.final == (Door.WALLED_UP,)
    assert DOOR.reachable_from(Door.WALLED_UP) == {Door.WALLED_UP}


def test_strings_from_the_database_are_states_too() -> None:
    assert DOOR.may("open", "shut")  # type: ignore[arg-type]


def test_it_draws_itself() -> None:
    assert DOOR.as_mermaid(act_label=lambda act: act.name.title()) == (
        "stateDiagram-v2\n"
        '    state "open" as open\n'
        '    state "closed" as closed\n'
        '    state "walled_up" as walled_up\n'
        "    [*] --> open\n"
        "    open --> closed: Shut\n"
        "    closed --> open: Open\n"
        "    closed --> walled_up: Wall_Up\n"
        "    walled_up --> [*]"
    )


def test_the_table_cannot_be_changed_later() -> None:
    with pytest.raises(TypeError):
        DOOR.moves[Door.OPEN, Push.OPEN] = Door.OPEN  # type: ignore[index]


@pytest.mark.parametrize(
    ("states", "moves", "complaint"),
    [
        (("a", "a"), {}, "listed twice"),
        (("a",), {("a", "go"): "b"}, "Unknown states: b"),
        (("a", "b", "c"), {("a", "go"): "b"}, "never reached: c"),
    ],
)
def test_a_wrong_table_is_refused(states: tuple[str, ...], moves: dict[tuple[str, str], str], complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        Transitions(states=states, moves=moves)
