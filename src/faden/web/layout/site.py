"""The site's name in the header: read once when somebody signs in, then carried by the session."""

from django.http import HttpRequest

from faden.domain.places.queries import site

KEY = "site"


def read_name() -> str:
    """Return the name of the Kreis or city this database belongs to; empty before a site file is loaded."""
    here = site()
    return here.name if here else ""


def remember(request: HttpRequest) -> None:
    """Put the name into the session that has just begun."""
    request.session[KEY] = read_name()


def remembered(request: HttpRequest) -> str:
    """Return the name from the session of somebody who is signed in."""
    return request.session.get(KEY, "") if hasattr(request, "actor") else ""
