"""Times that come again every week, as people write them: ``Mo, Mi–Fr 8:30–12:30``."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import time
from itertools import groupby, pairwise

from faden.lib import german_input

DAYS = ("Mo", "Di", "Mi", "Do", "Fr", "Sa", "So")
LONG_DAYS = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")
EXAMPLE = "Mo, Mi, Fr 8:30–12:30"
_DASH = r"\s*(?:-|–|—|bis)\s*"
_LINE = re.compile(
    rf"(?P<days>[^\d]+?)\s*(?P<start>\d[\d:.]*)(?:\s*uhr)?{_DASH}(?P<end>\d[\d:.]*)(?:\s*uhr)?", re.IGNORECASE
)
_PARTS = re.compile(r"\s*(?:,|\+|und|&|/)\s*", re.IGNORECASE)


@dataclass(frozen=True, order=True)
class Slot:
    """From–to on a day of the week (1 is Monday)."""

    weekday: int
    start: time
    end: time

    def overlaps(self, other: "Slot") -> bool:
        """Whether nobody can be at both."""
        return self.weekday == other.weekday and self.start < other.end and other.start < self.end


def parse(text: str) -> tuple[Slot, ...]:
    """Read times, one line (or part between semicolons) for each from–to; in the order of the week.

    :raises ValueError: German sentence for the field
    """
    slots: list[Slot] = []
    for line in re.split(r"[\n;]+", text):
        if line.strip():
            slots.extend(_line(line.strip()))
    slots.sort()
    for one, following in pairwise(slots):
        if one.overlaps(following):
            message = f"Am {LONG_DAYS[one.weekday - 1]} überschneiden sich zwei Zeiten."
            raise ValueError(message)
    return tuple(slots)


def _line(line: str) -> list[Slot]:
    found = _LINE.fullmatch(line)
    if found is None:
        message = f"„{line[:60]}“ ist keine wöchentliche Zeit. Bitte so eingeben: {EXAMPLE}"
        raise ValueError(message)
    start, end = (german_input.parse_clock_time(found[name].rstrip(".:")) for name in ("start", "end"))
    if start >= end:
        message = f"„{line[:60]}“: Das Ende liegt nicht nach dem Anfang."
        raise ValueError(message)
    return [Slot(day, start, end) for part in _PARTS.split(found["days"].strip(" ,.:")) for day in _days(part)]


def _days(part: str) -> range:
    first, _, last = (re.sub(_DASH, "–", part.strip(), flags=re.IGNORECASE)).partition("–")
    begin = _day(first)
    end = _day(last) if last else begin
    if end < begin:
        message = f"„{part.strip()[:30]}“ ist kein Wochentag und keine Reihe davon. Bitte so eingeben: {EXAMPLE}"
        raise ValueError(message)
    return range(begin, end + 1)


def _day(word: str) -> int:
    plain = word.strip(" .").lower()
    for number, name in enumerate(LONG_DAYS, start=1):
        if len(plain) >= 2 and (name.lower().startswith(plain) or f"{name.lower()}s" == plain):
            return number
    if plain == "sonnabend":
        return 6
    message = f"„{word[:30]}“ ist kein Wochentag. Bitte so eingeben: {EXAMPLE}"
    raise ValueError(message)


def written(slots: Iterable[Slot]) -> str:
    """As the field shows them again, one line for days with the same time."""
    ordered = sorted(slots, key=lambda slot: (slot.start, slot.end, slot.weekday))
    lines = []
    for (start, end), same in groupby(ordered, key=lambda slot: (slot.start, slot.end)):
        lines.append(f"{_together([slot.weekday for slot in same])} {start:%H:%M}–{end:%H:%M}")
    return "\n".join(lines)


def _together(days: list[int]) -> str:
    """``[1, 2, 3, 5]`` → ``"Mo–Mi, Fr"``; two neighbours stay two."""
    runs: list[list[int]] = []
    for day in days:
        if runs and day == runs[-1][-1] + 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    parts = []
    for run in runs:
        names = [DAYS[day - 1] for day in run]
        parts.append(f"{names[0]}–{names[-1]}" if len(run) > 2 else ", ".join(names))
    return ", ".join(parts)
