"""Is it alive, is it ready: asked by the service manager and by monitoring, answered in one word."""

import logging

from django.db import Error as DatabaseError
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from faden.kernel.database.condition import complaint

logger = logging.getLogger(__name__)


@never_cache
@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """The process answers; says nothing about the database."""
    return _word("ok")


@never_cache
@require_safe
def readiness(request: HttpRequest) -> HttpResponse:
    """Database, migrations and row security are as this version needs them; the reason goes to the log only."""
    try:
        reason = complaint()
    except DatabaseError as error:
        reason = str(error)
    if reason is None:
        return _word("ready")
    logger.error("Not ready: %s", reason)
    return _word("not ready", status=503)


def _word(word: str, status: int = 200) -> HttpResponse:
    return HttpResponse(f"{word}\n", status=status, content_type="text/plain")
