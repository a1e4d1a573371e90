"""Every address of the product, read from the resolver."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver

CONVERTER = re.compile(r"<(?:\w+:)?(\w+)>")


@dataclass(frozen=True)
class Address:
    """One address, as people read it: ``/faelle/<number>/kontakt/``."""

    shape: str
    workplace: str

    @property
    def parameters(self) -> list[str]:
        """The names in it that stand for something."""
        return re.findall(r"<(\w+)>", self.shape)

    @property
    def is_interface(self) -> bool:
        """Whether it belongs to the API: tokens instead of sessions."""
        return self.shape.startswith("/api/")


def addresses() -> list[Address]:
    """All of them, each once, in the order of the resolver."""
    return list(dict.fromkeys(_below(get_resolver(), "/", "frame")))


def _below(resolver: URLResolver, prefix: str, workplace: str) -> Iterator[Address]:
    for pattern in resolver.url_patterns:
        shape = prefix + CONVERTER.sub(r"<\1>", str(pattern.pattern))
        if isinstance(pattern, URLPattern):
            yield Address(shape, workplace)
        else:
            yield from _below(pattern, shape, pattern.app_name or workplace)
