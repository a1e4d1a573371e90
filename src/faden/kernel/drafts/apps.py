"""The app ``drafts``."""

from django.apps import AppConfig


class DraftsConfig(AppConfig):
    """What is typed and not sent yet."""

    name = "faden.kernel.drafts"
    label = "drafts"
