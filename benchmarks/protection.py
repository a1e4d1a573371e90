"""What masking and the reading in the trace cost a case page: ``python benchmarks/protection.py``.

The same page in this process, in turn as it is, without the entry of the trace, and without masking: every row policy
and guard then leaves the question out whether somebody is restricted.
"""

import argparse
import re
import statistics
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from unittest.mock import patch

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from benchmarks.browser import InProcess  # noqa: E402 - found only now
from benchmarks.database import filled  # noqa: E402
from benchmarks.pages import PASSWORD, subjects  # noqa: E402

BLOCK = 20
WARM = 4
NOT_MASKED = re.compile(r"[\w.]+ <> ALL \(\(SELECT faden_masked_people\(\)\)::uuid\[\]\)")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Measure what protection costs.")
    parser.add_argument("--cases", type=int, default=20_000)
    parser.add_argument("--contacts", type=int, default=200_000)
    parser.add_argument("--rounds", type=int, default=12)
    order = parser.parse_args()
    with filled(order.cases, order.contacts, date.today()):  # noqa: DTZ011 - a day, not a moment
        chosen = subjects()
        visitor = InProcess()
        visitor.sign_in(chosen.email, PASSWORD)
        times: dict[str, list[float]] = {}
        for _ in range(order.rounds):
            for name, changed in WAYS.items():
                with changed():
                    times.setdefault(name, []).extend(_asked(lambda: visitor.get(f"/faelle/{chosen.number}/").seconds))
    _tell(times)


def _asked(ask: Callable[[], float]) -> list[float]:
    """Milliseconds, after those in which PostgreSQL plans anew."""
    return [ask() * 1000 for _ in range(WARM + BLOCK)][WARM:]


@contextmanager
def _as_it_is() -> Iterator[None]:
    """Policies made anew, too, so that each way begins with the same plans: none."""
    with _policies(lambda statement: statement):
        yield


@contextmanager
def _without_trace() -> Iterator[None]:
    from faden.kernel.audit import operations  # noqa: PLC0415 - Django is set up only now

    with _as_it_is(), patch.object(operations, "record_reading", lambda **_: None):
        yield


@contextmanager
def _without_masks() -> Iterator[None]:
    from faden.domain.cases.rows.conditions import NOT_CLOSED_OFF  # noqa: PLC0415

    with _policies(lambda statement: NOT_MASKED.sub("true", statement.replace(NOT_CLOSED_OFF, "true"))):
        yield


@contextmanager
def _policies(changed: Callable[[str], str]) -> Iterator[None]:
    from django.db import connections, transaction  # noqa: PLC0415

    from faden.kernel.database.rows import apply_all, statements  # noqa: PLC0415

    try:
        with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
            for statement in statements():
                cursor.execute(changed(statement))
        yield
    finally:
        apply_all(connections["owner"])


WAYS = {"as it is": _as_it_is, "no trace": _without_trace, "no masking": _without_masks}


def _tell(times: dict[str, list[float]]) -> None:
    whole = times["as it is"]
    for name, took in times.items():
        p50, least = statistics.median(took), min(took)
        print(
            f"{name:<12} p50 {p50:6.2f} ms  shortest {least:6.2f} ms  less than as it is: "
            f"{statistics.median(whole) - p50:5.2f} / {min(whole) - least:5.2f} ms  ({len(took)} times)"
        )


if __name__ == "__main__":
    main()
