"""What changed from one text to another, word by word."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from enum import StrEnum

_WORDS = re.compile(r"\s+|\w+|[^\w\s]")
#: Beyond this the comparison would take longer than reading both.
MOST_WORDS = 6_000


class Change(StrEnum):
    """What became of a stretch of words."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


def difference(before: str, after: str) -> Iterator[tuple[str, Change]]:
    """The stretches of both texts in their order; what was replaced comes before what replaces it."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    if len(old) + len(new) > MOST_WORDS:
        old, new = [before], [after]
    for what, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            yield "".join(old[i:j]), Change.SAME
            continue
        if i < j:
            yield "".join(old[i:j]), Change.REMOVED
        if k < m:
            yield "".join(new[k:m]), Change.ADDED
