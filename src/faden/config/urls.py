"""All addresses: one include per workplace."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("faden.web.public.urls")),
]
