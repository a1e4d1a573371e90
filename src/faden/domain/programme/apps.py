"""The app ``programme``."""

from django.apps import AppConfig


class ProgrammeConfig(AppConfig):
    """Milestones and operative goals."""

    name = "faden.domain.programme"
    label = "programme"
