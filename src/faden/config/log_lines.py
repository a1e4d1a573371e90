"""What reaches the log: when, how grave, where; never what somebody typed.

Messages of exceptions quote input (``invalid literal … 'Müller'``) and rows (``Key (email)=(…) already exists``), and
addresses can be secrets (a calendar's feed). The log is read by people who may not see either.
"""

import logging
import re
import time
import traceback
from types import TracebackType
from typing import TypeAlias

Caught: TypeAlias = "tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]"

# The key of a row names nobody without the database; any other long random word may open something.
SECRET = re.compile(r"(?<![\w-])(?![0-9a-f]{8}-[0-9a-f]{4}-)[\w-]{32,}", re.ASCII)
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


class OneLine(logging.Formatter):
    """One event in one line, with the time in UTC; a traceback follows as indented lines without any message."""

    converter = staticmethod(time.gmtime)
    default_time_format = "%Y-%m-%dT%H:%M:%S"
    default_msec_format = "%s.%03dZ"

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - the name is the library's
        """Return the line, with nothing in it that ends it or opens anything."""
        record.message = SECRET.sub("…", CONTROL.sub(" ", record.message))
        return super().formatMessage(record)

    def formatException(self, ei: Caught) -> str:  # noqa: N802 - the name is the library's
        """Return what failed and where, from the first cause to the last effect."""
        return "\n".join(_told(ei[1])) if ei[1] is not None else ""


def _told(error: BaseException) -> list[str]:
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    before = _told(cause) if cause is not None else []
    frames = [f"  {f.filename}:{f.lineno} {f.name}" for f in traceback.extract_tb(error.__traceback__)]
    return [*before, f"  {_named(error)}", *frames]


def _named(error: BaseException) -> str:
    """Return the kind of an error; of the database's also which rule of it was broken."""
    diagnosis = getattr(error, "diag", None)
    known = (getattr(diagnosis, name, None) for name in ("sqlstate", "table_name", "constraint_name"))
    return " ".join([type(error).__name__, *(str(one) for one in known if one)])
