"""What may stand in a person's fields and histories, and under which keys a person is found."""

from faden.domain.people.calculation.names import (
    CHECKED,
    cleaned_person,
    pseudonym_key,
    search_keys,
)

__all__ = ["CHECKED", "cleaned_person", "pseudonym_key", "search_keys"]
