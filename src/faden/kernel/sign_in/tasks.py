"""The nightly job that removes what is over."""

from django.utils import timezone
from procrastinate.contrib.django import app

from faden.kernel.access.acting import act_as
from faden.kernel.identity.queries import system_actor
from faden.kernel.sign_in.operations import forget_expired_sessions


@app.periodic(cron="50 3 * * *")
@app.task(name="sign_in.forget", pass_context=False)
def forget(timestamp: int) -> None:  # noqa: ARG001  what procrastinate hands over
    """Remove the rows of sessions that are over."""
    with act_as(system_actor(), today=timezone.localdate()):
        forget_expired_sessions(now=timezone.now())
