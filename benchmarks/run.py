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
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from benchmarks.browser import Answer, Visitor  # noqa: E402 - found only now
from benchmarks.database import STATE, filled  # noqa: E402

PASSWORD = "ein langes Kennwort"  # noqa: S105 - of invented accounts
MOST_STATEMENTS = 12
TRANSACTION_CONTROL = ("SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK TO SAVEPOINT")


@dataclass(frozen=True)
class Page:
    """What is measured.

    :param aim: at most so many floors; None for the floor itself
    :param most: at most so many bytes
    """

    name: str
    ask: Callable[[], Answer]
    path: str
    aim: float | None = None
    most: int | None = None
    form: list[tuple[str, str]] | None = None
    who: str = "cm"


@dataclass(frozen=True)
class Measured:
    """One line of the outcome; times in milliseconds."""

    name: str
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
        subjects = _subjects()
        with _serving() as port:
            pages = _pages(port, subjects)
            times = _times(pages, order.rounds)
        lines = _outcome(pages, times, _statements(pages, subjects))
    _tell(lines, order)


def _subjects() -> dict[str, str]:
    """Somebody to act as, and a case with 25 notes that this person counsels."""
    from django.contrib.auth.hashers import make_password  # noqa: PLC0415 - Django is set up only now
    from django.db import connections  # noqa: PLC0415

    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "SELECT a.email, k.id, k.number, p.family_name FROM cases_case k "
            "JOIN identity_account a ON a.id = k.manager_id JOIN people_person p ON p.id = k.person_id "
            "JOIN cases_contactnote n ON n.case_id = k.id WHERE k.closed_on IS NULL "
            "GROUP BY a.email, k.id, k.number, p.family_name ORDER BY abs(count(*) - 26), k.id LIMIT 1"
        )
        email, case_id, number, family_name = cursor.fetchone()
        hashed = make_password(PASSWORD)
        cursor.execute(
            "UPDATE identity_account SET password = %s WHERE email IN (%s, 'lead@bench.invalid')", [hashed, email]
        )
    connections["owner"].close()
    return {"email": email, "case_id": str(case_id), "number": number, "family_name": family_name}


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


def _pages(port: int, subjects: dict[str, str]) -> list[Page]:
    """Sign in, take the forms, and say what is asked for."""
    manager, lead = Visitor(port), Visitor(port)
    manager.sign_in(subjects["email"], PASSWORD)
    lead.sign_in("lead@bench.invalid", PASSWORD)
    case = f"/faelle/{subjects['number']}/"
    note = manager.fill(f"{case}kontakt/", text="Bescheid gemeinsam gelesen. Nächster Termin in zwei Wochen.")
    found = manager.fill("/suche/", text=subjects["family_name"])

    def get(name: str, path: str, aim: float | None, most: int | None = None, who: str = "cm") -> Page:
        visitor = lead if who == "lead" else manager
        return Page(name, lambda: visitor.get(path), path, aim, most, who=who)

    def post(name: str, path: str, values: list[tuple[str, str]], aim: float) -> Page:
        return Page(name, lambda: manager.post(path, values), path, aim, form=values)

    return [
        get("floor: one guarded row", f"/messen/boden/{subjects['case_id']}/", None),
        get("only the middleware", "/messen/leer/", None),
        get("list of 25 cases", "/faelle/", 10, 60_000),
        get("case with 25 notes", case, 12),
        post("search by name", "/suche/", found, 12),
        post("write a note", f"{case}kontakt/", note, 8),
        get("status report of a year", "/berichte/sachstand/", 50, who="lead"),
    ]


def _times(pages: list[Page], rounds: int) -> dict[str, list[Answer]]:
    """Ask for every page in turn."""
    for page in pages:
        answer = [page.ask() for _ in range(3)][-1]
        if answer.status not in (200, 303):
            raise SystemExit(f"{page.name}: {page.path} answers {answer.status}")
    answers: dict[str, list[Answer]] = {page.name: [] for page in pages}
    for _ in range(rounds):
        for page in pages:
            answers[page.name].append(page.ask())
    return answers


def _statements(pages: list[Page], subjects: dict[str, str]) -> dict[str, int]:
    """Count the SQL of each page once, in this process."""
    from django.conf import settings  # noqa: PLC0415 - Django is set up only now
    from django.db import connection  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415

    settings.ALLOWED_HOSTS = ["testserver"]
    clients = {"cm": Client(), "lead": Client()}
    for who, email in (("cm", subjects["email"]), ("lead", "lead@bench.invalid")):
        clients[who].post("/anmelden/", {"email": email, "password": PASSWORD})
    counted = {}
    for page in pages:
        seen: list[str] = []

        def note(execute: Callable[..., Any], sql: str, *rest: Any, seen: list[str] = seen) -> Any:
            if not sql.startswith(TRANSACTION_CONTROL):
                seen.append(sql)
            return execute(sql, *rest)

        for _ in range(2):
            seen.clear()
            with connection.execute_wrapper(note):
                client = clients[page.who]
                client.get(page.path) if page.form is None else client.post(page.path, _as_dict(page.form))
        counted[page.name] = len(seen)
    return counted


def _as_dict(form: list[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, value in form:
        found.setdefault(name, []).append(value)
    return found


def _outcome(pages: list[Page], answers: dict[str, list[Answer]], statements: dict[str, int]) -> list[Measured]:
    floor = statistics.median(answer.seconds for answer in answers[pages[0].name])
    return [_line(page, answers[page.name], floor, statements[page.name]) for page in pages]


def _line(page: Page, answers: list[Answer], floor: float, statements: int) -> Measured:
    times = sorted(answer.seconds for answer in answers)
    p50, p95 = statistics.median(times), times[int(len(times) * 0.95) - 1]
    size = max(len(answer.body) for answer in answers)
    reached = (
        (page.aim is None or p50 / floor <= page.aim)
        and statements <= MOST_STATEMENTS
        and (page.most is None or size <= page.most)
    )
    return Measured(page.name, p50 * 1000, p95 * 1000, p50 / floor, statements, size, page.aim, reached)


def _tell(lines: list[Measured], order: argparse.Namespace) -> None:
    print(f"\n{order.cases} cases, {order.contacts} contacts, {order.rounds} rounds")
    print(f"{'':<26}{'p50 ms':>8}{'p95 ms':>8}{'floors':>8}{'aim':>6}{'SQL':>5}{'kB':>8}")
    for one in lines:
        aim = f"≤ {one.aim:.0f}" if one.aim else ""
        mark = "" if one.reached else "  missed"
        print(
            f"{one.name:<26}{one.p50:>8.1f}{one.p95:>8.1f}{one.floors:>8.1f}{aim:>6}{one.statements:>5}"
            f"{one.size / 1000:>8.1f}{mark}"
        )
    told = {"cases": order.cases, "contacts": order.contacts, "pages": [asdict(one) for one in lines]}
    (STATE / "outcome.json").write_text(json.dumps(told, indent=1), encoding="utf-8")
    print(f"Written to {STATE / 'outcome.json'}")


if __name__ == "__main__":
    main()
