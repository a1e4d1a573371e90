"""The app ``client_texts``."""

from django.apps import AppConfig


class ClientTextsConfig(AppConfig):
    """What clients read, in nine languages."""

    name = "faden.domain.client_texts"
    label = "client_texts"
