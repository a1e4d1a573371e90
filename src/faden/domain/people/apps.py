"""The app ``people``."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Clients and their households."""

    name = "faden.domain.people"
    label = "people"
