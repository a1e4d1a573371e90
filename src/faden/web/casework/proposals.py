"""After a case is opened or its facts change: which tracks the site proposes now. Nothing begins by itself."""

from datetime import date
from typing import Any

from faden.domain.tracks.queries import proposed_to
from faden.lib import german


def with_proposals(told: str, case: Any, today: date, *, about: Any = None) -> str:
    """The sentence about what was done, and the tracks that fit.

    :param about: whose facts have changed; those of others in the household propose nothing
    """
    if about is not None and about.id != case.person_id:
        return told
    fitting = [f"„{track.name}“" for track in proposed_to(case, today)]
    if not fitting:
        return told
    ways = german.plural(len(fitting), "der Begleitweg", "die Begleitwege")
    fit = german.plural(len(fitting), "passt", "passen")
    return f"{told} Zu diesem Fall {fit} {ways} {german.join(fitting)}. Mehr dazu steht unter „Begleitwege“."
