"""``python -m tests.crash 200``: save while the web server and PostgreSQL are killed with ``kill -9``, again and again.

Three kinds of things are saved over HTTP as a case manager's browser does: notes, goals, measures. Whatever was
acknowledged with a redirect must be there once; whatever is there must be whole: the row, its trace, and what its case
repeats of it. What was under way when a server died may be there or not.
"""

import sys
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from http.client import HTTPException
from random import Random

import psycopg

from benchmarks.browser import Visitor
from faden.domain.cases.calculation import REAL_CONTACTS
from tests.crash.servers import Servers

PAUSE = (0.6, 2.5)
#: Where it is saved, the field that carries the mark, and the table in which it is found.
KINDS = {
    "note": ("kontakt/", "text", "cases_contactnote"),
    "goal": ("plan/ziel/", "words", "cases_goal"),
    "measure": ("plan/massnahme/", "title", "cases_measure"),
}
VALUES = {"note": {"minutes": "10"}, "goal": {}, "measure": {"responsible": "case_manager"}}


@dataclass
class Outcome:
    """Marks that were acknowledged and marks nobody knows of, by kind."""

    acknowledged: dict[str, str] = field(default_factory=dict)
    unknown: dict[str, str] = field(default_factory=dict)
    kills: Counter[str] = field(default_factory=Counter)


def save(servers: Servers, wanted: int, outcome: Outcome) -> None:
    """Save until so many saves are acknowledged; a person would try again, and so does this."""
    visitor, tried = Visitor(servers.port), 0
    while len(outcome.acknowledged) < wanted:
        tried += 1
        kind = list(KINDS)[tried % len(KINDS)]
        place, name, _ = KINDS[kind]
        mark = f"Marke {tried:05d}"
        address = f"/faelle/{servers.case}/{place}"
        sent = False
        try:
            if not visitor.cookies.get("sessionid"):
                visitor.sign_in(servers.email, servers.password)
            chosen = {"life_domain": servers.life_domain} if kind == "goal" else {}
            values = _filled(visitor, address, {name: mark, **VALUES[kind], **chosen})
            sent = True
            answer = visitor.post(address, values)
        except (OSError, HTTPException, SystemExit):
            visitor.connection = None
            if sent:
                outcome.unknown[mark] = kind
            time.sleep(0.1)
            continue
        if answer.status in (302, 303) and not answer.location.startswith("/anmelden/"):
            outcome.acknowledged[mark] = kind
        elif answer.status >= 500:
            outcome.unknown[mark] = kind
        else:
            raise SystemExit(f"{address} answers {answer.status} {answer.location}: the run itself is wrong.")


def _filled(visitor: Visitor, address: str, values: dict[str, str]) -> list[tuple[str, str]]:
    """The form with these values; a page that is not there yet counts as a dead server."""
    form = visitor.fill(address, **values)
    if not any(name == "csrfmiddlewaretoken" for name, _ in form):
        raise HTTPException
    return form


def kill(servers: Servers, outcome: Outcome, stop: threading.Event, random: Random) -> None:
    """Kill one of the two servers, start it again, wait a little."""
    while not stop.wait(random.uniform(*PAUSE)):
        victim = random.choice(("web server", "PostgreSQL"))
        (servers.kill_web if victim == "web server" else servers.kill_database)()
        outcome.kills[victim] += 1


def faults(database: str, outcome: Outcome) -> list[str]:
    """What was lost, doubled or only half saved."""
    found = []
    with psycopg.connect(database) as connection:
        for kind, (_, name, table) in KINDS.items():
            rows = connection.execute(f"SELECT id, {name} FROM {table} WHERE {name} LIKE 'Marke %'").fetchall()
            times = Counter(mark for _, mark in rows)
            known = {mark for mark, of in {**outcome.acknowledged, **outcome.unknown}.items() if of == kind}
            found += [
                f"{mark} was acknowledged and is there {times[mark]} times"
                for mark, of in outcome.acknowledged.items()
                if of == kind and times[mark] != 1
            ]
            found += [f"{mark} is there {times[mark]} times" for mark in outcome.unknown if times[mark] > 1]
            found += [f"{mark} was never sent" for mark in times.keys() - known]
            traced = {
                row[0]
                for row in connection.execute(
                    "SELECT subject_id FROM audit_auditentry WHERE subject_id = ANY (%s) AND act NOT LIKE '%%.read'",
                    [[row[0] for row in rows]],
                ).fetchall()
            }
            found += [f"{mark} has no trace" for key, mark in rows if key not in traced]
        behind = connection.execute(
            "SELECT k.number FROM cases_case k JOIN cases_contactnote n ON n.case_id = k.id "
            'GROUP BY k.id HAVING max(n."on") FILTER (WHERE n.kind = ANY (%s)) IS DISTINCT FROM k.last_contact_on',
            [[kind.value for kind in REAL_CONTACTS]],
        ).fetchall()
        found += [
            f"{number}: the date of the last contact is not that of the last one in which somebody answered"
            for (number,) in behind
        ]
        orphans = connection.execute(
            "SELECT e.act FROM audit_auditentry e LEFT JOIN cases_contactnote n ON n.id = e.subject_id "
            "LEFT JOIN cases_goal g ON g.id = e.subject_id LEFT JOIN cases_measure m ON m.id = e.subject_id "
            "WHERE e.act IN ('contact.written', 'goal.agreed', 'measure.planned') "
            "AND coalesce(n.id, g.id, m.id) IS NULL"
        ).fetchall()
        found += [f"the trace {act} has no row" for (act,) in orphans]
    return found


def main(wanted: str = "200") -> int:
    """Run, and tell what was found."""
    outcome, stop = Outcome(), threading.Event()
    with Servers.running() as servers:
        killer = threading.Thread(target=kill, args=(servers, outcome, stop, Random(20261120)))
        began = time.monotonic()
        killer.start()
        try:
            save(servers, int(wanted), outcome)
        finally:
            stop.set()
            killer.join()
        found = faults(servers.owner_url, outcome)
    sys.stdout.write(
        f"{len(outcome.acknowledged)} acknowledged saves and {len(outcome.unknown)} of unknown end in "
        f"{time.monotonic() - began:.0f} s; killed: {dict(outcome.kills)}; faults: {len(found)}\n"
        + "".join(f"{fault}\n" for fault in found)
    )
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))
