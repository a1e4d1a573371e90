"""What the frame around every page shows."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

import faden
from faden.web.layout import messages, navigation, session, site, stylesheet

THEME_COOKIE = f"{settings.COOKIE_PREFIX}faden_theme"
THEMES = ("light", "dark")
#: Seconds before the end of an idle session in which the script warns.
WARNS_BEFORE = 2 * 60


def context(request: HttpRequest) -> dict[str, Any]:
    """Return what page.html needs; asks the database nothing, so that the error pages can use it too."""
    actor = getattr(request, "actor", None)
    places = navigation.for_page(actor, request) if actor else ()
    return {
        "request": request,
        "actor": actor,
        "today": getattr(request, "today", None),
        "site_name": site.remembered(request),
        "version_of_faden": faden.__version__,
        # Not "theme": themes are what the findings are about, and a page of theirs would repaint itself with a title.
        "appearance": chosen if (chosen := request.COOKIES.get(THEME_COOKIE)) in THEMES else "",
        "stylesheet_address": stylesheet.address,
        "idle": {"seconds": _first_look(request) if actor else 0, "warns": WARNS_BEFORE},
        "factor_due_on": session.factor_due_on(request) if actor else None,
        "take_message": lambda: messages.take(request),
        "navigation": places,
        "in_reach": navigation.within_reach(places),
        "search_address": navigation.search_address(actor) if actor else None,
    }


def _first_look(request: HttpRequest) -> int:
    """Seconds until the session ends if nothing is done: half an hour, or what is left of the ten hours."""
    return min(settings.SESSION_COOKIE_AGE, session.until_the_longest(request, timezone.now()))
