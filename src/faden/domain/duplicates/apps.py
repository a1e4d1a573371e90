"""The app ``duplicates``."""

from django.apps import AppConfig


class DuplicatesConfig(AppConfig):
    """People who may be stored twice: told apart, or made one again."""

    name = "faden.domain.duplicates"
    label = "duplicates"
