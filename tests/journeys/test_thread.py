"""One thread through every room, with four people, in one run."""

from tests.journeys.thread import Office, walk

#: An anonymous contact of the open hour, from the start page to "gespeichert", without a mouse.
MOST_KEYS = 15


def test_from_the_open_hour_to_the_decision_and_back(office: Office) -> None:
    walk(office)
    assert len(office.looks) > 25
    assert 0 < office.keystrokes <= MOST_KEYS
