"""Ask an address as somebody; what a question changes is undone before the next one."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from urllib.parse import urljoin

from django.db import transaction
from django.test import Client

from faden.kernel.access.acting import act_as
from faden.kernel.identity.operations import issue_token
from faden.processes.key_scopes import EVERY_SCOPE
from tests import given
from tests.forms_found import filled, forms_of
from tests.matrix.addresses import Address
from tests.matrix.programs import casework
from tests.matrix.world import NOBODY, World
from tests.signed_in import signed_in

Data = Mapping[str, Sequence[str]]


def bodies(world: World) -> dict[str, Any]:
    """What programs send; pages are answered with what their own forms hold."""
    contact = {"on": world.today.isoformat(), "minutes": 20}
    place, domain = given.municipality().key, given.life_domain().key
    gap = {"kind": "missing_offer", "nature": "quantitative", "level": "kreis", "text": "Zu wenige Kurse."}
    return {
        "/api/v1/cases/<number>/contacts": contact,
        "/api/v1/contacts": {**contact, "municipality": place},
        "/api/v1/contacts/<note_id>": {"text": "Berichtigt"},
        "/api/v1/gaps": {**gap, "life_domain": domain, "municipalities": [place]},
        "/api/v1/themes/<number>": {"title": "Anders"},
        **casework(world),
    }


#: What an address is asked for beyond itself.
QUERIES = {"/api/v1/figures": "?first_month=2026-01&last_month=2026-03"}
#: Sent where a page is posted to without a form of its own.
VERSION = {"version": ["1"]}


@dataclass
class Asking:
    """Everybody's session and token, and the forms seen on the way."""

    world: World
    cookies: dict[str, str] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)
    #: Address → what somebody would send to it.
    forms: dict[str, Data] = field(default_factory=dict)
    answered: int = 0

    def __post_init__(self) -> None:
        for name, actor in self.world.actors.items():
            self.cookies[name] = signed_in(actor).cookies["sessionid"].value
            with act_as(actor, today=self.world.today):
                expires_on = self.world.today + timedelta(days=30)
                _, self.tokens[name] = issue_token(
                    name="Test", expires_on=expires_on, scopes=EVERY_SCOPE, actor=actor, now=self.world.now
                )

    def client(self, column: str, *, checks_secret: bool = False) -> Client:
        """A fresh browser with this person's session."""
        client = Client(raise_request_exception=False, enforce_csrf_checks=checks_secret)
        if column != NOBODY:
            client.cookies["sessionid"] = self.cookies[column]
        return client

    def ask(self, column: str, method: str, path: str, data: Any = None, *, checks_secret: bool = False) -> Any:
        """The answer; what was written is rolled back, except by asking with GET."""
        self.answered += 1
        client = self.client(column, checks_secret=checks_secret)
        if path.startswith("/api/"):
            return self._call(client, column, method, path, data)
        if method == "GET":
            response = client.get(path)
            self._remember_forms(path, response)
            return response
        with transaction.atomic():
            response = client.generic(method, path) if method != "POST" else client.post(path, data or {})
            transaction.set_rollback(True)
        return response

    def _call(self, client: Client, column: str, method: str, path: str, data: Any) -> Any:
        headers = {"If-Match": f'"{self.world.version_at(path)}"'}
        if column != NOBODY:
            headers["Authorization"] = f"Bearer {self.tokens[column]}"
        text = "" if data is None else json.dumps(data)
        with transaction.atomic():
            response = client.generic(method, path, text, content_type="application/json", headers=headers)
            transaction.set_rollback(True)
        return response

    def _remember_forms(self, path: str, response: Any) -> None:
        if response.status_code != 200 or not response.headers["Content-Type"].startswith("text/html"):
            return
        for form in forms_of(response.text):
            target = urljoin(path, form.action) if form.action else path
            # "heute" is the day of the answer: a run that crosses midnight asks for no day that is over.
            self.forms.setdefault(target, filled(form, "heute"))


def path_to(world: World, address: Address, **instead: object) -> str:
    """The address with everything filled in from the world."""
    path = address.shape
    for name in address.parameters:
        path = path.replace(f"<{name}>", str({**world.arguments(address.shape), **instead}[name]))
    return path + QUERIES.get(address.shape, "")
