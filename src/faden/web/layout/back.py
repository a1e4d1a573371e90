"""Back to the page an act was done on, where only a button was pressed there."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme

#: What the button sends along: the address of its page.
BACK = "weiter"


def back(request: HttpRequest, otherwise: str = "/") -> HttpResponse:
    """Go to the page the button stands on; never to another site.

    :param otherwise: where to go when the button did not say, or something else did
    """
    wanted = request.POST.get(BACK, "")
    safe = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) and wanted.startswith("/")
    return HttpResponseRedirect(wanted if safe else otherwise, status=303)
