"""The app ``referrals``."""

from django.apps import AppConfig


class ReferralsConfig(AppConfig):
    """Hand-overs of a concern to an organisation, answered by it."""

    name = "faden.domain.referrals"
    label = "referrals"
