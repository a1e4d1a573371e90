"""The nightly job that clears away what goes by itself."""

from django.conf import settings
from django.utils import timezone
from procrastinate.contrib.django import app

from faden.domain.retention import clear_away as clearing
from faden.kernel.access.acting import act_as
from faden.kernel.identity.queries import system_actor


@app.periodic(cron="11 4 * * *")
@app.task(name="retention.clear_away", queueing_lock="retention.clear_away")
def clear_away(timestamp: int) -> None:  # noqa: ARG001  what a periodic job is told
    """Clear away as the system."""
    now = timezone.now()
    with act_as(system_actor(), today=timezone.localdate()):
        clearing.clear_away(actor=system_actor(), today=timezone.localdate(), now=now, ring=settings.SEALING_KEYS)
