"""The app ``catalogues``."""

from django.apps import AppConfig


class CataloguesConfig(AppConfig):
    """Legal areas, life domains, target groups, barriers."""

    name = "faden.domain.catalogues"
    label = "catalogues"
