"""Put together what the single detectors find."""

from bisect import bisect_left
from collections.abc import Iterable

from faden.lib.personal_text.combinations import combinations_in
from faden.lib.personal_text.findings import Finding, Kind
from faden.lib.personal_text.people import people_in
from faden.lib.personal_text.signs import signs_in

_RANK = {kind: position for position, kind in enumerate(Kind)}


def check(text: str, *, names: Iterable[str] = (), places: Iterable[str] = ()) -> tuple[Finding, ...]:
    """Return what looks like personal data, from the beginning of the text to its end.

    :param names: names that must not appear, as they stand in the file (client, family, helpers);
        they are found in other spellings and transliterations too
    :param places: names of places so small that they help to recognize somebody; two words about a
        person and such a place may be enough
    """
    found = [*signs_in(text), *people_in(text, names)]
    found += combinations_in(text, places)
    return tuple(_without_overlaps(found))


def _without_overlaps(found: Iterable[Finding]) -> list[Finding]:
    """Keep one finding per stretch, the stronger kind, then the longer one; combinations lie beside."""
    beside: list[Finding] = []
    kept: list[Finding] = []
    for one in sorted(found, key=lambda one: (_RANK[one.kind], one.start - one.end, one.start)):
        if one.kind is Kind.COMBINATION:
            beside.append(one)
        else:
            _insert_if_free(kept, one)
    return sorted([*kept, *beside], key=lambda one: (one.start, one.end))


def _insert_if_free(kept: list[Finding], one: Finding) -> None:
    """Insert into the ordered findings unless one of them overlaps."""
    at = bisect_left(kept, one.start, key=lambda other: other.start)
    free_before = at == 0 or kept[at - 1].end <= one.start
    free_after = at == len(kept) or one.end <= kept[at].start
    if free_before and free_after:
        kept.insert(at, one)
