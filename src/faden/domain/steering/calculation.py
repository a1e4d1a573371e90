"""Votes, counted."""

from dataclasses import dataclass

from faden.lib import german


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

    @property
    def in_words(self) -> str:
        """``12 dafür, 1 dagegen, 2 enthalten``, or that all agreed."""
        if self.yes and not self.no and not self.abstained:
            return f"einstimmig, {german.number(self.yes)} dafür"
        numbers = (("dafür", self.yes), ("dagegen", self.no), ("enthalten", self.abstained))
        return ", ".join(f"{german.number(amount)} {word}" for word, amount in numbers)


def vote_problem(vote: Vote, *, seats_present: int) -> str | None:
    """Why a vote cannot be right, in words; None when it can."""
    if min(vote.yes, vote.no, vote.abstained) < 0:
        return "Stimmen können nicht weniger als null sein."
    if vote.cast == 0:
        return "Tragen Sie ein, wie abgestimmt wurde."
    if vote.cast > seats_present:
        votes = german.count(vote.cast, "Stimme ist", "Stimmen sind")
        seats = german.count(seats_present, "Sitz", "Sitze", none="kein Sitz")
        return f"{votes} eingetragen; anwesend oder vertreten laut Anwesenheit: {seats}."
    return None
