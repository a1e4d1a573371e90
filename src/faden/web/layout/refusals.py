"""Note who was refused what: a look through other people's files begins with being refused."""

import logging
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

logger = logging.getLogger("faden.security")

REFUSED = frozenset({401, 403, 404, 429})


class Refusals:
    """Write a line for each refused request: status, method, which page, whose account; no address and no name."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, and note a refusal."""
        response = self.get_response(request)
        if response.status_code in REFUSED:
            where = request.resolver_match.view_name if request.resolver_match else "no such address"
            who = getattr(getattr(request, "actor", None), "id", "nobody")
            logger.warning("%s %s %s by %s", response.status_code, request.method, where, who)
        return response
