"""Light or dark: as the device has it, unless somebody has chosen."""

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme

from faden.web.layout.frame import THEME_COOKIE, THEMES
from faden.web.layout.pages import Request, page

A_YEAR = 365 * 24 * 60 * 60


@page("POST", public=True)
def choose(request: Request) -> HttpResponse:
    """Remember the choice in a cookie of this browser and go back to the page."""
    back = request.POST.get("weiter", "/")
    safe = url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    answer = HttpResponseRedirect(back if safe else "/")
    theme = request.POST.get("darstellung", "")
    if theme in THEMES:
        secure = settings.SESSION_COOKIE_SECURE
        answer.set_cookie(THEME_COOKIE, theme, max_age=A_YEAR, httponly=True, samesite="Lax", secure=secure)
    else:
        answer.delete_cookie(THEME_COOKIE, samesite="Lax")
    return answer
