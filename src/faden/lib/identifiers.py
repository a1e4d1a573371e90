"""Identifiers: row keys nobody reads, and numbers people say on the telephone.

Row keys are UUIDv7 (RFC 9562, section 5.7): made before the insert, sorted roughly by time, so
that the index grows at its end. Public numbers carry the year and random digits, never a counter:
a serial number would tell a stranger how many cases there are and that number 17 exists.
Whoever stores a public number keeps it unique and draws again after a collision.
"""

import re
import secrets
import threading
import time
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Protocol
from uuid import UUID

_COUNTER_BITS = 12
_RANDOM_BITS = 62
_FIRST_YEAR = 2000
_LAST_YEAR = 2099


class Random(Protocol):
    """The part of :class:`random.Random` used here; tests and the demo pass a seeded one."""

    def randrange(self, start: int, stop: int, /) -> int: ...


class _Clock:
    """Millisecond and counter of the last key, so that keys of one process only ever grow."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._millisecond = 0
        self._counter = 0

    def tick(self, millisecond: int) -> tuple[int, int]:
        """Return (millisecond, counter), greater than every pair returned before."""
        with self._lock:
            if millisecond > self._millisecond:
                self._millisecond = millisecond
                self._counter = secrets.randbits(_COUNTER_BITS - 1)  # room above for this millisecond
            else:
                self._counter += 1
                if self._counter >> _COUNTER_BITS:
                    self._millisecond += 1
                    self._counter = 0
            return self._millisecond, self._counter


_clock = _Clock()


def new_id() -> UUID:
    """Return a new UUIDv7; within one process each is greater than the one before."""
    millisecond, counter = _clock.tick(time.time_ns() // 1_000_000)
    value = millisecond << 80
    value |= 0x7 << 76
    value |= counter << 64
    value |= 0b10 << 62
    value |= secrets.randbits(_RANDOM_BITS)
    return UUID(int=value)


def made_on(key: UUID) -> date:
    """The day on which a UUIDv7 was made."""
    return datetime.fromtimestamp((key.int >> 80) / 1000, UTC).date()


@dataclass(frozen=True)
class NumberScheme:
    """How the public numbers of one kind of thing look: ``prefix`` + year + random digits."""

    prefix: str
    digits: int
    noun: str

    @property
    def example(self) -> str:
        """A number of this scheme, for help texts and errors."""
        return f"{self.prefix}26-{'0417382915'[: self.digits]}"

    def new(self, year: int, random: Random | None = None) -> str:
        """Draw a number for the four-digit ``year``; from the system's randomness unless given."""
        if not _FIRST_YEAR <= year <= _LAST_YEAR:
            message = f"Two digits name a year from {_FIRST_YEAR} to {_LAST_YEAR}, not {year}."
            raise ValueError(message)
        source = random or secrets.SystemRandom()
        drawn = source.randrange(0, 10**self.digits)
        return f"{self.prefix}{year % 100:02d}-{drawn:0{self.digits}d}"

    def parse(self, text: str) -> str:
        """Return the number as stored, from what somebody typed or read out.

        Spaces, missing or other hyphens and small letters are forgiven: ``"26 041738"``.

        :raises ValueError: with a German sentence, when the text is not such a number
        """
        wanted = re.escape(self.prefix.rstrip("-"))
        plain = re.sub(r"[\s\-\u2010-\u2015/.]", "", text, flags=re.UNICODE).upper()
        found = re.fullmatch(rf"{wanted}([0-9]{{2}})([0-9]{{{self.digits}}})", plain)
        if found is None:
            message = f"„{text.strip()}“ ist keine {self.noun}. Sie sieht so aus: {self.example}"
            raise ValueError(message)
        return f"{self.prefix}{found[1]}-{found[2]}"

    def matches(self, text: str) -> bool:
        """Whether the text can be read as such a number."""
        try:
            self.parse(text)
        except ValueError:
            return False
        return True


CASE_NUMBERS = NumberScheme(prefix="", digits=6, noun="Fallnummer")
GAP_NUMBERS = NumberScheme(prefix="L-", digits=4, noun="Lückennummer")
THEME_NUMBERS = NumberScheme(prefix="T-", digits=4, noun="Themennummer")


def new_case_number(year: int, random: Random | None = None) -> str:
    """Draw a case number such as ``"26-041738"``."""
    return CASE_NUMBERS.new(year, random)


def new_gap_number(year: int, random: Random | None = None) -> str:
    """Draw the number of a gap report such as ``"L-26-4711"``."""
    return GAP_NUMBERS.new(year, random)


def new_theme_number(year: int, random: Random | None = None) -> str:
    """Draw the number of a theme such as ``"T-26-0815"``."""
    return THEME_NUMBERS.new(year, random)
