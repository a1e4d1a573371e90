"""Where the names of somebody are written: into the row of the person, or where a Sperrvermerk has put them."""

from faden.domain.people.models import Person, ShieldedIdentity
from faden.kernel.access.errors import Refused

CLOSED = "Für diese Person gilt ein Sperrvermerk; ihre Angaben sind Ihnen nicht zugänglich."


def hold_identity(person: Person) -> Person | ShieldedIdentity:
    """What holds the identity of a locked person, locked like it.

    :raises Refused: the person is restricted, and not open to the actor
    """
    if not person.is_shielded:
        return person
    identity = ShieldedIdentity.objects.select_for_update().filter(person=person).first()
    if identity is None:
        raise Refused(CLOSED)
    return identity
