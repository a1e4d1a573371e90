"""The template environment: strict, escaping, German."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.template import engines
from django.template.backends.jinja2 import Jinja2
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from faden.lib import german
from faden.web.layout.controls import control
from faden.web.layout.listing import sorting, with_query

WEB = Path(__file__).resolve().parent.parent


def environment(**options: Any) -> jinja2.Environment:
    """Return the environment Django's Jinja2 backend asks for.

    Names are ``<slice>/x.html`` (in ``web/<slice>/templates``), ``layout/x.html``, ``components/<name>/<name>.html``.
    """
    options |= {"loader": loader(), "undefined": jinja2.StrictUndefined, "autoescape": True}
    env = jinja2.Environment(trim_blocks=True, lstrip_blocks=True, **options)  # noqa: S701  autoescape is on
    env.filters.update(FILTERS)
    env.globals.update(GLOBALS)
    return env


def loader() -> jinja2.BaseLoader:
    """Find the slices' and the layout's templates, and the components beside their styles."""
    return jinja2.ChoiceLoader(
        [
            jinja2.PrefixLoader({"components": jinja2.FileSystemLoader(WEB / "components")}),
            jinja2.FileSystemLoader(sorted(WEB.glob("*/templates"))),
        ]
    )


def url(name: str, *args: object, **kwargs: object) -> str:
    """Address of a page: ``url("casework:case", case.number)``."""
    return reverse(name, args=args, kwargs=kwargs)


def csrf_input(request: HttpRequest) -> SafeString:
    """Hidden field that every POST form needs."""
    return format_html('<input type="hidden" name="csrfmiddlewaretoken" value="{}">', get_token(request))


def moment(at: datetime) -> str:
    """``"20.11.2026, 14:05 Uhr"`` in the office's time."""
    return german.moment(timezone.localtime(at))


def sentence(words: str) -> str:
    """Begin with a capital: ``"vor 3 Wochen"`` → ``"Vor 3 Wochen"``."""
    return words[:1].upper() + words[1:]


def clock_time(at: datetime) -> str:
    """``"14:05 Uhr"`` in the office's time."""
    return german.clock_time(timezone.localtime(at))


def german_value(value: object) -> str:
    """A stored value as a reader would write it."""
    match value:
        case None | "":
            return "(leer)"
        case bool():
            return "ja" if value else "nein"
        case datetime():
            return moment(value)
        case date():
            return german.day(value)
        case int() | float() | Decimal():
            return german.number(value)
        case list() | tuple() | set():
            return german.join(german_value(item) for item in value)
    return str(value)


def attributes(pairs: Mapping[str, object]) -> SafeString:
    """``{"hx-get": "/x", "hidden": True, "id": None}`` → `` hx-get="/x" hidden``."""
    out = SafeString("")
    for name, value in pairs.items():
        if value is True:
            out += format_html(" {}", name)
        elif value is not None and value is not False:
            out += format_html(' {}="{}"', name, value)
    return out


FILTERS = {
    "day": german.day,
    "long_day": german.long_day,
    "short_day": german.short_day,
    "month": german.month,
    "moment": moment,
    "clock_time": clock_time,
    "ago": german.relative_day,
    "full_day": german.full_day,
    "number": german.number,
    "percent": german.percent,
    "fte": german.fte,
    "euro": german.euro,
    "duration": german.duration,
    "days": german.days,
    "file_size": german.file_size,
    "and_list": german.join,
    "german_value": german_value,
    "sentence": sentence,
    "attributes": attributes,
}
GLOBALS = {
    "url": url,
    "static": static,
    "csrf_input": csrf_input,
    "control": control,
    "with_query": with_query,
    "sorting": sorting,
    "count": german.count,
}


@cache
def engine() -> jinja2.Environment:
    """Return the environment that Django has set up."""
    backend: Jinja2 = engines["jinja2"]  # type: ignore[assignment]
    return backend.env


def template(name: str) -> jinja2.Template:
    """Find a template by its name."""
    return engine().get_template(name)
