"""Read dates and numbers as Germans type them, and say in plain German what cannot be read.

Every function raises :class:`ValueError` whose text can stand beside the field as it is.
"""

import re
from calendar import monthrange
from datetime import date, time, timedelta
from decimal import Decimal

from faden.lib import german

_YEARS_AHEAD = 20
_EARLIEST_YEAR = 1900
_LATEST_YEAR = 2199
_SPOKEN_DAYS = {"heute": 0, "gestern": -1, "vorgestern": -2, "morgen": 1, "übermorgen": 2}

_WITH_DOTS = re.compile(r"(\d{1,2})\s*[./-]\s*(\d{1,2})\s*[./-]\s*(\d{4}|\d{2})", re.ASCII)
_PACKED = re.compile(r"(\d{2})(\d{2})(\d{4})", re.ASCII)
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_WITH_MONTH = re.compile(r"(\d{1,2})\.?\s*([A-Za-zÄäÖöÜü]{3,9})\.?\s*(\d{4}|\d{2})")
_CLOCK = re.compile(r"([01]?\d|2[0-3])(?:\s*[:.h]\s*([0-5]\d))?(?:\s*Uhr)?", re.ASCII | re.IGNORECASE)
_NUMBER = re.compile(r"-?(\d{1,3}(\.\d{3})+|\d+)(,\d+)?", re.ASCII)
_ENGLISH_NUMBER = re.compile(r"-?\d+\.\d+", re.ASCII)


def parse_day(text: str, today: date) -> date:
    """Read ``3.4.1987``, ``03.04.87``, ``3. April 1987``, ``03041987``, ``1987-04-03``, ``heute``.

    :param today: decides the century of two digits (at most 19 years ahead) and the spoken days
    :raises ValueError: German sentence for the field
    """
    typed = re.sub(r"\s+", " ", text).strip()
    spoken = _SPOKEN_DAYS.get(typed.lower())
    if spoken is not None:
        return today + timedelta(days=spoken)
    day, month, year = _parts(typed)
    return _existing(typed, day, month, _full_year(year, today))


def _parts(typed: str) -> tuple[int, int, str]:
    """Day, month and year as typed."""
    if found := _ISO.fullmatch(typed):
        return int(found[3]), int(found[2]), found[1]
    if found := _WITH_DOTS.fullmatch(typed) or _PACKED.fullmatch(typed):
        return int(found[1]), int(found[2]), found[3]
    if found := _WITH_MONTH.fullmatch(typed):
        return int(found[1]), _month(found[2]), found[3]
    message = f"„{typed}“ ist kein Datum. Bitte so eingeben: 20.11.2026"
    raise ValueError(message)


def _month(word: str) -> int:
    """Number of a month from its name or the first three letters."""
    start = word.lower().replace("ä", "a").replace("ae", "a")[:3]
    for position, name in enumerate(german.MONTHS, start=1):
        if name.lower().replace("ä", "a")[:3] == start:
            return position
    message = f"„{word}“ ist kein Monat. Bitte das Datum so eingeben: 20.11.2026"
    raise ValueError(message)


def _full_year(typed: str, today: date) -> int:
    """Two digits mean the latest year that is at most 19 years ahead."""
    year = int(typed)
    if len(typed) == 4:
        return year
    century = today.year - today.year % 100
    return max(
        candidate
        for candidate in (century - 100 + year, century + year, century + 100 + year)
        if candidate < today.year + _YEARS_AHEAD
    )


def _existing(typed: str, day: int, month: int, year: int) -> date:
    """Return the day, or say why it is not in the calendar."""
    if not _EARLIEST_YEAR <= year <= _LATEST_YEAR:
        message = f"Das Jahr {year} kann nicht stimmen. Bitte prüfen Sie „{typed}“."
        raise ValueError(message)
    if not 1 <= month <= 12:
        message = f"Den {month}. Monat gibt es nicht. Bitte so eingeben: Tag.Monat.Jahr"
        raise ValueError(message)
    last = monthrange(year, month)[1]
    if not 1 <= day <= last:
        name = f"{german.MONTHS[month - 1]} {year}"
        message = f"Den {day}. {name} gibt es nicht: Der {name} hat {last} Tage."
        raise ValueError(message)
    return date(year, month, day)


def parse_clock_time(text: str) -> time:
    """Read ``14:00``, ``14.30``, ``9 Uhr``, ``14``.

    :raises ValueError: German sentence for the field
    """
    typed = re.sub(r"\s+", " ", text).strip()
    if found := _CLOCK.fullmatch(typed):
        return time(int(found[1]), int(found[2] or 0))
    message = f"„{typed}“ ist keine Uhrzeit. Bitte so eingeben: 14:00"
    raise ValueError(message)


def parse_number(text: str) -> Decimal:
    """Read ``1.234,5`` and ``10,66``; the dot only separates thousands.

    :raises ValueError: German sentence for the field
    """
    typed = re.sub(r"\s", "", text).replace("\N{MINUS SIGN}", "-")
    if _NUMBER.fullmatch(typed):
        return Decimal(typed.replace(".", "").replace(",", "."))
    if _ENGLISH_NUMBER.fullmatch(typed):
        message = f"Bitte mit Komma schreiben: {typed.replace('.', ',')} statt {typed}"
        raise ValueError(message)
    message = f"„{text.strip()}“ ist keine Zahl. Bitte so eingeben: 1.234,5"
    raise ValueError(message)


def parse_whole_number(text: str) -> int:
    """Read ``1.234``.

    :raises ValueError: German sentence for the field
    """
    value = parse_number(text)
    if value != value.to_integral_value():
        message = f"Bitte eine ganze Zahl eingeben, ohne Komma; nicht „{text.strip()}“."
        raise ValueError(message)
    return int(value)
