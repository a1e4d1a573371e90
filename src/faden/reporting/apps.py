"""The app ``reporting``."""

from django.apps import AppConfig


class ReportingConfig(AppConfig):
    """What may be told about casework: counts."""

    name = "faden.reporting"
    label = "reporting"
