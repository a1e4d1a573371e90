"""The app ``staffing``."""

from django.apps import AppConfig


class StaffingConfig(AppConfig):
    """Posts and who fills them."""

    name = "faden.domain.staffing"
    label = "staffing"
