"""Let the trace begin later: entries whose period is over go, and what is left can be verified as before."""

from datetime import datetime

from faden.kernel.audit.calculation import Cut, mac_of_cut
from faden.kernel.audit.models import AuditCut, AuditSeal
from faden.kernel.audit.verification import read_cut, read_seals
from faden.lib.sealing import KeyRing


def seal_before(moment: datetime) -> int | None:
    """The last seal that was made before a moment, where the trace does not begin behind it already."""
    cut = read_cut()
    newest = AuditSeal.objects.filter(at__lt=moment, number__gt=cut.number if cut else 0).order_by("-number").first()
    return newest.number if newest else None


def say_cut(*, number: int, ring: KeyRing, now: datetime) -> Cut:
    """Write down, under the key, that the trace begins behind a seal; whoever calls it removes the entries."""
    seal = next(one for one in read_seals() if one.number == number)
    key = ring.keys[0]
    said = Cut(number, now, seal.entries, key.id.hex(), "")
    made = Cut(number, now, seal.entries, said.key, mac_of_cut(said, seal, key))
    AuditCut.objects.create(**vars(made))
    return made
