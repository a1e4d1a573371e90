"""The chain of the trace, on plain values: what an entry's digest is, what a seal says, where the first break is."""

import hmac
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256

from faden.lib.sealing import Key, KeyRing

#: What stands before the first seal.
NOTHING = "0" * 64
PURPOSE = b"faden.audit.seal"
CUT = b"faden.audit.cut"


@dataclass(frozen=True)
class Link:
    """An entry as the chain sees it.

    :ivar content: everything it says, its place included, as one text
    """

    lane: int
    position: int
    digest: bytes
    content: str


@dataclass(frozen=True)
class Head:
    """The newest entry of a lane."""

    lane: int
    last: int
    digest: bytes


@dataclass(frozen=True)
class Seal:
    """All heads at a moment, under a key that the database does not know."""

    number: int
    at: datetime
    heads: Mapping[str, tuple[int, str]]
    entries: int
    previous: str
    key: str
    mac: str

    @property
    def line(self) -> str:
        """What is written outside the database."""
        return f"{self.number} {self.at.astimezone(UTC).isoformat()} {self.entries} {self.key} {self.mac}"


@dataclass(frozen=True)
class Cut:
    """The trace begins behind a seal, under the same key that seals.

    :ivar number: of the seal
    :ivar entries: how many entries were removed in all
    """

    number: int
    at: datetime
    entries: int
    key: str
    mac: str


@dataclass(frozen=True)
class Break:
    """The first place where the trace is not what it was.

    :ivar reason: German, a whole sentence
    """

    reason: str
    lane: int | None = None
    position: int | None = None


def first_digest(lane: int) -> bytes:
    """What the first entry of a lane follows."""
    return sha256(str(lane).encode()).digest()


def next_digest(before: bytes, content: str) -> bytes:
    """The digest of an entry that follows another."""
    return sha256(before + content.encode()).digest()


def mac_of(seal: Seal, key: Key) -> str:
    """What only somebody with the key can write under a seal."""
    said = [seal.number, seal.at.astimezone(UTC).isoformat(), seal.heads, seal.entries, seal.previous, seal.key]
    text = json.dumps(said, sort_keys=True, separators=(",", ":"))
    return hmac.new(key.secret, PURPOSE + text.encode(), sha256).hexdigest()


def mac_of_cut(cut: Cut, seal: Seal, key: Key) -> str:
    """What only somebody with the key can write under a cut."""
    said = json.dumps([cut.number, cut.at.astimezone(UTC).isoformat(), cut.entries, seal.mac, cut.key])
    return hmac.new(key.secret, CUT + said.encode(), sha256).hexdigest()


def heads_at(seals: Iterable[Seal], number: int) -> dict[int, Head]:
    """Every lane's newest entry when this seal was made."""
    heads: dict[int, Head] = {}
    for seal in seals:
        if seal.number <= number:
            heads |= {
                int(lane): Head(int(lane), last, bytes.fromhex(digest)) for lane, (last, digest) in seal.heads.items()
            }
    return heads


def broken_cut(cut: Cut, seals: Iterable[Seal], ring: KeyRing) -> Break | None:
    """Whether this cut was made by whoever has the key, at a seal that is there."""
    seal = next((seal for seal in seals if seal.number == cut.number), None)
    key = next((key for key in ring.keys if key.id.hex() == cut.key), None)
    if seal is None or key is None or not hmac.compare_digest(mac_of_cut(cut, seal, key), cut.mac):
        return Break(
            f"Dass das Protokoll hinter dem Siegel {cut.number} beginnt, hat niemand mit dem Schlüssel gesagt."
        )
    return None


