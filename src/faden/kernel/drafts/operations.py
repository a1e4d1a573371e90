"""Keep what is being typed, and forget it when it has been sent.

Nothing here is written into the trace: a draft is nothing that anybody has done yet.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from faden.kernel.access.actor import Actor
from faden.kernel.access.errors import Invalid
from faden.kernel.drafts.models import Draft

LIVES = timedelta(days=14)
MOST = 100
#: Bytes. A long note has 10,000 characters; nothing that people type is larger than this.
LARGEST = 200_000

Values = Mapping[str, Sequence[str]]


@transaction.atomic
def save_draft(
    *, draft_id: UUID, form: str, subject: str, values: Values, actor: Actor, now: datetime, today: date
) -> Draft | None:
    """Keep what stands in a form now; each saving replaces the one before.

    :param draft_id: made when the form was shown
    :param values: what was typed, by the name of the field
    :returns: None when the form has been sent meanwhile (or the identifier is none of the actor's)
    :raises Invalid: too large, or more drafts than anybody needs
    """
    if len(json.dumps(values, ensure_ascii=False).encode()) > LARGEST:
        raise Invalid({"": "Der Entwurf ist zu lang, um ihn zu sichern."})
    mine = Draft.objects.filter(owner_id=actor.id, is_finished=False)
    kept = {"values": dict(values), "saved_at": now, "expires_on": today + LIVES}
    if not mine.filter(id=draft_id, form=form, subject=subject).update(**kept):
        if mine.count() >= MOST:
            raise Invalid({"": f"Es sind schon {MOST} Entwürfe gesichert. Senden oder verwerfen Sie zuerst einige."})
        _put(Draft(id=draft_id, owner_id=actor.id, form=form, subject=subject, **kept))
    return mine.filter(id=draft_id).first()


@transaction.atomic
def finish_draft(*, draft_id: UUID, form: str, subject: str, actor: Actor, now: datetime, today: date) -> None:
    """Forget what was typed: the form has been sent.

    An empty row stays for a while, so that a saving which is still under way does not bring the draft back.
    """
    if discard_draft(draft_id=draft_id, actor=actor, now=now, today=today):
        return
    # Nothing is kept, or the first saving is still under way: storing waits for it, and then it is there to be emptied.
    empty = _empty(now, today)
    _put(Draft(id=draft_id, owner_id=actor.id, form=form, subject=subject, **empty))
    discard_draft(draft_id=draft_id, actor=actor, now=now, today=today)


@transaction.atomic
def discard_draft(*, draft_id: UUID, actor: Actor, now: datetime, today: date) -> bool:
    """Forget what was typed, if it is there: it is not wanted any more; whether it was there."""
    found = Draft.objects.filter(id=draft_id, owner_id=actor.id, is_finished=False).update(**_empty(now, today))
    return bool(found)


@transaction.atomic
def purge_drafts() -> int:
    """Remove what has expired; called by the job, acting as the system.

    :returns: how many drafts were removed
    """
    # The row policy says which: the system neither sees a draft nor removes one that still counts.
    return Draft.objects.all().delete()[0]


def _empty(now: datetime, today: date) -> dict[str, Any]:
    return {"values": {}, "saved_at": now, "is_finished": True, "expires_on": today + timedelta(days=1)}


def _put(draft: Draft) -> None:
    """Store it unless a row with this identifier is there already, whoever's it may be."""
    Draft.objects.bulk_create([draft], ignore_conflicts=True)
