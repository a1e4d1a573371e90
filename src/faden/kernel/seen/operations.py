"""Mark news as read.

Nothing here is written into the trace: it changes nothing but what somebody sees on the own start page.
"""

from datetime import date, timedelta
from uuid import UUID

from django.db import transaction

from faden.kernel.access.actor import Actor
from faden.kernel.seen.models import SeenMark

#: News are shown for at most 90 days; a mark that is older is needed no more.
KEPT = timedelta(days=180)


@transaction.atomic
def mark_seen(*, subject: UUID, actor: Actor, today: date) -> None:
    """Show a piece of news no more; sent twice it is marked once. Old marks of the actor go away."""
    mine = SeenMark.objects.filter(owner_id=actor.id)
    mine.filter(seen_on__lt=today - KEPT).delete()
    SeenMark.objects.bulk_create([SeenMark(owner_id=actor.id, subject=subject, seen_on=today)], ignore_conflicts=True)
