"""Addresses of the same list in another order, with another filter or further down."""

from dataclasses import dataclass

from django.http import HttpRequest

SORT = "sortierung"
CURSOR = "ab"


def with_query(request: HttpRequest, **changes: object) -> str:
    """Address of this page with some parameters changed; ``None`` removes one. Paging starts anew unless it changes."""
    query = request.GET.copy()
    query.pop(CURSOR, None)
    for name, value in changes.items():
        if value is None:
            query.pop(name, None)
        else:
            query[name] = str(value)
    return f"{request.path}?{query.urlencode()}" if query else request.path


@dataclass(frozen=True)
class Sorting:
    """How one column stands: ``direction`` is ``ascending``, ``descending`` or empty; ``href`` is the other way."""

    direction: str
    href: str


def sorting(request: HttpRequest, key: str, default: str = "") -> Sorting:
    """Say how a list is sorted by this column (``?sortierung=name`` or ``-name``) and where a click leads."""
    now = request.GET.get(SORT, default)
    direction = {key: "ascending", f"-{key}": "descending"}.get(now, "")
    return Sorting(direction, with_query(request, **{SORT: f"-{key}" if direction == "ascending" else key}))
