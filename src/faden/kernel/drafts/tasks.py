"""The nightly job that removes expired drafts."""

from django.utils import timezone
from procrastinate.contrib.django import app

from faden.kernel.access.acting import act_as
from faden.kernel.drafts.operations import purge_drafts
from faden.kernel.identity.queries import system_actor


@app.periodic(cron="20 3 * * *")
@app.task(name="drafts.purge", pass_context=False)
def purge(timestamp: int) -> None:  # noqa: ARG001  what procrastinate hands over
    """Remove drafts that nobody has come back to."""
    with act_as(system_actor(), today=timezone.localdate()):
        purge_drafts()
