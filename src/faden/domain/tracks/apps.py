"""The app ``tracks``."""

from django.apps import AppConfig


class TracksConfig(AppConfig):
    """Steps, due dates and questions for target groups, written in the site file."""

    name = "faden.domain.tracks"
    label = "tracks"
