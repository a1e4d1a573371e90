"""The job that seals the trace every ten minutes."""

from django.conf import settings
from django.utils import timezone
from procrastinate.contrib.django import app

from faden.kernel.access.acting import act_as
from faden.kernel.audit.sealing import anchor, seal
from faden.kernel.identity.queries import system_actor


@app.periodic(cron="*/10 * * * *")
@app.task(name="audit.seal", queueing_lock="audit.seal")
def seal_trace(timestamp: int) -> None:  # noqa: ARG001  what a periodic job is told
    """Seal as the system; without keys there is nothing to seal with (``faden doctor`` says so)."""
    if settings.SEALING_KEYS is None:
        return
    with act_as(system_actor(), today=timezone.localdate()):
        made = seal(ring=settings.SEALING_KEYS, now=timezone.now())
    if made is not None:
        anchor(made, settings.AUDIT_ANCHOR)
