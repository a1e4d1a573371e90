"""The draft of a form that somebody opens again."""

from datetime import date

from faden.kernel.access.actor import Actor
from faden.kernel.drafts.models import Draft


def newest_draft(form: str, subject: str, *, actor: Actor, today: date) -> Draft | None:
    """What the actor typed last into this form about this subject and has not sent."""
    mine = Draft.objects.filter(owner_id=actor.id, form=form, subject=subject, is_finished=False, expires_on__gt=today)
    return mine.order_by("-saved_at", "-id").first()
