"""How long somebody stays signed in without doing anything, for the script that warns before it ends.

Works without the script as well: the session ends by itself, what is sent afterwards comes back with the way to
sign in, and what was typed into a form that keeps its draft is there again.
"""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from faden.web.layout import session
from faden.web.layout.pages import Request, page


@never_cache
@require_safe
def remaining(request: HttpRequest) -> HttpResponse:
    """/sitzung/: seconds that are left, and whose they are; being asked is no activity, so it prolongs nothing.

    ``last``: the ten hours are nearly over, and staying does not help.
    """
    left = session.remaining(request, timezone.now())
    return JsonResponse({"left": left.seconds, "who": left.whose, "last": left.is_last})


@page("POST", before_factor=True)
def stay(request: Request) -> HttpResponse:
    """/sitzung/verlaengern/: somebody is still there; ten hours stay the most."""
    session.touch(request)
    return HttpResponse(status=204)
