"""The app ``diary``."""

from django.apps import AppConfig


class DiaryConfig(AppConfig):
    """Appointments and tasks."""

    name = "faden.domain.diary"
    label = "diary"
