"""Whose network address it is, behind proxies that say so."""

import contextlib
from collections.abc import Callable, Iterable
from ipaddress import ip_address
from typing import Any

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


class BehindProxies:
    """Put the visitor's address in the place of the nearest proxy's, which would be everybody's.

    Each of our own proxies writes the address it was asked from at the end of ``X-Forwarded-For``; what stands before
    that was typed by the visitor and counts for nothing.

    :param proxies: how many of our own stand before us; with none the header is not read
    """

    def __init__(self, application: Application, *, proxies: int) -> None:
        self.application, self.proxies = application, proxies

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer, knowing who asks."""
        written = environ.pop("HTTP_X_FORWARDED_FOR", "").split(",")
        if self.proxies and len(written) >= self.proxies:
            with contextlib.suppress(ValueError):
                environ["REMOTE_ADDR"] = str(ip_address(written[-self.proxies].strip()))
        return self.application(environ, start_response)
