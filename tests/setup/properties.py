"""Hypothesis: no deadlines, because a busy machine is not an error."""

from hypothesis import HealthCheck, settings

settings.register_profile("faden", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("faden")
