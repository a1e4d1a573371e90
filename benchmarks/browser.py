"""Visitors without a browser: they keep cookies and the connection, and fill in forms."""

import http.client
import time
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlencode

#: Names and values in the order of a page.
Form = list[tuple[str, str]]
#: Seconds after which a connection is not used again: the server closes it after ten.
KEPT_OPEN = 5
#: Seconds; what takes long to count (ADR 21) is waited for once.
PATIENCE = 900


@dataclass(frozen=True)
class Answer:
    """What came back, and how long it took from the request to the last byte."""

    status: int
    body: bytes
    seconds: float
    location: str = ""


@dataclass
class Visitor:
    """Somebody at ``127.0.0.1:port``."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    connection: http.client.HTTPConnection | None = None
    asked_at: float = 0

    def get(self, path: str) -> Answer:
        return self._ask("GET", path, None)

    def post(self, path: str, values: Form) -> Answer:
        return self._ask("POST", path, urlencode(values).encode())

    def fill(self, path: str, tick: str = "", **values: str) -> Form:
        """The form of a page as the browser would send it, with these values; of ``tick`` the first box is ticked."""
        form = _Form(tick)
        form.feed(self.get(path).body.decode())
        return [(name, value) for name, value in form.values if name not in values] + list(values.items())

    def sign_in(self, email: str, password: str) -> None:
        """Open a session.

        :raises SystemExit: it does not work
        """
        answer = self.post("/anmelden/", self.fill("/anmelden/", email=email, password=password))
        if answer.status not in (302, 303):
            raise SystemExit(f"{email} cannot sign in: {answer.status}")

    def _ask(self, method: str, path: str, body: bytes | None) -> Answer:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            headers |= {"Content-Type": "application/x-www-form-urlencoded"}
        if self.connection is None or time.perf_counter() - self.asked_at > KEPT_OPEN:
            self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
            self.connection.connect()
        began = self.asked_at = time.perf_counter()
        self.connection.request(method, path, body, headers)
        response = self.connection.getresponse()
        content = response.read()
        seconds = time.perf_counter() - began
        for line in response.headers.get_all("Set-Cookie") or ():
            name, value = line.split(";")[0].split("=", 1)
            self.cookies[name] = value
        return Answer(response.status, content, seconds, response.headers.get("Location") or "")


@dataclass
class InProcess(Visitor):
    """The same without a server and without a port, so that its statements can be looked at."""

    port: int = 0
    client: Any = None

    def _ask(self, method: str, path: str, body: bytes | None) -> Answer:
        from django.test import Client  # noqa: PLC0415 - Django is set up only now

        self.client = self.client or Client(SERVER_NAME="localhost")
        began = time.perf_counter()
        response = self.client.generic(method, path, body or b"", "application/x-www-form-urlencoded")
        seconds = time.perf_counter() - began
        return Answer(response.status_code, response.content, seconds, response.headers.get("Location", ""))


class _Form(HTMLParser):
    """The fields of the largest form that carries a CSRF token."""

    def __init__(self, tick: str = "") -> None:
        super().__init__()
        self._tick = tick
        self.values: Form = []
        self._form: Form = []
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        name, value = given.get("name") or "", given.get("value") or ""
        if tag == "form":
            self._form = []
        elif tag == "input" and name and self._is_sent(name, given):
            self._form.append((name, value))
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select and "selected" in given:
            self._form.append((self._select, value))

    def _is_sent(self, name: str, given: dict[str, str | None]) -> bool:
        if given.get("type") not in {"checkbox", "radio"} or "checked" in given:
            return True
        return name == self._tick and not any(one == name for one, _ in self._form)

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self._select = ""
        elif tag == "form" and any(name == "csrfmiddlewaretoken" for name, _ in self._form):
            self.values = max(self.values, self._form, key=len)
