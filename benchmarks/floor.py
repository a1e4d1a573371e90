"""What every page pays for, so that the others can be told as multiples of it."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from faden.domain.cases.models import Case
from faden.web.layout.pages import Request, page


@page("GET")
def floor(request: Request, case_id: UUID) -> HttpResponse:  # noqa: ARG001 - a view is given the request
    """The floor F: the product's middleware and sign-in, and one row of a guarded table by its primary key."""
    return HttpResponse(Case.objects.get(id=case_id).number)


def bare(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - a view is given the request
    """Only the middleware: says how much of the floor is the machine's."""
    return HttpResponse("leer")
