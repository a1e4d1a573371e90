"""The lists beside the list of cases: filters that somebody comes back to."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from faden.kernel.saved_lists.queries import lists_for
from faden.web.layout.pages import Request

PAGE = "casework:cases"
#: Of use to everybody from the first day; nobody has to save them.
READY: tuple[tuple[str, dict[str, str]], ...] = (
    ("Alle offenen Fälle", {}),
    ("Frist überschritten", {"frist": "ueberschritten", "sortierung": "frist"}),
    ("Lange kein Kontakt", {"sortierung": "kontakt"}),
    ("Abgeschlossen", {"stand": "abgeschlossen"}),
)


@dataclass(frozen=True)
class ListLink:
    """A list as the page offers it.

    :param note: whose it is, if somebody else's
    :param change: where its owner names, shares or removes it
    """

    name: str
    href: str
    here: bool
    note: str = ""
    change: str = ""
    shared: bool = False


@dataclass(frozen=True)
class SavedLists:
    """Ready ones, own ones and those of the team."""

    ready: tuple[ListLink, ...]
    kept: tuple[ListLink, ...]

    @property
    def is_new(self) -> bool:
        """Whether the filters of now are none of these lists."""
        return not any(one.here for one in (*self.ready, *self.kept))


def saved_lists(filters: Mapping[str, str], request: Request) -> SavedLists:
    """The lists this reader may open, the one that is open marked."""
    ready = tuple(ListLink(name, _address(chosen), here=chosen == dict(filters)) for name, chosen in READY)
    kept = tuple(
        ListLink(
            one.name,
            _address(one.filters),
            here=one.filters == dict(filters),
            note="" if one.owner_id == request.actor.id else one.owner.name,
            change=reverse("casework:change_list", args=[one.id]) if one.owner_id == request.actor.id else "",
            shared=one.team is not None,
        )
        for one in lists_for(PAGE)
    )
    return SavedLists(ready, kept)


def _address(filters: Mapping[str, str]) -> str:
    base = reverse("casework:cases")
    return f"{base}?{urlencode(filters)}" if filters else base
