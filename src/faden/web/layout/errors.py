"""Pages for what went wrong: in plain German, without the database, without a trace."""

from typing import Any

import psycopg
from django.contrib.sessions.exceptions import SessionInterrupted
from django.db import InterfaceError, OperationalError
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.utils.cache import patch_cache_control
from psycopg_pool import PoolTimeout

from faden.kernel.access.errors import Conflict, Invalid, NotVisible, Refused
from faden.web.layout import frame
from faden.web.layout.jinja import template


class TwoTexts(Conflict):
    """A conflict over a form: what was typed stands beside what is stored."""

    def __init__(self, conflict: Conflict, form: BaseForm) -> None:
        super().__init__(conflict.current, conflict.fields)
        self.form = form


def answer(request: HttpRequest, error: Exception) -> HttpResponse:
    """Turn what stopped a page into an answer; what is not meant for people goes on."""
    match error:
        case Refused():
            return refused(request, error.reason)
        case NotVisible():
            return not_found(request)
        case Invalid():
            return invalid(request, error)
        case Conflict():
            return conflict(request, error)
        case OperationalError() | InterfaceError() if is_database_away(error):
            return database_away(request)
    raise error


def signed_out(request: HttpRequest) -> HttpResponse:
    """403: the session has ended while somebody was typing; what was sent can be sent again after signing in."""
    lists = request.POST.lists()
    typed = [(name, value) for name, values in lists for value in values if name != "csrfmiddlewaretoken"]
    response = _answer(request, 403, "signed_out", typed=typed)
    # Where htmx asked, the whole page is replaced: the place of the form would be too small for it.
    response.headers["HX-Retarget"] = "body"
    return response


def invalid(request: HttpRequest, error: Invalid) -> HttpResponse:
    """422: an act without a form was not possible like that."""
    return _answer(request, 422, "invalid", sentences=list(error.errors.values()))


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: the browser sent something that no page sends.

    Django also comes here when a session could not be stored; after the act, so that nobody knows whether it was done.
    """
    if isinstance(exception, SessionInterrupted) and _lost_database(exception):
        return database_away(request, is_unsure=True)
    return _answer(request, 400, "bad_request")


def refused(request: HttpRequest, reason: str) -> HttpResponse:
    """403: a colleague without the right, or not now; the reason in words."""
    return _answer(request, 403, "refused", reason=reason)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001  Django's signature
    """403 raised by Django itself."""
    return refused(request, "Diese Seite ist für Ihr Konto nicht freigegeben.")


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001  Django's signature
    """403: the form's secret does not fit the browser's, mostly because the page stood open too long."""
    return _answer(request, 403, "csrf")


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001  Django's signature
    """404: nothing here, or nothing for you: the answer is the same."""
    return _answer(request, 404, "not_found")


def not_allowed(request: HttpRequest, methods: list[str]) -> HttpResponse:
    """405: the page is not asked like that."""
    response = _answer(request, 405, "bad_request")
    response.headers["Allow"] = HttpResponseNotAllowed(methods).headers["Allow"]
    return response


def conflict(request: HttpRequest, error: Conflict) -> HttpResponse:
    """409: somebody was faster; both texts, neither lost."""
    form = error.form if isinstance(error, TwoTexts) else None
    return _answer(request, 409, "conflict", current=error.current, now=error.fields, form=form)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our fault."""
    return _answer(request, 500, "server_error")


def database_away(request: HttpRequest, *, is_unsure: bool = False) -> HttpResponse:
    """503: the database does not answer.

    :param is_unsure: what was sent may have been stored
    """
    response = _answer(request, 503, "database_away", is_unsure=is_unsure)
    response.headers["Retry-After"] = "30"
    return response


def is_database_away(error: Exception) -> bool:
    """Tell a database that does not answer from a statement that failed."""
    cause = error.__cause__
    if isinstance(cause, PoolTimeout):
        return True
    if not isinstance(cause, (psycopg.OperationalError, psycopg.InterfaceError)):
        return False
    return cause.sqlstate is None or cause.sqlstate[:2] in ("08", "57")


def _lost_database(error: BaseException | None) -> bool:
    """Whether an error arose while another was handled that says: the database is away."""
    while error is not None:
        if isinstance(error, (OperationalError, InterfaceError)) and is_database_away(error):
            return True
        error = error.__context__
    return False


def _answer(request: HttpRequest, status: int, page: str, **context: Any) -> HttpResponse:
    everything = {**frame.context(request), "status_code": status, **context}
    response = HttpResponse(template(f"layout/errors/{page}.html").render(everything), status=status)
    patch_cache_control(response, no_store=True)
    return response
