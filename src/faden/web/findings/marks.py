"""A text with the stretches that have to be looked at."""

from collections.abc import Collection
from itertools import pairwise

from faden.domain.findings.calculation.text_review import Remark


def marked(text: str, remarks: Collection[Remark]) -> list[tuple[str, bool]]:
    """Cut a text where a remark begins or ends; each piece with whether a remark covers it."""
    spans = [(remark.finding.start, remark.finding.end) for remark in remarks]
    cuts = sorted({0, len(text), *(cut for span in spans for cut in span)})
    pieces: list[tuple[str, bool]] = []
    for start, end in pairwise(cuts):
        covered = any(first <= start and end <= last for first, last in spans)
        if pieces and pieces[-1][1] == covered:
            pieces[-1] = (pieces[-1][0] + text[start:end], covered)
        else:
            pieces.append((text[start:end], covered))
    return pieces
