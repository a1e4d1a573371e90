"""Show who restricted people are, to those for whom the database opens it, and only in the opened file."""

from faden.domain.people.models import Person, ShieldedIdentity
from faden.domain.people.models.person import IDENTITY


def reveal(*people: Person) -> None:
    """Lay the identity over these people where they are restricted and open to the actor; the others stay masked.

    They are for reading: stored, the database refuses them (``person_shielded_is_masked``). No statement without a
    restricted person among them.
    """
    shielded = {one.id for one in people if one.is_shielded}
    if not shielded:
        return
    found = ShieldedIdentity.objects.filter(person__in=shielded).select_related("municipality", "neighbourhood")
    identities = {one.person_id: one for one in found}
    for person in people:
        if (identity := identities.get(person.id)) is not None:
            for name in IDENTITY:
                # Cases repeat the key by which they are sorted: it stays the mask's.
                if name != "sort_name":
                    setattr(person, name, getattr(identity, name))
