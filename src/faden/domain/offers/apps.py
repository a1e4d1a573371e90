"""The app ``offers``."""

from django.apps import AppConfig


class OffersConfig(AppConfig):
    """What organisations offer."""

    name = "faden.domain.offers"
    label = "offers"
