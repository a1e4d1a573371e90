"""The certificate of an erasure (Löschprotokoll): what was erased, when, by whom; nobody is named in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.apps import apps

from faden.domain.places.queries import site
from faden.domain.retention.models import Erasure
from faden.kernel.database.register import catalogue
from faden.reporting.documents import render as typeset


@dataclass(frozen=True)
class Line:
    """What an erasure does in one table.

    :param name: what is in the table, in German
    :param act: whether rows are deleted or emptied
    """

    name: str
    act: str
    rows: int


def what_was_erased(counts: Mapping[str, int]) -> list[Line]:
    """The counts of an erasure in words, without tables in which there was nothing."""
    known = catalogue()
    lines = [
        Line(str(apps.get_model(label)._meta.verbose_name_plural), known[label].at_end.label, rows)
        for label, rows in counts.items()
        if rows and label in known
    ]
    return sorted(lines, key=lambda line: (line.act, line.name))


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
            "lines": [[line.name, line.act, str(line.rows)] for line in what_was_erased(erasure.counts)],
            "rows": sum(erasure.counts.values()),
            "on": on,
        },
    )
