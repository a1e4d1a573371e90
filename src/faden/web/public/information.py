"""Help and the legal pages; the same for everybody."""

from django.http import HttpResponse

from faden.web.layout.pages import Request, page, render


@page("GET", public=True)
def help_page(request: Request) -> HttpResponse:
    """/hilfe/: where to find what, and the keys."""
    return render(request, "public/help.html")


@page("GET", public=True)
def accessibility(request: Request) -> HttpResponse:
    """/barrierefreiheit/: statement after § 10 BGG NRW."""
    return render(request, "public/accessibility.html")


@page("GET", public=True)
def privacy(request: Request) -> HttpResponse:
    """/datenschutz/: what the product stores about those who use it, and what everybody can ask for."""
    return render(request, "public/privacy.html")


@page("GET", public=True)
def imprint(request: Request) -> HttpResponse:
    """/impressum/: who runs it."""
    return render(request, "public/imprint.html")