def broken_seal(seals: Iterable[Seal], ring: KeyRing, anchored: Iterable[str]) -> Break | None:
    """The first seal that is missing, changed, or not the one that was written outside the database."""
    known, previous = list(seals), NOTHING
    for expected, seal in enumerate(known, start=1):
        if seal.number != expected:
            return Break(f"Das Siegel {expected} fehlt.")
        key = next((key for key in ring.keys if key.id.hex() == seal.key), None)
        if key is None:
            return Break(f"Das Siegel {expected} nennt einen Schlüssel, der nicht in FADEN_SEALING_KEYS steht.")
        if seal.previous != previous or not hmac.compare_digest(mac_of(seal, key), seal.mac):
            return Break(f"Das Siegel {expected} ist nicht das, das geschrieben wurde.")
        previous = seal.mac
    there = {seal.line for seal in known}
    foreign = next((line for line in anchored if line not in there), None)
    if foreign is not None:
        return Break(f"Die Datenbank kennt ein Siegel nicht, das außerhalb aufgeschrieben ist: {foreign[:60]}")
    return None


def sealed_places(seals: Iterable[Seal]) -> dict[int, dict[int, tuple[str, int]]]:
    """Lane → position → the digest that was sealed there, and the seal's number."""
    places: dict[int, dict[int, tuple[str, int]]] = {}
    for seal in seals:
        for lane, (last, digest) in seal.heads.items():
            places.setdefault(int(lane), {}).setdefault(last, (digest, seal.number))
    return places


@dataclass
class Walk:
    """Along all lanes, entry by entry; ``count`` is how many it was.

    :param begin: by lane, the entry that the first one follows, where the trace was cut
    """

    heads: Mapping[int, Head]
    sealed: Mapping[int, Mapping[int, tuple[str, int]]]
    begin: Mapping[int, Head] = field(default_factory=dict)
    count: int = 0

    def first_break(self, links: Iterable[Link]) -> Break | None:
        """The first entry that is not what was written; at each lane's end, whether some are missing.

        :param links: ordered by lane and position
        """
        seen: set[int] = set()
        here: Head | None = None
        for link in links:
            if here is None or here.lane != link.lane:
                if here is not None and (broken := self._at_end(here)):
                    return broken
                here = self._begin_of(link.lane)
                seen.add(link.lane)
            if broken := self._step(here, link):
                return broken
            here = Head(link.lane, link.position, link.digest)
            self.count += 1
        if here is not None and (broken := self._at_end(here)):
            return broken
        return next(self._without_entries(seen), None)

    def _begin_of(self, lane: int) -> Head:
        return self.begin.get(lane) or Head(lane, 0, first_digest(lane))

    def _step(self, before: Head, link: Link) -> Break | None:
        at = (link.lane, link.position)
        if link.position != before.last + 1:
            reason = f"Vor dem Eintrag {link.position} der Spur {link.lane} fehlt etwas oder ist etwas dazugekommen."
            return Break(reason, *at)
        if link.digest != next_digest(before.digest, link.content):
            return Break(f"Der Eintrag {link.position} der Spur {link.lane} oder der davor wurde verändert.", *at)
        sealed = self.sealed.get(link.lane, {}).get(link.position)
        if sealed and sealed[0] != link.digest.hex():
            reason = f"Der Eintrag {link.position} der Spur {link.lane} ist nicht der, der im Siegel {sealed[1]} steht."
            return Break(reason, *at)
        return None

    def _at_end(self, reached: Head) -> Break | None:
        at = (reached.lane, reached.last)
        head = self.heads.get(reached.lane)
        if head is None:
            return Break(f"Der Kopf der Spur {reached.lane} fehlt.", *at)
        if (head.last, head.digest) != (reached.last, reached.digest):
            return Break(f"Die Spur {reached.lane} endet nicht dort, wo ihr Kopf es sagt.", *at)
        beyond = next((n for last, (_, n) in self.sealed.get(reached.lane, {}).items() if last > reached.last), None)
        return Break(f"Der Spur {reached.lane} fehlt, was im Siegel {beyond} steht.", *at) if beyond else None

    def _without_entries(self, seen: set[int]) -> Iterator[Break]:
        for lane in (self.heads.keys() | self.sealed.keys()) - seen:
            # Where everything was cut away, the head still says what the last entry was.
            begin = self._begin_of(lane)
            if self.heads.get(lane) != begin or any(last > begin.last for last in self.sealed.get(lane, ())):
                yield Break(f"Die Spur {lane} ist leer, obwohl ihr Kopf oder ein Siegel Einträge nennt.", lane)
