"""The app ``conferences``."""

from django.apps import AppConfig


class ConferencesConfig(AppConfig):
    """Case conferences with their minutes and agreements."""

    name = "faden.domain.conferences"
    label = "conferences"
