"""The nightly job that clears away what was deleted long ago."""

from django.utils import timezone
from procrastinate.contrib.django import app

from faden.kernel.access.acting import act_as
from faden.kernel.files import operations
from faden.kernel.identity.queries import system_actor


@app.periodic(cron="23 3 * * *")
@app.task(name="files.clear_away", queueing_lock="files.clear_away")
def clear_away(timestamp: int) -> None:  # noqa: ARG001  what a periodic job is told
    """Clear away as the system."""
    today = timezone.localdate()
    with act_as(system_actor(), today=today):
        operations.clear_away(actor=system_actor(), today=today)
