"""Errors as problem details (RFC 9457), in plain German; never a trace, never somebody's data."""

import logging
from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.core.signals import got_request_exception
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, HttpError, ValidationError
from pydantic import Field

from faden.kernel.access.errors import Conflict, Invalid, NotVisible, Refused


class FieldProblem(Schema):
    """What is wrong with one field of the input."""

    field: str = Field(description="Name des Feldes, leer für die Eingabe als Ganzes")
    message: str


class Problem(Schema):
    """What went wrong (RFC 9457)."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str = ""
    errors: list[FieldProblem] = []


TITLES = {
    HTTPStatus.BAD_REQUEST: "Die Anfrage ist nicht lesbar",
    HTTPStatus.UNAUTHORIZED: "Nicht angemeldet",
    HTTPStatus.FORBIDDEN: "Nicht erlaubt",
    HTTPStatus.NOT_FOUND: "Nicht gefunden",
    HTTPStatus.METHOD_NOT_ALLOWED: "So nicht möglich",
    HTTPStatus.PRECONDITION_FAILED: "Inzwischen geändert",
    HTTPStatus.UNPROCESSABLE_ENTITY: "Die Eingabe ist nicht vollständig oder nicht richtig",
    HTTPStatus.PRECONDITION_REQUIRED: "Es fehlt der Stand, von dem die Änderung ausgeht",
    HTTPStatus.INTERNAL_SERVER_ERROR: "Ein Fehler in Faden",
    HTTPStatus.SERVICE_UNAVAILABLE: "Die Datenbank ist nicht erreichbar",
}
#: Where in a request something stood, and what the functions call it: no word for callers.
SOURCES = {"body", "query", "path", "header", "form", "file", "data", "wanted"}
WORDS = {
    "missing": "Diese Angabe fehlt.",
    "date_from_datetime_parsing": "Bitte ein Datum im Format JJJJ-MM-TT angeben.",
    "date_parsing": "Bitte ein Datum im Format JJJJ-MM-TT angeben.",
    "int_parsing": "Bitte eine ganze Zahl angeben.",
    "int_type": "Bitte eine ganze Zahl angeben.",
    "bool_parsing": "Bitte wahr oder falsch angeben.",
    "bool_type": "Bitte wahr oder falsch angeben.",
    "string_type": "Bitte einen Text angeben.",
    "string_too_long": "Der Text ist zu lang.",
    "string_too_short": "Der Text ist zu kurz.",
    "list_type": "Bitte eine Liste angeben.",
    "language": "Diese Sprache steht nicht in der Liste; ihre Kennung ist die von BCP 47, etwa „uk“.",
    "uuid_parsing": "Bitte eine Kennung aus einer früheren Antwort angeben.",
    "uuid_type": "Bitte eine Kennung aus einer früheren Antwort angeben.",
    "timezone_aware": "Bitte Datum und Uhrzeit mit Zeitzone angeben, etwa 2026-11-20T14:00:00+01:00.",
    "datetime_parsing": "Bitte Datum und Uhrzeit mit Zeitzone angeben, etwa 2026-11-20T14:00:00+01:00.",
    "datetime_from_date_parsing": "Bitte Datum und Uhrzeit mit Zeitzone angeben, etwa 2026-11-20T14:00:00+01:00.",
    "time_parsing": "Bitte eine Uhrzeit im Format HH:MM angeben.",
    "greater_than_equal": "Dieser Wert ist zu klein oder liegt zu früh.",
    "less_than_equal": "Dieser Wert ist zu groß oder liegt zu spät.",
    "too_short": "Bitte mindestens einen Eintrag angeben.",
    "too_long": "Das sind zu viele Einträge.",
    "string_pattern_mismatch": "Der Text hat nicht die richtige Form, oder ein Zeichen darin ist nicht möglich.",
    "enum": "Diesen Wert gibt es nicht.",
    "extra_forbidden": "Dieses Feld gibt es nicht.",
    "json_invalid": "Das ist kein gültiges JSON.",
}


def problem(
    status: HTTPStatus,
    detail: str = "",
    *,
    errors: Sequence[tuple[str, str]] = (),
    headers: Mapping[str, str] | None = None,
) -> HttpResponse:
    """A problem as a response."""
    body = Problem(
        title=TITLES.get(status, status.phrase),
        status=status,
        detail=detail,
        errors=[FieldProblem(field=field, message=message) for field, message in errors],
    )
    return JsonResponse(
        body.model_dump(),
        status=status,
        content_type="application/problem+json",
        headers={"Cache-Control": "no-store", **(headers or {})},
    )


def register(api: NinjaAPI) -> None:
    """Turn every error of the product into a problem."""
    for error, answer in ANSWERS.items():
        api.add_exception_handler(error, answer)


def in_words(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let an address say as a problem, too, that it does not know a method; ninja answers that before any handler."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if not isinstance(response, HttpResponseNotAllowed):
            return response
        allowed = response.headers["Allow"]
        return problem(HTTPStatus.METHOD_NOT_ALLOWED, f"Möglich sind: {allowed}.", headers={"Allow": allowed})

    return answer


def _refused(_: HttpRequest, error: Any) -> HttpResponse:
    return problem(HTTPStatus.FORBIDDEN, error.reason)


def _not_there(_: HttpRequest, __: Any) -> HttpResponse:
    return problem(HTTPStatus.NOT_FOUND, "Das gibt es nicht, oder Sie dürfen es nicht sehen.")


def _invalid(_: HttpRequest, error: Any) -> HttpResponse:
    return problem(HTTPStatus.UNPROCESSABLE_ENTITY, errors=list(error.errors.items()))


def _conflict(_: HttpRequest, error: Any) -> HttpResponse:
    now = [(field, f"{label} lautet jetzt: {value}") for field, (label, value) in error.fields.items()]
    version = getattr(error.current, "version", None)
    tag = {"ETag": f'"{version}"'} if version is not None else {}
    return problem(HTTPStatus.PRECONDITION_FAILED, "Jemand hat dies inzwischen geändert.", errors=now, headers=tag)


def _unreadable(_: HttpRequest, error: Any) -> HttpResponse:
    found = [(_field(item["loc"]), WORDS.get(item["type"], "Dieser Wert ist nicht möglich.")) for item in error.errors]
    return problem(HTTPStatus.UNPROCESSABLE_ENTITY, errors=found)


def _field(where: Sequence[object]) -> str:
    """``("body", "data", "on")`` → ``on``: the name a caller knows."""
    return ".".join(str(part) for part in where if part not in SOURCES)


def _unknown_caller(_: HttpRequest, __: Any) -> HttpResponse:
    detail = "Der API-Schlüssel fehlt, ist abgelaufen oder widerrufen."
    return problem(HTTPStatus.UNAUTHORIZED, detail, headers={"WWW-Authenticate": "Bearer"})


def _http_error(_: HttpRequest, error: Any) -> HttpResponse:
    return problem(HTTPStatus(error.status_code), WORDS["json_invalid"] if error.status_code == 400 else str(error))


def _database_away(_: HttpRequest, __: Any) -> HttpResponse:
    detail = "Bitte in einigen Minuten noch einmal versuchen."
    return problem(HTTPStatus.SERVICE_UNAVAILABLE, detail, headers={"Retry-After": "60"})


def _our_fault(request: HttpRequest, error: Any) -> HttpResponse:
    """Noted where Django notes what nobody has foreseen; told without the inside."""
    got_request_exception.send(sender=None, request=request)
    about = {"status_code": int(HTTPStatus.INTERNAL_SERVER_ERROR), "request": request}
    logging.getLogger("django.request").error("Internal Server Error: %s", request.path, exc_info=error, extra=about)
    return problem(HTTPStatus.INTERNAL_SERVER_ERROR, "Der Fehler ist vermerkt. Es wurde nichts gespeichert.")


ANSWERS: Mapping[type[Exception], Any] = {
    Refused: _refused,
    NotVisible: _not_there,
    Http404: _not_there,
    Invalid: _invalid,
    Conflict: _conflict,
    ValidationError: _unreadable,
    AuthenticationError: _unknown_caller,
    HttpError: _http_error,
    OperationalError: _database_away,
    InterfaceError: _database_away,
    Exception: _our_fault,
}
