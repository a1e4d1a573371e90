"""The app ``sign_in``."""

from django.apps import AppConfig


class SignInConfig(AppConfig):
    """Sessions, second factors, invitations."""

    name = "faden.kernel.sign_in"
    label = "sign_in"
