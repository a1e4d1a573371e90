"""The app ``entrance``."""

from django.apps import AppConfig


class EntranceConfig(AppConfig):
    """Links to choose a password with."""

    name = "faden.kernel.entrance"
    label = "entrance"
