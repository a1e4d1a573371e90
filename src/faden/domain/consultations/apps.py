"""The app ``consultations``."""

from django.apps import AppConfig


class ConsultationsConfig(AppConfig):
    """Expert supervision of cases nobody is named in."""

    name = "faden.domain.consultations"
    label = "consultations"
