"""Send hostile requests as everybody, and look at the answers."""

import re
import sys
import traceback
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from random import Random
from threading import Barrier
from typing import Any
from urllib.parse import urlsplit

from django.core.signals import got_request_exception
from django.db import connections, transaction

from faden.lib.identifiers import new_id
from tests.hostile.envelopes import bend
from tests.hostile.grammar import READ_NAMES, RECKONED, TAG, Grammar, Sending
from tests.hostile.unwritten import Unwritten
from tests.matrix.addresses import Address, addresses
from tests.matrix.asking import VERSION, Asking, path_to
from tests.matrix.table import COLUMNS
from tests.matrix.world import NOBODY

WORKERS = ["manag", "coord", "assis", "admin", "recvr"]
ENTRANCE = {"/anmelden/", "/abmelden/"}
NOT_ALLOWED, REFUSED = 405, 400
#: What a name in an address may look like without being anything.
NAMES = ("x" * 3_000, "0", "-", "_", "None", "xx", "ar", "9" * 30, "26-999999", "L-26-0", "T-26-", "__class__")
FILTER = re.compile(r'name="([\w-]+)"')
TRACES = ("Traceback (most recent call last)", "psycopg", "django.db", 'File "/')


@dataclass
class Findings:
    """What was sent and what came back wrong."""

    sent: int = 0
    statuses: Counter[int] = field(default_factory=Counter)
    failures: dict[str, list[str]] = field(default_factory=dict)

    def note(self, what: str, where: str) -> None:
        """Remember a finding under what it is, with where it showed; the first of its kind is said at once."""
        places = self.failures.setdefault(what, [])
        places.append(where)
        if len(places) == 1:
            sys.stderr.write(f"\n{what}\n    {where}\n")

    def told(self) -> list[str]:
        """Each kind once, the most frequent first."""
        ordered = sorted(self.failures.items(), key=lambda item: -len(item[1]))
        return [f"{len(places)} × {what}\n    {places[0]}" for what, places in ordered]


