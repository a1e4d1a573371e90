"""Votes, counted."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Vote:
    """How a body voted."""

    yes: int
    no: int
    abstained: int

    @property
    def cast(self) -> int:
        """All who took part."""
        return self.yes + self.no + self.abstained

    @property
    def is_adopted(self) -> bool:
        """More votes for than against; a tie is no majority, abstentions do not count."""
        return self.yes > self.no


def vote_problem(vote: Vote, *, seats_present: int) -> str | None:
    """Why a vote cannot be right, in words; None when it can."""
    if vote.cast == 0:
        return "Tragen Sie ein, wie abgestimmt wurde."
    if vote.cast > seats_present:
        return (
            f"Es wurden {vote.cast} Stimmen eingetragen, anwesend oder vertreten sind aber nur {seats_present} Sitze."
        )
    return None
