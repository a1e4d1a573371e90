"""The nightly job that clears away packages whose day has come."""

from django.utils import timezone
from procrastinate.contrib.django import app

from faden.domain.subject_requests.operations import access as operations
from faden.kernel.access.acting import act_as
from faden.kernel.identity.queries import system_actor


@app.periodic(cron="41 3 * * *")
@app.task(name="subject_requests.clear_away", queueing_lock="subject_requests.clear_away")
def clear_away(timestamp: int) -> None:  # noqa: ARG001  what a periodic job is told
    """Clear away as the system."""
    today = timezone.localdate()
    with act_as(system_actor(), today=today):
        operations.clear_away(actor=system_actor(), today=today)
