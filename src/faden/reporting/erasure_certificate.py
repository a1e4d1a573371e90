"""The certificate of an erasure (Löschprotokoll): what was erased, when, by whom; nobody is named in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.apps import apps

from faden.domain.places.queries import site
from faden.domain.retention.models import Erasure
from faden.kernel.database.register import AtEnd, catalogue
from faden.reporting.documents import render as typeset

#: What an erasure does, once it has been done.
DONE: Final[Mapping[str, str]] = {
    AtEnd.DELETED: "gelöscht",
    AtEnd.ANONYMIZED: "geleert; was gezählt wird, blieb",
}


@dataclass(frozen=True)
class Line:
    """What an erasure does in one table.

    :param name: what is in the table, in German
    :param act: whether rows are deleted or emptied
    """

    name: str
    act: str
    rows: int


def in_words(counts: Mapping[str, int], *, is_done: bool) -> list[Line]:
    """The counts of an erasure, or of its dry run, without tables in which there was nothing."""
    known = catalogue()
    lines = [
        Line(str(apps.get_model(label)._meta.verbose_name_plural), _act(known[label].at_end, is_done=is_done), rows)
        for label, rows in counts.items()
        if rows and label in known
    ]
    return sorted(lines, key=lambda line: (line.act, line.name))


def _act(at_end: AtEnd, *, is_done: bool) -> str:
    return DONE.get(at_end, str(at_end.label)) if is_done else str(at_end.label)


def certificate(erasure: Erasure, *, on: date) -> bytes:
    """The certificate as PDF."""
    here = site()
    return typeset(
        "erasure",
        {
            "site": here.name if here else "",
            "number": erasure.number,
            "reason": erasure.reason,
            "announced_on": erasure.announced_on,
            "offered_on": erasure.offered_on,
            "archive": erasure.get_archive_display(),
            "answered_on": erasure.answered_on,
            "carried_out_on": erasure.carried_out_on,
            "by": erasure.carried_out_by.name if erasure.carried_out_by else "",
            "lines": [[line.name, line.act, str(line.rows)] for line in in_words(erasure.counts, is_done=True)],
            "rows": sum(erasure.counts.values()),
            "on": on,
        },
    )
