"""The app ``saved_lists``."""

from django.apps import AppConfig


class SavedListsConfig(AppConfig):
    """Filters of a list, kept by name."""

    name = "faden.kernel.saved_lists"
    label = "saved_lists"
