"""The app ``audit``."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """The trace of every act."""

    name = "faden.kernel.audit"
    label = "audit"
