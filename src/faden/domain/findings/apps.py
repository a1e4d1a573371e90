"""The app ``findings``."""

from django.apps import AppConfig


class FindingsConfig(AppConfig):
    """What goes wrong in many cases: gap reports and generative themes."""

    name = "faden.domain.findings"
    label = "findings"
