"""All addresses: one include per workplace."""

from django.urls import URLPattern, URLResolver, include, path
from django.views.generic import RedirectView

urlpatterns: list[URLPattern | URLResolver] = [
    path("", RedirectView.as_view(url="/heute/", http_method_names=["get", "head"])),
    path("", include("faden.web.public.urls")),
    path("", include("faden.web.layout.urls")),
    path("", include("faden.web.today.urls")),
    path("", include("faden.web.diary.urls")),
    path("", include("faden.web.casework.urls")),
    path("tablet/", include("faden.web.tablet.urls")),
    path("berichte/", include("faden.web.monitoring.urls")),
    path("", include("faden.web.network.urls")),
    path("anfragen/", include("faden.web.residence.urls")),
    path("programm/", include("faden.web.programme.urls")),
    path("", include("faden.web.findings.urls")),
    path("", include("faden.web.steering.urls")),
    path("datenschutz/", include("faden.web.protection.urls")),
    path("", include("faden.web.administration.urls")),
    path("ui/", include("faden.web.gallery.urls")),
    path("api/v1/", include("faden.api.urls")),
]

handler400 = "faden.web.layout.errors.bad_request"
handler403 = "faden.web.layout.errors.forbidden"
handler404 = "faden.web.layout.errors.not_found"
handler500 = "faden.web.layout.errors.server_error"
