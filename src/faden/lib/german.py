"""German for people: dates, ages, numbers and lists as an office writes them (DIN 5008).

Everything here is pure: the day is an argument, nothing reads the clock. What belongs together
(a number and its unit) is held by a no-break space. Reading what people typed: ``german_input``.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
EN_DASH = "\N{EN DASH}"

WEEKDAYS = (
    "Montag",
    "Dienstag",
    "Mittwoch",
    "Donnerstag",
    "Freitag",
    "Samstag",
    "Sonntag",
)
MONTHS = (
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
)

Number = int | float | Decimal

_DAYS_TOLD_AS_DAYS = 13
_DAYS_TOLD_AS_WEEKS = 62
_MONTHS_TOLD_AS_MONTHS = 23


# -- days and moments ---------------------------------------------------------------------------


def day(on: date) -> str:
    """``"20.11.2026"``."""
    return f"{on.day:02d}.{on.month:02d}.{on.year:04d}"


def long_day(on: date) -> str:
    """``"Freitag, 20. November 2026"``."""
    return f"{WEEKDAYS[on.weekday()]}, {written_day(on)}"


def written_day(on: date) -> str:
    """``"20. November 2026"``, for letters and running text."""
    return f"{on.day}. {MONTHS[on.month - 1]} {on.year:04d}"


def short_day(on: date) -> str:
    """``"Fr. 20.11."``, where the year is clear from the context."""
    return f"{WEEKDAYS[on.weekday()][:2]}. {on.day:02d}.{on.month:02d}."


def month(on: date) -> str:
    """``"November 2026"``."""
    return f"{MONTHS[on.month - 1]} {on.year:04d}"


def clock_time(at: datetime) -> str:
    """``"14:05 Uhr"``; the moment must already be in local time."""
    return f"{at.hour:02d}:{at.minute:02d}{NO_BREAK_SPACE}Uhr"


def moment(at: datetime) -> str:
    """``"20.11.2026, 14:05 Uhr"``; the moment must already be in local time."""
    return f"{day(at)}, {clock_time(at)}"


def span(first: date, last: date) -> str:
    """``"01.08.2025–31.07.2026"``: both days belong to the span; a single day stands alone."""
    return day(first) if first == last else f"{day(first)}{EN_DASH}{day(last)}"


# -- distances in time --------------------------------------------------------------------------


def relative_day(on: date, today: date) -> str:
    """``"heute"``, ``"gestern"``, ``"vor 3 Wochen"``, ``"in 2 Tagen"``: ``on`` seen from ``today``.

    Up to 13 days are told in days, up to about two months in weeks, up to two years in months.
    """
    days = (on - today).days
    near = {0: "heute", 1: "morgen", 2: "übermorgen", -1: "gestern", -2: "vorgestern"}
    if days in near:
        return near[days]
    earlier, later = min(on, today), max(on, today)
    return f"{'in' if days > 0 else 'vor'} {_distance(earlier, later)}"


def full_day(on: date, today: date) -> str:
    """``"vor 3 Wochen, 30.10.2026"``: relative and absolute together, as a timeline shows it."""
    return f"{relative_day(on, today)}, {day(on)}"


def _distance(earlier: date, later: date) -> str:
    """Tell a distance in the dative, rounded down: ``"3 Wochen"``, ``"1 Monat"``."""
    days = (later - earlier).days
    if days <= _DAYS_TOLD_AS_DAYS:
        return count(days, "Tag", "Tagen")
    if days <= _DAYS_TOLD_AS_WEEKS:
        return count(days // 7, "Woche", "Wochen")
    months = whole_months(earlier, later)
    if months <= _MONTHS_TOLD_AS_MONTHS:
        return count(months, "Monat", "Monaten")
    return count(months // 12, "Jahr", "Jahren")


def whole_months(earlier: date, later: date) -> int:
    """Completed months between two days; the 31st is completed on the first of a shorter month."""
    months = (later.year - earlier.year) * 12 + later.month - earlier.month
    return months - 1 if later.day < earlier.day else months


def age_in_years(born_on: date, today: date) -> int:
    """Completed years of life; who was born on 29 February grows older on 1 March (§ 188 BGB)."""
    return whole_months(born_on, today) // 12


def duration(length: timedelta | int) -> str:
    """``"25 Min."``, ``"1 Std. 30 Min."``, ``"9 Tage"``.

    :param length: a time span, or whole minutes
    """
    minutes = length if isinstance(length, int) else round(length.total_seconds() / 60)
    if minutes >= 48 * 60:
        return count(minutes // (24 * 60), "Tag", "Tage")
    hours, rest = divmod(minutes, 60)
    parts = []
    if hours:
        parts.append(f"{hours}{NO_BREAK_SPACE}Std.")
    if rest or not hours:
        parts.append(f"{rest}{NO_BREAK_SPACE}Min.")
    return " ".join(parts)


def days(number_of_days: int) -> str:
    """``"9 Tage"``, ``"1 Tag"``: a waiting time in the nominative."""
    return count(number_of_days, "Tag", "Tage")


# -- numbers ------------------------------------------------------------------------------------


def number(value: Number, places: int | None = None) -> str:
    """``1234.5`` → ``"1.234,5"``.

    :param places: digits after the comma, rounded commercially; without it as many as the value has
    """
    exact = value if isinstance(value, Decimal) else Decimal(str(value))
    if places is not None:
        exact = exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    elif exact == exact.to_integral_value():
        exact = exact.quantize(Decimal(1))
    if not exact:
        exact = abs(exact)  # no "-0"
    return f"{exact:,f}".translate(str.maketrans(",.", ".,"))


def percent(share: Number, places: int = 0) -> str:
    """``0.125`` → ``"13 %"``, with ``places=1`` ``"12,5 %"``."""
    exact = share if isinstance(share, Decimal) else Decimal(str(share))
    return f"{number(exact * 100, places)}{NO_BREAK_SPACE}%"


def fte(value: Number) -> str:
    """Posts in Vollzeitäquivalenten, always with two places: ``"10,66"``, ``"3,50"``."""
    return number(value, 2)


def euro(amount: Number, places: int = 2) -> str:
    """``57000`` → ``"57.000,00 €"``."""
    return f"{number(amount, places)}{NO_BREAK_SPACE}€"


def file_size(size: int) -> str:
    """Bytes in decimal units as file managers show them: ``"840 Bytes"``, ``"1,2 MB"``."""
    if size < 1000:
        return count(size, "Byte", "Bytes")
    amount = Decimal(size)
    for unit in ("kB", "MB", "GB"):
        amount /= 1000
        if amount < Decimal("999.95") or unit == "GB":
            break
    return f"{number(amount, 0 if amount >= 10 else 1)}{NO_BREAK_SPACE}{unit}"


# -- words --------------------------------------------------------------------------------------


def plural(amount: Number, one: str, many: str) -> str:
    """Only the word: ``plural(1, "Fall", "Fälle")`` → ``"Fall"``."""
    return one if amount == 1 else many


def count(amount: int, one: str, many: str, none: str | None = None) -> str:
    """The number with its word: ``"1 Fall"``, ``"1.250 Fälle"``; ``none`` replaces a zero."""
    if amount == 0 and none is not None:
        return none
    return f"{number(amount)}{NO_BREAK_SPACE}{plural(amount, one, many)}"


def join(items: Iterable[object], word: str = "und") -> str:
    """``"A, B und C"``."""
    texts = [str(item) for item in items]
    if len(texts) <= 1:
        return "".join(texts)
    return f"{', '.join(texts[:-1])} {word} {texts[-1]}"
