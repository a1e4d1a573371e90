"""Measure the hot pages against the floor: ``make bench``.

A real server (granian, one process) answers over HTTP on the loopback interface from a database of the wanted size.
All pages take turns, so that a busy machine slows all of them. Statements are counted in a second pass in this process,
without those that only begin, nest and end transactions.
"""

import argparse
import json
import os
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from benchmarks.browser import Answer, InProcess, Visitor  # noqa: E402 - found only now
from benchmarks.database import STATE, filled  # noqa: E402
from benchmarks.pages import Page, hot_pages, subjects  # noqa: E402
from benchmarks.statements import recorded  # noqa: E402

MOST_STATEMENTS = 12


@dataclass(frozen=True)
class Measured:
    """One line of the outcome; times in milliseconds.

    :param first: the first time of all, when nothing was remembered or kept yet
    """

    name: str
    first: float
    p50: float
    p95: float
    floors: float
    statements: int
    size: int
    aim: float | None
    reached: bool


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Measure the hot pages.")
    parser.add_argument("--cases", type=int, default=20_000)
    parser.add_argument("--contacts", type=int, default=200_000)
    parser.add_argument("--rounds", type=int, default=100)
    order = parser.parse_args()
    today = date.today()  # noqa: DTZ011 - a day, not a moment
    with filled(order.cases, order.contacts, today):
        chosen = subjects()
        with _serving() as port:
            pages = hot_pages(lambda: Visitor(port), chosen)
            times = _times(pages, order.rounds)
        lines = _outcome(pages, times, _statements(hot_pages(InProcess, chosen)))
    _tell(lines, order)


@contextmanager
def _serving() -> Iterator[int]:
    """The web server as production runs it, with one process."""
    from faden.cli.server import server_command  # noqa: PLC0415 - found only now

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = server_command("127.0.0.1", port, workers=1, threads=4)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "src")])}
    server = subprocess.Popen(command, env=environment, cwd=ROOT)
    try:
        _await(port, server)
        yield port
    finally:
        server.terminate()
        server.wait(10)


def _await(port: int, server: "subprocess.Popen[bytes]") -> None:
    for _ in range(600):
        if server.poll() is not None:
            raise SystemExit("The server did not start.")
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise SystemExit("The server does not answer.")


def _times(pages: list[Page], rounds: int) -> dict[str, list[Answer]]:
    """Ask for every page in turn; the first answer of each is the one nothing was ready for."""
    answers: dict[str, list[Answer]] = {}
    for page in pages:
        first, *_, last = [page.ask() for _ in range(3)]
        if last.status not in (200, 303):
            raise SystemExit(f"{page.name}: {last.status}")
        answers[page.name] = [first]
    for _ in range(rounds):
        for page in pages:
            answers[page.name].append(page.ask())
    return answers


def _statements(pages: list[Page]) -> dict[str, int]:
    """Count the SQL of each page in this process; the second time, when what is remembered is known."""
    counted = {}
    for page in pages:
        page.ask()
        with recorded() as statements:
            page.ask()
        counted[page.name] = len(statements)
    return counted


def _outcome(pages: list[Page], answers: dict[str, list[Answer]], statements: dict[str, int]) -> list[Measured]:
    floor = statistics.median(answer.seconds for answer in answers[pages[0].name][1:])
    return [_line(page, answers[page.name], floor, statements[page.name]) for page in pages]


def _line(page: Page, answers: list[Answer], floor: float, statements: int) -> Measured:
    times = sorted(answer.seconds for answer in answers[1:])
    p50, p95 = statistics.median(times), times[int(len(times) * 0.95) - 1]
    size = max(len(answer.body) for answer in answers)
    reached = (
        (page.aim is None or p50 / floor <= page.aim)
        and (page.aim is None or statements <= MOST_STATEMENTS)
        and (page.most is None or size <= page.most)
    )
    return Measured(
        page.name, answers[0].seconds * 1000, p50 * 1000, p95 * 1000, p50 / floor, statements, size, page.aim, reached
    )


def _tell(lines: list[Measured], order: argparse.Namespace) -> None:
    print(f"\n{order.cases} cases, {order.contacts} contacts, {order.rounds} rounds")
    print(f"{'':<28}{'first ms':>9}{'p50 ms':>8}{'p95 ms':>8}{'floors':>8}{'aim':>6}{'SQL':>5}{'kB':>8}")
    for one in lines:
        aim = f"≤ {one.aim:.0f}" if one.aim else ""
        mark = "" if one.reached else "  missed"
        print(
            f"{one.name:<28}{one.first:>9.0f}{one.p50:>8.1f}{one.p95:>8.1f}{one.floors:>8.1f}{aim:>6}{one.statements:>5}"
            f"{one.size / 1000:>8.1f}{mark}"
        )
    told = {"cases": order.cases, "contacts": order.contacts, "pages": [asdict(one) for one in lines]}
    (STATE / "outcome.json").write_text(json.dumps(told, indent=1), encoding="utf-8")
    print(f"Written to {STATE / 'outcome.json'}")


if __name__ == "__main__":
    main()
