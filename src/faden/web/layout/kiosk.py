"""The device in the client's hands: while a task for the client is running, this session reaches nothing else.

What runs stands in the session. ``Confinement`` answers every other address (pages, interface, sign-out) with the way
back to the client's page, whichever tab or program asks with this session. Only the password of whoever began ends it.
"""

from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

KEY = "kiosk"


@dataclass(frozen=True)
class Task:
    """What the client does.

    :param kind: names the page that shows it
    :param subject: the row it is about
    :param language: of the texts
    :param back: address to which the counsellor returns
    :param told: what is stored only when the client has signed; and then that it is (``note``)
    """

    kind: str
    subject: str
    language: str
    back: str
    told: dict[str, Any] = field(default_factory=dict)

    @property
    def subject_id(self) -> UUID:
        """The key of the row."""
        return UUID(self.subject)


def begin(request: HttpRequest, task: Task) -> None:
    """Hand the device over, under a new session key.

    With the old key a request that is under way in another tab could otherwise write the former session back; and a
    browser forgets pages it has kept when the cookie changes.
    """
    request.session[KEY] = asdict(task)
    request.session.cycle_key()


def running(request: HttpRequest) -> Task | None:
    """What the client is doing, or None."""
    found = request.session.get(KEY)
    return Task(**found) if found else None


def note(request: HttpRequest, **told: Any) -> None:
    """Keep something about the running task."""
    kept = request.session[KEY]
    request.session[KEY] = {**kept, "told": {**kept.get("told", {}), **told}}


def end(request: HttpRequest) -> None:
    """Take the device back; the password has been asked."""
    request.session.pop(KEY, None)
    request.session.cycle_key()


class Confinement:
    """Middleware: nothing but the client's page and its style while a task is running."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, or send back to the client's page."""
        home = reverse("tablet:home")
        if request.path.startswith((home, "/stil/")) or KEY not in request.session:
            return self.get_response(request)
        if "HX-Request" in request.headers:
            return HttpResponse(status=204, headers={"HX-Redirect": home, "Cache-Control": "no-store"})
        return HttpResponseRedirect(home, status=303, headers={"Cache-Control": "no-store"})
