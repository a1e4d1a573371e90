"""The app ``organisations``."""

from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    """The actors of the network."""

    name = "faden.domain.organisations"
    label = "organisations"
