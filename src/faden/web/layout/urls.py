"""Addresses of the frame itself."""

from django.urls import path

from faden.web.layout import drafts, idle
from faden.web.layout.stylesheet import stylesheet
from faden.web.layout.theme import choose

app_name = "layout"
urlpatterns = [
    path("stil/<slug:digest>.css", stylesheet, name="stylesheet"),
    path("darstellung/", choose, name="theme"),
    path("sitzung/", idle.remaining, name="session"),
    path("sitzung/verlaengern/", idle.stay, name="stay"),
    path("entwurf/", drafts.save, name="save_draft"),
    path("entwurf/<uuid:draft_id>/verwerfen/", drafts.discard, name="discard_draft"),
]
