"""The simple values of a site file: keys, days, numbers, yes and no. Each says in German what it expects."""

import re
from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import BeforeValidator, Field, StringConstraints

from faden.domain.cases.enums import Responsible
from faden.domain.retention.enums import Unit as PeriodUnit
from faden.domain.tracks.definition import Due
from faden.domain.tracks.enums import Unit
from faden.lib.german_input import parse_number

FIRST_YEAR, LAST_YEAR = 2000, 2099
_ISO_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_GERMAN_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_DUE = re.compile(
    r"(?P<count>\d{1,3}) (?P<unit>Tage?|Wochen?|Monate?) (?P<side>nach|vor) (?P<anchor>[a-z0-9]+(-[a-z0-9]+)*)"
)
_PERIOD = re.compile(r"(?P<count>[1-9]\d{0,2}) (?P<unit>Tage?|Monate?|Jahre?)")
_PERIOD_UNITS = {"Tag": PeriodUnit.DAY, "Mon": PeriodUnit.MONTH, "Jah": PeriodUnit.YEAR}
_ON_THE_DAY = re.compile(r"am (?P<anchor>[a-z0-9]+(-[a-z0-9]+)*)")
_UNITS = {"Tag": Unit.DAY, "Woc": Unit.WEEK, "Mon": Unit.MONTH}
_RESPONSIBLE = {one.label: one for one in Responsible}
_TEMPLATE_STEP = re.compile(
    r"(?P<count>\d{1,3}) (?P<unit>Tage?|Wochen?), "
    rf"(?P<who>{'|'.join(map(re.escape, _RESPONSIBLE))}): (?P<title>.{{3,200}})"
)
_YEAR_AND_HALF = re.compile(r"(\d{4})(?:-([12]))?")
_SCHOOL_YEAR = re.compile(r"(\d{4})/(\d{2})")


def read_day(value: object) -> object:
    """A day as ``2024-10-01`` or ``01.10.2024``."""
    if value is None or isinstance(value, date):
        return value
    text = str(value).strip()
    if found := _ISO_DAY.fullmatch(text):
        year, month, day = map(int, found.groups())
    elif found := _GERMAN_DAY.fullmatch(text):
        day, month, year = map(int, found.groups())
    else:
        raise ValueError(f"„{text}“ ist kein Datum. Schreiben Sie es so: 01.10.2024.")
    try:
        written = date(year, month, day)
    except ValueError:
        raise ValueError(f"Den Tag „{text}“ gibt es im Kalender nicht.") from None
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(f"Das Jahr {year} kann nicht stimmen. Erwartet wird ein Jahr ab {FIRST_YEAR}.")
    return written


def read_number(value: object) -> Decimal:
    """A number as ``3,5``."""
    number = parse_number(str(value))
    if number != round(number, 2):
        raise ValueError(f"„{value}“ hat mehr als zwei Nachkommastellen. Stellen werden auf Hundertstel angegeben.")
    return number


def read_yes_no(value: object) -> bool:
    """``ja`` or ``nein``."""
    match str(value).strip().lower():
        case "ja":
            return True
        case "nein":
            return False
    raise ValueError(f"Erwartet wird „ja“ oder „nein“, nicht „{value}“.")


def read_half_year(value: object) -> tuple[int, int | None]:
    """``2025-1`` (first half) or ``2025`` (the year as a whole)."""
    if found := _YEAR_AND_HALF.fullmatch(str(value).strip()):
        year, half = int(found[1]), int(found[2]) if found[2] else None
        if FIRST_YEAR <= year <= LAST_YEAR:
            return year, half
    raise ValueError(f"„{value}“ ist kein Zeitraum. Schreiben Sie 2025-1, 2025-2 für Halbjahre oder 2025 für das Jahr.")


def read_school_year(value: object) -> int:
    """``2024/25``, as the year in which it begins."""
    found = _SCHOOL_YEAR.fullmatch(str(value).strip())
    if found and (int(found[1]) + 1) % 100 == int(found[2]) and FIRST_YEAR <= int(found[1]) <= LAST_YEAR:
        return int(found[1])
    raise ValueError(f"„{value}“ ist kein Schuljahr. Schreiben Sie es so: 2024/25.")


def read_due_date(value: object) -> Due:
    """``6 Monate nach arbeitsbeginn``, ``4 Wochen vor ende-hilfe``, ``am arbeitsbeginn``."""
    written = str(value).strip()
    if found := _ON_THE_DAY.fullmatch(written):
        return Due(0, Unit.DAY, found["anchor"])
    found = _DUE.fullmatch(written)
    if found is None:
        raise ValueError(
            f"„{value}“ ist keine Frist. Schreiben Sie zum Beispiel „14 Tage nach beginn“, "
            "„6 Monate nach arbeitsbeginn“ oder „4 Wochen vor ende-der-hilfe“."
        )
    return Due(int(found["count"]), _UNITS[found["unit"][:3]], found["anchor"], before=found["side"] == "vor")


def read_period(value: object) -> tuple[int, str]:
    """``5 Jahre``, ``14 Tage``."""
    found = _PERIOD.fullmatch(str(value).strip())
    if found is None:
        raise ValueError(f"„{value}“ ist keine Dauer. Schreiben Sie zum Beispiel „14 Tage“, „6 Monate“ oder „5 Jahre“.")
    return int(found["count"]), _PERIOD_UNITS[found["unit"][:3]].value


def read_template_step(value: object) -> dict[str, object]:
    """``2 Wochen, Klient:in: Einstufungstest vereinbaren``."""
    found = _TEMPLATE_STEP.fullmatch(str(value).strip())
    if found is None:
        raise ValueError(
            f"„{value}“ ist kein Schritt. Schreiben Sie zum Beispiel „2 Wochen, Klient:in: Test vereinbaren“. "
            "Möglich sind Klient:in, Case Management und Organisation."
        )
    days = int(found["count"]) * (7 if found["unit"].startswith("Woche") else 1)
    return {"title": found["title"], "responsible": _RESPONSIBLE[found["who"]].value, "days": days}


def none_or_five(steps: tuple[str, ...]) -> tuple[str, ...]:
    """All steps in words, or none: 0 to 4."""
    if len(steps) not in (0, 5):
        raise ValueError(f"Erwartet werden fünf Stufen (0 bis 4), angegeben sind {len(steps)}.")
    return steps


Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
Word = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=40)]
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=160)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4000)]
Source = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]
Day = Annotated[date, BeforeValidator(read_day)]
Fte = Annotated[Decimal, BeforeValidator(read_number), Field(gt=0, lt=1000)]
Rest = Annotated[Decimal, BeforeValidator(read_number), Field(ge=0, lt=1000)]
YesNo = Annotated[bool, BeforeValidator(read_yes_no)]
HalfYear = Annotated[tuple[int, int | None], BeforeValidator(read_half_year)]
SchoolYear = Annotated[int, BeforeValidator(read_school_year)]
DueDate = Annotated[Due, BeforeValidator(read_due_date)]
Baustein = Annotated[int, Field(ge=1, le=3)]
DistrictKey = Annotated[str, StringConstraints(pattern=r"^05\d{3}$")]
MunicipalKey = Annotated[str, StringConstraints(pattern=r"^05\d{6}$")]
Period = Annotated[tuple[int, str], BeforeValidator(read_period)]
TemplateStep = Annotated[dict[str, object], BeforeValidator(read_template_step)]
