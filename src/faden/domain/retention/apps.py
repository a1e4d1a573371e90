"""The app ``retention``."""

from django.apps import AppConfig


class RetentionConfig(AppConfig):
    """How long what is kept, and how it is erased."""

    name = "faden.domain.retention"
    label = "retention"
