"""The app ``cases``."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Cases, their stays, and everything counselled in them."""

    name = "faden.domain.cases"
    label = "cases"
