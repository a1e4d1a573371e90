"""The app ``letters``."""

from django.apps import AppConfig


class LettersConfig(AppConfig):
    """Letters and certificates, and the templates they are written from."""

    name = "faden.domain.letters"
    label = "letters"
