"""The app ``places``."""

from django.apps import AppConfig


class PlacesConfig(AppConfig):
    """Territory of the site."""

    name = "faden.domain.places"
    label = "places"
