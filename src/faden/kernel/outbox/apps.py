"""The app ``outbox``."""

from django.apps import AppConfig


class OutboxConfig(AppConfig):
    """Mail that leaves the product."""

    name = "faden.kernel.outbox"
    label = "outbox"
