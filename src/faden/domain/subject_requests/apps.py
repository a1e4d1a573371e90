"""The app ``subject_requests``."""

from django.apps import AppConfig


class SubjectRequestsConfig(AppConfig):
    """What people ask for about their own data."""

    name = "faden.domain.subject_requests"
    label = "subject_requests"
