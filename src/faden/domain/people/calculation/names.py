"""What may stand in the fields of a person, and under which keys a person is found."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from faden.lib import name_matching, names
from faden.lib.periods import add_months

CHECKED = ("family_name", "given_names", "pseudonym", "birth_date", "arrived_on")
OLDEST_YEARS = 120
LONGEST_PSEUDONYM = 80
LONGEST_KEY = 130


def cleaned_person(data: Mapping[str, Any], today: date) -> tuple[dict[str, Any], dict[str, str]]:
    """Return the fields as they are stored, and a German sentence for each that is wrong."""
    cleaned, errors = dict(data), dict[str, str]()
    for field in ("family_name", "given_names"):
        try:
            cleaned[field] = names.person_name(data[field]) if (data.get(field) or "").strip() else ""
        except ValueError as error:
            errors[field] = str(error)
    cleaned["pseudonym"] = names.clean(data.get("pseudonym") or "")
    if len(cleaned["pseudonym"]) > LONGEST_PSEUDONYM:
        errors["pseudonym"] = f"Das Pseudonym ist zu lang; höchstens {LONGEST_PSEUDONYM} Zeichen sind möglich."
    if not errors and not (cleaned["family_name"] or cleaned["pseudonym"]):
        field = "family_name" if cleaned["given_names"] else "pseudonym"
        errors[field] = "Bitte einen Familiennamen oder ein Pseudonym eingeben."
    errors |= _wrong_dates(data.get("birth_date"), data.get("arrived_on"), today)
    return cleaned, errors


def _wrong_dates(birth_date: date | None, arrived_on: date | None, today: date) -> dict[str, str]:
    errors = {}
    if birth_date and not add_months(today, -12 * OLDEST_YEARS) <= birth_date <= today:
        errors["birth_date"] = f"Das Geburtsdatum liegt in der Zukunft oder mehr als {OLDEST_YEARS} Jahre zurück."
    if arrived_on and arrived_on > today:
        errors["arrived_on"] = "Das Datum der Einreise liegt in der Zukunft."
    if birth_date and arrived_on and not errors and arrived_on < birth_date:
        errors["arrived_on"] = "Das Datum der Einreise liegt vor der Geburt."
    return errors


def search_keys(family_name: str, given_names: str, pseudonym: str) -> frozenset[str]:
    """Return the keys under which a person with these names is found."""
    spelled = tuple(name for name in (family_name, given_names, pseudonym) if name)
    keys = name_matching.stored_keys(*spelled)
    if pseudonym:
        keys |= {pseudonym_key(pseudonym)}
    return frozenset(key for key in keys if len(key) <= LONGEST_KEY)


def pseudonym_key(pseudonym: str) -> str:
    """Return the key of a whole pseudonym, which may hold digits: ``"Vogel 7"`` → ``"P:vogel 7"``."""
    return f"P:{names.clean(pseudonym).casefold()}"[:LONGEST_KEY]
