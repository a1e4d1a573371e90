"""Address of the gallery."""

from django.urls import path

from faden.web.gallery.views import gallery

app_name = "gallery"
urlpatterns = [path("", gallery, name="gallery")]
