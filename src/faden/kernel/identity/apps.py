"""The app ``identity``."""

from django.apps import AppConfig


class IdentityConfig(AppConfig):
    """Accounts and roles."""

    name = "faden.kernel.identity"
    label = "identity"
