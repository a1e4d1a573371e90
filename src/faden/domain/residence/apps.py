"""App configuration."""

from django.apps import AppConfig


class ResidenceConfig(AppConfig):
    """Request packages to residence authorities."""

    name = "faden.domain.residence"
    label = "residence"
