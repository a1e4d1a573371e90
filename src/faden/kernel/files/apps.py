"""The app ``files``."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """Files that are filed."""

    name = "faden.kernel.files"
    label = "files"
