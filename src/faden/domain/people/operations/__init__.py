"""Register people, correct what is known about them, keep households."""

from faden.domain.people.operations.entries import add_entry, correct_entry, end_entry, strike_entry
from faden.domain.people.operations.people import begin_household, correct_person, join_household, register_person

__all__ = [
    "add_entry",
    "begin_household",
    "correct_entry",
    "correct_person",
    "end_entry",
    "join_household",
    "register_person",
    "strike_entry",
]
