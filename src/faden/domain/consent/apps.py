"""The app ``consent``."""

from django.apps import AppConfig


class ConsentConfig(AppConfig):
    """Consents to data processing and releases from confidentiality."""

    name = "faden.domain.consent"
    label = "consent"
