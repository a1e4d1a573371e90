"""Pages of the programme."""

from django.http import HttpResponse

from faden.domain.places.queries import site
from faden.domain.staffing.queries import staffing_plan
from faden.domain.staffing.rules import may_see_posts
from faden.web.layout.pages import Request, page, render


@page("GET")
def posts(request: Request) -> HttpResponse:
    """/programm/stellen/: which posts there are, who fills them, and whether they add up to what the sources say."""
    may_see_posts.check(request.actor)
    return render(request, "programme/posts.html", plan=staffing_plan(request.today), site=site())
