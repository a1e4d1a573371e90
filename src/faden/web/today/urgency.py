"""The column "Zu tun" for somebody who has a lot: what is overdue, due today, due this week, then the rest by kind."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from faden.web.today.lines import SHOWN, Column, Line, Part

A_WEEK = timedelta(days=7)
#: Words that say the same as the heading of the group.
SAID = {"überfällig", "heute fällig", "bald fällig"}
#: Lines seen at once of what is due this week, and of what has time.
THIS_WEEK, LATER = 3, 2


def by_urgency(parts: Iterable[Part], today: date) -> list[Part]:
    """Order what is to do by its day.

    Lines with a day up to a week ahead stand together, the earliest first; what has a later day or none stays with its
    kind, and less of it is seen at once. Before all of it stands what somebody waits for. A kind without lines is
    explained only while there is nothing else to do.
    """
    found = list(parts)
    if not any(part.lines for part in found):
        return found
    groups = [
        Part(Column.TO_DO, title, icon, tuple(sorted(_of(found, wanted), key=_day)), "", most=most)
        for title, icon, most, wanted in _groups(today)
    ]
    groups = [group for group in groups if group.lines]
    kinds = [replace(part, lines=tuple(_others(part, today)), one="") for part in found]
    left = [kind for kind in kinds if kind.lines]
    stays = {kind.more_href for kind in left}
    gone = (kind for kind in kinds if not kind.lines and kind.more_href and kind.more_href not in stays)
    links = tuple(dict.fromkeys((kind.more, kind.more_href) for kind in gone))
    if not groups:
        return left
    first = [kind for kind in left if kind.leads]
    later = [kind if kind.is_sample else replace(kind, most=LATER) for kind in left if not kind.leads]
    return [*first, *groups[:-1], replace(groups[-1], links=links), *later]


def _groups(today: date) -> Iterator[tuple[str, str, int, Callable[[date], bool]]]:
    yield "Überfällig", "danger", SHOWN, lambda on: on < today
    yield "Heute fällig", "warning", SHOWN, lambda on: on == today
    yield "In den nächsten sieben Tagen", "calendar", THIS_WEEK, lambda on: today < on <= today + A_WEEK


def _of(parts: Iterable[Part], wanted: Callable[[date], bool]) -> Iterator[Line]:
    for part in parts:
        for line in part.lines:
            if line.on is not None and wanted(line.on):
                note = " · ".join(filter(None, (part.one, line.note)))
                yield replace(line, note=note, word="" if line.word in SAID else line.word)


def _others(part: Part, today: date) -> Iterator[Line]:
    return (line for line in part.lines if line.on is None or line.on > today + A_WEEK)


def _day(line: Line) -> date:
    return line.on or date.max
