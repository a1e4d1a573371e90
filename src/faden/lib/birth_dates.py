"""Birth dates that may be the same one, mistyped."""

from datetime import date
from enum import StrEnum


class DateLikeness(StrEnum):
    """How two birth dates resemble each other."""

    EQUAL = "equal"
    ONE_DIGIT = "one_digit"
    SWAPPED = "swapped"
    ONLY_YEAR = "only_year"
    DIFFERENT = "different"


def compare_dates(one: date, other: date) -> DateLikeness:
    """Tell whether two birth dates may be the same one, mistyped.

    One digit is another, two neighboring digits or day and month are swapped, or one of them is
    1 January of the same year, which offices enter where only the year is known.
    """
    if one == other:
        return DateLikeness.EQUAL
    if one.year == other.year and (one.day, one.month) == (other.month, other.day):
        return DateLikeness.SWAPPED
    digits = list(zip(_digits(one), _digits(other), strict=True))
    differing = [index for index, (left, right) in enumerate(digits) if left != right]
    if len(differing) == 1:
        return DateLikeness.ONE_DIGIT
    if len(differing) == 2 and digits[differing[0]] == digits[differing[1]][::-1] and differing[1] - differing[0] == 1:
        return DateLikeness.SWAPPED
    if one.year == other.year and (1, 1) in {(one.day, one.month), (other.day, other.month)}:
        return DateLikeness.ONLY_YEAR
    return DateLikeness.DIFFERENT


def similar_dates(one: date, other: date) -> bool:
    """Whether the two are equal or resemble each other as in ``compare_dates``."""
    return compare_dates(one, other) is not DateLikeness.DIFFERENT


def near_birth_dates(born_on: date) -> tuple[date, ...]:
    """Return the days that may be the same birth date, mistyped: one digit, two neighbors or day and month swapped."""
    digits = _digits(born_on)
    spelled = {digits[2:4] + digits[:2] + digits[4:]}
    for index, digit in enumerate(digits):
        spelled |= {digits[:index] + other + digits[index + 1 :] for other in "0123456789"}
        spelled.add(digits[:index] + digits[index + 1 : index + 2] + digit + digits[index + 2 :])
    return tuple(sorted(found for text in spelled if (found := _day(text))))


def _digits(day: date) -> str:
    """Return the eight digits; ``strftime`` leaves out zeros of a year before 1000, which somebody may mistype."""
    return f"{day.day:02}{day.month:02}{day.year:04}"


def _day(digits: str) -> date | None:
    try:
        return date(int(digits[4:]), int(digits[2:4]), int(digits[:2]))
    except ValueError:
        return None
