"""The app ``seen``."""

from django.apps import AppConfig


class SeenConfig(AppConfig):
    """Which news somebody has read."""

    name = "faden.kernel.seen"
    label = "seen"
