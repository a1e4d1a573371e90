"""One thread through every room, with four people, in one run."""

from tests.journeys.thread import Office, walk


def test_from_the_open_hour_to_the_decision_and_back(office: Office) -> None:
    walk(office)
    assert len(office.looks) > 25
