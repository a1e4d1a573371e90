"""The app ``steering``."""

from django.apps import AppConfig


class SteeringConfig(AppConfig):
    """Bodies, meetings, decisions and what became of them."""

    name = "faden.domain.steering"
    label = "steering"
