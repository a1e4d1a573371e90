"""Address of the gallery."""

from django.urls import path

from faden.web.gallery.views import gallery, whole_page

app_name = "gallery"
urlpatterns = [
    path("", gallery, name="gallery"),
    path("seiten/<slug:name>/", whole_page, name="whole_page"),
]
