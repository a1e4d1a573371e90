"""Ask every address as everybody, and look which marks stand in the answers, whatever their form."""

import io
import logging
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from html import unescape
from typing import Any
from urllib.parse import urljoin, urlsplit

import pypdf
from django.db import connection
from django.test import Client
from pypdf.errors import PdfReadError

from faden.kernel.access.acting import act_as
from faden.kernel.identity.operations import issue_token
from faden.kernel.identity.queries import system_actor
from faden.kernel.outbox.models import OutgoingMail
from faden.processes.key_scopes import EVERY_SCOPE
from tests.marks.oracle import MARK, Kind
from tests.marks.site import Site
from tests.matrix.addresses import addresses
from tests.signed_in import signed_in

LINK = re.compile(r'(?:href|src|action)="?([^"\s>]+)')
#: Signing out would end the reading; files of the design carry nothing.
NOT_FOLLOWED = ("/static/", "/abmelden/", "/ui/")
OK, FAILED = 200, 500


@dataclass
class Findings:
    """What was read.

    :param checked: marks × answers, each looked for in each
    :param foreign: marks that stood where they must not, in words
    :param seen: marks that stood somewhere where they may
    """

    answers: int = 0
    checked: int = 0
    forms: dict[str, int] = field(default_factory=dict)
    foreign: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)


@dataclass
class Reading:
    """Everybody's browser and token, and what they have found."""

    site: Site
    clients: dict[str, Client] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)
    findings: Findings = field(default_factory=Findings)

    def __post_init__(self) -> None:
        self.by_text = {mark.text: mark for mark in self.site.marks}
        self.facts = self.site.facts
        for name, actor in self.site.actors.items():
            self.clients[name] = signed_in(actor)
            self.clients[name].raise_request_exception = False
            with act_as(actor, today=self.site.today):
                expires_on = self.site.today + timedelta(days=30)
                _, self.tokens[name] = issue_token(
                    name="x", expires_on=expires_on, scopes=EVERY_SCOPE, actor=actor, now=self.site.now
                )

    def crawl(self, name: str, numbers: Iterable[str], most: int) -> set[str]:
        """Every path that links lead this account to, from the first page and from these files."""
        waiting = ["/heute/", *(f"/faelle/{number}/" for number in numbers)]
        found = set(waiting)
        while waiting and len(found) < most:
            path = waiting.pop(0)
            for link in _links(path, self.read(name, path)):
                if link not in found:
                    found.add(link)
                    waiting.append(link)
        return found

    def read(self, name: str, path: str) -> str:
        """Ask once, look at the answer, and give back its text."""
        headers = {"Authorization": f"Bearer {self.tokens[name]}"} if path.startswith("/api/") else {}
        client = Client(raise_request_exception=False) if headers else self.clients[name]
        response = client.get(path, headers=headers)
        text = text_of(response)
        if response.status_code >= FAILED:
            self.findings.failed.append(f"{path} bei {name}")
        self.look(name, path, text, response.headers.get("Content-Type", ""))
        return text

    def search(self, name: str, typed: str) -> None:
        """Search for somebody by name; what was typed stands in the form again and does not count."""
        response = self.clients[name].post("/suche/", {"text": typed})
        self.look(name, "/suche/", text_of(response).replace(typed, ""), "text/html")

    def look(self, name: str, path: str, text: str, form: str = "text/plain") -> None:
        """Compare what stands there with what may stand there."""
        self.findings.answers += 1
        self.findings.checked += len(self.by_text)
        kind = form.partition(";")[0]
        self.findings.forms[kind] = self.findings.forms.get(kind, 0) + 1
        for found in set(MARK.findall(text)) & set(self.by_text):
            mark = self.by_text[found]
            if self.facts.may_read(mark, name, path):
                self.findings.seen.add(found)
            else:
                self.findings.foreign.append(f"{mark.where} von {mark.case} bei {name}: {path}")

    def look_behind(self, logged: Iterable[str]) -> None:
        """Mail, arguments of jobs, the trace and logs name nobody: they are read outside the file."""
        with act_as(system_actor(), today=self.site.today):
            mails = [f"{one.subject}\n{one.body}" for one in OutgoingMail.objects.all()]
        with connection.cursor() as cursor:
            cursor.execute("SELECT args::text FROM procrastinate_jobs")
            jobs = [args for (args,) in cursor.fetchall()]
        for where, texts in (("mail", mails), ("job", jobs), ("log", logged)):
            for text in texts:
                self.look("nobody", f"({where})", text, where)


def fixed_paths(numbers: Iterable[str]) -> Iterator[str]:
    """Every address without a name in it, and with nothing but a case's number."""
    numbers = list(numbers)
    for address in addresses():
        if not address.parameters:
            yield address.shape
        elif address.parameters == ["number"] and ("/faelle/" in address.shape or "/cases/" in address.shape):
            for number in numbers:
                yield address.shape.replace("<number>", number)


def text_of(response: Any) -> str:
    """What somebody reads in an answer: of a PDF its text, of an office file its parts."""
    content = b"".join(response.streaming_content) if response.streaming else response.content
    if response.status_code != OK:
        return content.decode("utf-8", "replace") + str(response.headers.get("Location", ""))
    if content.startswith(b"%PDF"):
        return _words_of_pdf(content) + str(response.headers)
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts = [packed.read(name).decode("utf-8", "replace") for name in packed.namelist()]
        return "\n".join(parts) + str(response.headers)
    # A calendar breaks its lines after 75 letters.
    return content.decode("utf-8", "replace").replace("\r\n ", "") + str(response.headers)


def _words_of_pdf(content: bytes) -> str:
    """What stands on its pages; one that somebody has filed may be none that can be read: its bytes then."""
    try:
        return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)
    except PdfReadError:
        return content.decode("latin-1")


def _links(path: str, text: str) -> Iterator[str]:
    for found in LINK.findall(text):
        parts = urlsplit(urljoin(f"http://testserver{path}", unescape(found)))
        where = f"{parts.path}?{parts.query}" if parts.query else parts.path
        if parts.netloc == "testserver" and not where.startswith(NOT_FOLLOWED):
            yield where


class Listening(logging.Handler):
    """Keeps every line that is logged, as it would be written."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a line, with the stack it may carry."""
        self.lines.append(self.format(record))


def names_of(site: Site) -> list[str]:
    """What somebody would type to find people: their family names."""
    return [mark.text for mark in site.marks if mark.kind is Kind.IDENTITY and mark.where == "Familienname"]
