"""The template environment."""

from typing import Any

from jinja2 import Environment, StrictUndefined


def environment(**options: Any) -> Environment:
    """Undefined variables fail, everything is escaped."""
    return Environment(**{**options, "undefined": StrictUndefined, "autoescape": True})  # noqa: S701 - it is on
