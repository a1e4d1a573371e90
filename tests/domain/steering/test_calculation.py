"""Votes, counted: what is adopted, and which votes cannot be."""

import pytest

from faden.domain.steering.calculation import Vote, vote_problem


@pytest.mark.parametrize(
    ("yes", "no", "abstained", "adopted"),
    [
        (1, 0, 0, True),
        (0, 1, 0, False),
        (5, 5, 0, False),
        (5, 5, 9, False),
        (2, 1, 12, True),
        (0, 0, 3, False),
        (0, 0, 0, False),
    ],
)
def test_a_majority_of_the_votes_for_and_against(yes: int, no: int, abstained: int, *, adopted: bool) -> None:
    vote = Vote(yes, no, abstained)
    assert vote.is_adopted is adopted
    assert vote.cast == yes + no + abstained


@pytest.mark.parametrize(
    ("vote", "words"),
    [
        (Vote(12, 1, 2), "12 dafür, 1 dagegen, 2 enthalten"),
        (Vote(12, 0, 0), "einstimmig, 12 dafür"),
        (Vote(12, 0, 1), "12 dafür, 0 dagegen, 1 enthalten"),
        (Vote(0, 0, 0), "0 dafür, 0 dagegen, 0 enthalten"),
    ],
)
def test_a_vote_in_words(vote: Vote, words: str) -> None:
    assert vote.in_words == words


@pytest.mark.parametrize(
    ("vote", "seats", "problem"),
    [
        (Vote(3, 1, 1), 5, None),
        (Vote(3, 0, 0), 5, None),
        (Vote(0, 0, 0), 5, "Tragen Sie ein, wie abgestimmt wurde."),
        (Vote(4, 1, 1), 5, "6\xa0Stimmen sind eingetragen; anwesend oder vertreten laut Anwesenheit: 5\xa0Sitze."),
        (Vote(1, 0, 0), 0, "1\xa0Stimme ist eingetragen; anwesend oder vertreten laut Anwesenheit: kein Sitz."),
        (Vote(5, -1, 0), 5, "Stimmen können nicht weniger als null sein."),
    ],
)
def test_what_is_wrong_with_a_vote(vote: Vote, seats: int, problem: str | None) -> None:
    assert vote_problem(vote, seats_present=seats) == problem