class Attack:
    """Bends every form that any page shows to anybody."""

    def __init__(self, asking: Asking, seed: int) -> None:
        self.asking, self.random = asking, Random(seed)
        world = asking.world
        foreign = [value for value in world.theirs.values() if isinstance(value, str) or hasattr(value, "hex")]
        self.grammar = Grammar(self.random, foreign)
        self.found = Findings()
        self.raised: list[str] = []
        self.filters: dict[str, list[str]] = {}
        self.workers: dict[str, list[str]] = {}
        self.all = list(addresses())
        self.named = [address for address in self.all if address.parameters]
        self._look_around()
        # Whoever is shown a request has read it, also where the answer is refused: so it has been read before.
        for address in (one for one in self.all if one.shape == "/anfragen/<request_id>/"):
            self.asking.ask("resid", "GET", path_to(world, address))

    def _look_around(self) -> None:
        """Every page as those who work with it, for its forms and filters, and who may send them."""
        for address in (address for address in addresses() if not address.is_interface):
            path = path_to(self.asking.world, address)
            for column in WORKERS:
                answer = self.asking.ask(column, "GET", path)
                if answer.status_code == 200 and "html" in answer.headers["Content-Type"]:
                    names = {*FILTER.findall(answer.text), *READ_NAMES}
                    self.filters.setdefault(path, sorted(names - {"csrfmiddlewaretoken", "viewport"}))
                    self.workers.setdefault(path, []).append(column)
            if path not in self.asking.forms and self.asking.ask(NOBODY, "POST", path).status_code != NOT_ALLOWED:
                self.asking.forms[path] = VERSION
                answers = {column: self.asking.ask(column, "POST", path, VERSION).status_code for column in WORKERS}
                self.workers[path] = [column for column in WORKERS if answers[column] not in (403, 404)] or WORKERS

    def run(self, posts: int) -> Findings:
        """Send so many bent forms, a tenth as many bent questions and addresses, a fifth as many bent envelopes."""
        got_request_exception.connect(self._remember)
        self.unwritten = Unwritten()
        try:
            paths = sorted(self.asking.forms)
            for number in range(posts):
                path = paths[number % len(paths)]
                data = {name: list(values) for name, values in self.asking.forms[path].items()}
                self._post(self._somebody(path), path, self.grammar.bend(data))
            for number in range(posts // 10):
                path = sorted(self.filters)[number % len(self.filters)]
                self._get(self._somebody(path), f"{path}?{self.grammar.query(self._some(self.filters[path]))}")
            for number in range(posts // 10):
                self._bent_address(self.named[number % len(self.named)])
            for number in range(posts // 5):
                self._bent_envelope(self.all[number % len(self.all)])
            for table, number in self.unwritten.written().items():
                self.found.note("written by what was refused", f"{table}: {number}")
        finally:
            got_request_exception.disconnect(self._remember)
        return self.found

    def press_at_once(self, fingers: int = 3) -> None:
        """Every form several times in the same moment, and this time it is stored."""
        together = Barrier(fingers)

        def send(path: str, column: str) -> Any:
            together.wait()
            try:
                return self.asking.client(column).post(path, self.asking.forms[path])
            finally:
                connections.close_all()

        got_request_exception.connect(self._remember)
        with ThreadPoolExecutor(fingers) as pool:
            for path in sorted(self.asking.forms.keys() - ENTRANCE):
                column = self.workers.get(path, WORKERS)[0]
                for sent in [pool.submit(send, path, column) for _ in range(fingers)]:
                    self._judge(sent.result(), f"POST {path} as {column}, {fingers} at once")
        got_request_exception.disconnect(self._remember)

    def _somebody(self, path: str) -> str:
        """Mostly somebody who gets through, so that the blow lands inside."""
        able = self.workers.get(path, WORKERS)
        return self.random.choice(able if self.random.random() < 0.85 else list(COLUMNS))

    def _bent_address(self, address: Address) -> None:
        """An address in which one name stands for nothing that is there."""
        name = self.random.choice(address.parameters)
        path = path_to(self.asking.world, address, **{name: self.random.choice([*NAMES, new_id()])})
        method = self.random.choice(("GET", "POST"))
        for column in ("manag", "coord", "admin"):
            self._judge(self.asking.ask(column, method, path, VERSION), f"{method} {path[:200]} as {column}")

    def _bent_envelope(self, address: Address) -> None:
        """An address asked with headers and cookies that nobody has handed out."""
        path, column = path_to(self.asking.world, address), self.random.choice(WORKERS)
        envelope = bend(self.random, self.asking.cookies[column], self.asking.tokens[column])
        method = self.random.choice(("GET", "GET", "POST"))
        where = f"{method} {path} as {column} with { ({k: v[:60] for k, v in envelope.headers.items()}) }"
        headers: Any = {**envelope.headers, "X-CSRFToken": "x"}
        with transaction.atomic():
            answer = self.asking.client(NOBODY, checks_secret=True).generic(method, path, "", headers=headers)
            transaction.set_rollback(True)
        self._judge(answer, where)
        let_in = not envelope.is_somebody and answer.status_code == 200
        if let_in and self.asking.ask(NOBODY, method, path).status_code != 200:
            self.found.note("opened with a forged pass", where)

    def _some(self, names: list[str]) -> list[str]:
        return self.random.sample(names, min(len(names), 3))

    def _post(self, column: str, path: str, sending: Sending) -> None:
        checks = self.random.random() < 0.05
        client = self.asking.client(column, checks_secret=checks)
        with transaction.atomic():
            answer = client.generic("POST", path, sending.body, content_type=sending.content_type)
            where = f"POST {path} as {column}, {sending.kind}: {_short(sending)}"
            self._judge(answer, where)
            if checks and answer.status_code not in (400, 403, 405):
                self.found.note("accepted without the form's secret", where)
            # What was stored is shown once, before it is undone.
            target = urlsplit(answer.headers.get("Location", ""))
            if answer.status_code in (302, 303) and target.path.startswith("/") and not target.netloc:
                self._judge(client.get(target.path), f"shown after {where}")
            elif target.netloc:
                self.found.note(f"leads away to {target.netloc}", where)
            # What was refused is not undone: there must be nothing to undo.
            transaction.set_rollback(answer.status_code < REFUSED)
        for act in self.unwritten.acts() if answer.status_code >= REFUSED else ():
            self.found.note(f"{act} was done by what was refused", where)

    def _get(self, column: str, path: str) -> None:
        with transaction.atomic():
            self._judge(self.asking.client(column).get(path), f"GET {path[:300]} as {column}")
            transaction.set_rollback(True)

    def _judge(self, answer: Any, where: str) -> None:
        self.found.sent += 1
        self.found.statuses[answer.status_code] += 1
        if answer.status_code >= 500:
            self.found.note(self.raised.pop() if self.raised else f"status {answer.status_code}", where)
        if not answer.headers.get("Content-Type", "").startswith("text/html"):
            return
        text = answer.content.decode("utf-8", "replace")
        for sign in (*(t for t in TRACES if t in text), *(t for t in (TAG, RECKONED) if t in text)):
            self.found.note(f"{sign!r} in a page", where)

    def _remember(self, **_: object) -> None:
        lines = traceback.format_exc().strip().splitlines()
        ours = [line.strip() for line in lines if "/src/faden/" in line]
        self.raised.append(f"{lines[-1][:160]} ({ours[-1].split('/src/')[-1] if ours else '?'})")


def _short(sending: Sending) -> dict[str, list[str]]:
    return {name: [value[:60] for value in values] for name, values in sending.bent.items()}
