"""Somebody new is typed into a form: for whom to look first, and whether that has been done."""

from collections.abc import Mapping
from typing import Any, Protocol, cast

from django.http import QueryDict

from faden.domain.cases.queries.people_search import Search

#: What makes a person the same one.
NAMES = ("given_names", "family_name", "pseudonym", "birth_date")


class NewPerson(Protocol):
    """A form in which somebody new may be typed."""

    data: Any
    is_bound: bool

    @property
    def search(self) -> Search | None:
        """For whom to look; None when nobody is named."""

    def is_valid(self) -> bool:
        """Whether the form can be read at all."""


def search_for(told: Mapping[str, Any]) -> Search:
    """For whom to look before the person with these names is stored."""
    name = f"{told['given_names']} {told['family_name']}".strip() or told["pseudonym"]
    return Search(name[:200], told["birth_date"], whole=True)


def is_looked_at(form: NewPerson) -> bool:
    """Whether the similar people of exactly this person have been shown; from now on they have."""
    typed = "|".join(form.data.get(name, "").strip() for name in NAMES)[:400]
    answered = cast("QueryDict", form.data).copy()
    before, answered["looked_at"] = answered.get("looked_at"), typed
    form.data = answered
    return before == typed and "nachfragen" not in answered
