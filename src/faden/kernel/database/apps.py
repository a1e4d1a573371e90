"""The app ``database``."""

from django.apps import AppConfig


class DatabaseConfig(AppConfig):
    """Roles, row security, base model."""

    name = "faden.kernel.database"
    label = "database"
