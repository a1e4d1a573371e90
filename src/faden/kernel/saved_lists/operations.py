"""Keep a list, name it anew, share it, remove it.

Nothing here is written into the trace: filters say nothing about a client.
"""

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction

from faden.kernel.access.actor import Actor
from faden.kernel.access.editing import lock, save_edit, take_turns
from faden.kernel.access.errors import Invalid
from faden.kernel.saved_lists.models import SavedList
from faden.kernel.saved_lists.rules import may_change_list

MOST = 30
LONGEST_NAME = 60


@transaction.atomic
def keep_list(*, page: str, name: str, filters: Mapping[str, str], actor: Actor, team: UUID | None = None) -> SavedList:
    """Keep the filters of a list by a name.

    :param filters: by parameter; the page hands over nothing but the filters it knows
    :param team: one of the actor's own; row security refuses any other
    :raises Invalid: no name, one that the actor uses already, or too many lists
    """
    cleaned = _named(name, page, actor)
    if SavedList.objects.filter(owner_id=actor.id, page=page).count() >= MOST:
        raise Invalid({"": f"Sie haben schon {MOST} Listen gespeichert. Löschen Sie zuerst eine."})
    saved = SavedList(owner_id=actor.id, page=page, name=cleaned, filters=dict(filters), team=team)
    saved.save(force_insert=True)
    return saved


@transaction.atomic
def change_list(*, saved: SavedList, version: int, name: str, actor: Actor, team: UUID | None = None) -> None:
    """Give it another name, share it or keep it to oneself.

    :raises Refused: somebody else's
    :raises Conflict: it was changed in another tab
    """
    may_change_list.check(actor, saved)
    current = lock(saved, version=version, fields=("name",))
    save_edit(current, name=_named(name, saved.page, actor, but=saved.id), team=team)


@transaction.atomic
def remove_list(*, saved: SavedList, actor: Actor) -> None:
    """Remove a list; the cases it showed stay where they are.

    :raises Refused: somebody else's
    """
    may_change_list.check(actor, saved)
    lock(saved).delete()


def _named(name: str, page: str, actor: Actor, but: UUID | None = None) -> str:
    cleaned = " ".join(name.split())[:LONGEST_NAME]
    if not cleaned:
        raise Invalid({"name": "Bitte geben Sie der Liste einen Namen."})
    # Whoever names two lists at once, or counts them, would see neither of them yet.
    take_turns("lists", actor.id)
    namesakes = SavedList.objects.filter(owner_id=actor.id, page=page, name=cleaned)
    if any(one.id != but for one in namesakes):
        raise Invalid({"name": "So heißt schon eine Ihrer Listen. Bitte wählen Sie einen anderen Namen."})
    return cleaned
