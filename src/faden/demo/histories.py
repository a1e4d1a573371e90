"""Invents what is known of a client who has consented: titles, legal areas, languages, schooling, how to reach them."""

from datetime import date, timedelta
from random import Random
from typing import Any
from uuid import UUID

from faden.demo.catalogue import Catalogue
from faden.demo.shelf import Shelf
from faden.domain.people.enums import (
    AddressKind,
    ChannelKind,
    KnownBy,
    LanguageLevel,
    Proof,
    QualificationKind,
    Recognition,
)
from faden.domain.people.models import (
    Address,
    ContactChannel,
    LanguageSkill,
    LegalAreaPeriod,
    Nationality,
    Person,
    Qualification,
    ResidenceTitle,
)

#: The former title (may be None) and the present one, by nationality; the rest came to their family.
TITLES = {
    "SYR": ("asylg-55", "aufenthg-25-2-s"),
    "AFG": ("asylg-55", "aufenthg-25-3"),
    "UKR": (None, "aufenthg-24"),
    "ROU": (None, "freizuegg-2"),
    "BGR": (None, "freizuegg-2"),
}
FAMILY = (None, "aufenthg-30")
TOLERATED = ("asylg-55", "aufenthg-60a")
LEARNED = (
    ("Lehrerin oder Lehrer", QualificationKind.ACADEMIC, Recognition.APPLIED, "Bezirksregierung"),
    ("Krankenpflege", QualificationKind.VOCATIONAL, Recognition.PARTIAL, "Landesprüfungsamt"),
    ("Elektrotechnik", QualificationKind.VOCATIONAL, Recognition.NOT_APPLIED, ""),
    ("Schulabschluss nach zwölf Jahren", QualificationKind.SCHOOL, Recognition.FULL, "Bezirksregierung"),
    ("Schneiderei", QualificationKind.EXPERIENCE, Recognition.NOT_NEEDED, ""),
)
STREETS = ("Am Mühlenteich", "Birkenweg", "Gartenstraße", "Hinter dem Dorfe", "Kirchplatz", "Lindenallee", "Zur Furt")
LEVELS = (LanguageLevel.A1, LanguageLevel.A2, LanguageLevel.B1, LanguageLevel.B2)
MONTH = timedelta(days=30)


class Histories:
    """One client's histories, written down on the day of the consent.

    Drawn from a source of their own, so that the rest of the demo stays as it is.
    """

    def __init__(self, shelf: Shelf, catalogue: Catalogue, person: Person, nationality: str, key: str) -> None:
        self.shelf, self.catalogue, self.person, self.nationality = shelf, catalogue, person, nationality
        self.random = Random(f"histories {key}")

    def invent(self, on: date, author: UUID) -> None:
        """Everything that is known."""
        self.written: dict[str, Any] = {"person": self.person, "recorded_on": on, "recorded_by_id": author}
        arrived = self.person.arrived_on or on
        self._put(Nationality, country=self.nationality, known_by=KnownBy.SEEN)
        self._titles(arrived, on)
        self._legal_areas(arrived, on)
        self._languages(on)
        self._reached(arrived)
        if self.random.random() < 0.4:
            self._learned(arrived)

    def _titles(self, arrived: date, on: date) -> None:
        former, present = TITLES.get(self.nationality, FAMILY)
        if former and self.random.random() < 0.2:
            former, present = TOLERATED
        since = arrived
        if former:
            since = min(arrived + MONTH * self.random.randint(4, 14), on)
            if since > arrived:
                self._title(former, since=arrived, until=since, expires_on=since - timedelta(days=1))
        if present in self.catalogue.residence_kinds and not self.catalogue.residence_kinds[present].is_temporary:
            self._title(present, since=since)
            return
        expires_on = self.catalogue.today + timedelta(days=self.random.randint(-5, 700))
        self._title(present, since=since, issued_on=since, expires_on=max(expires_on, since + MONTH))

    def _title(self, key: str, **fields: Any) -> None:
        kind = self.catalogue.residence_kinds.get(key)
        if kind is not None:
            self._put(ResidenceTitle, kind=kind, known_by=KnownBy.SEEN, **fields)

    def _legal_areas(self, arrived: date, on: date) -> None:
        areas, moved = self.catalogue.legal_areas, min(arrived + MONTH * 12, on)
        if self.nationality in ("SYR", "AFG") and "asylblg" in areas and arrived < moved:
            self._put(LegalAreaPeriod, legal_area=areas["asylblg"], since=arrived, until=moved, known_by=KnownBy.TOLD)
        if "sgb-ii" in areas and self.random.random() < 0.8:
            self._put(LegalAreaPeriod, legal_area=areas["sgb-ii"], since=moved, known_by=KnownBy.SEEN)

    def _languages(self, on: date) -> None:
        if self.person.language:
            own: dict[str, Any] = {"language": self.person.language, "level": LanguageLevel.NATIVE, "proof": Proof.OWN}
            self._put(LanguageSkill, **own)
        step, judged = self.random.randrange(3), min(on + MONTH * 6, self.catalogue.today)
        if on < judged and self.random.random() < 0.5:
            first: dict[str, Any] = {"level": LEVELS[step], "proof": Proof.OWN, "since": on, "until": judged}
            self._put(LanguageSkill, language="de", **first)
            self._put(
                LanguageSkill, language="de", level=LEVELS[step + 1], proof=Proof.CERTIFICATE, since=judged, on=judged
            )
        else:
            self._put(LanguageSkill, language="de", level=LEVELS[step], proof=Proof.TESTED, since=on)

    def _reached(self, arrived: date) -> None:
        number = f"0151 {self.random.randint(1_000_000, 9_999_999)}"
        self._put(ContactChannel, kind=ChannelKind.PHONE, value=number, preferred=True)
        place: dict[str, Any] = {"municipality": self.person.municipality, "neighbourhood": self.person.neighbourhood}
        moved = arrived + MONTH * self.random.randint(3, 20)
        street = f"{self.random.choice(STREETS)} {self.random.randint(1, 60)}"
        if moved < self.catalogue.today:
            self._put(Address, kind=AddressKind.SHELTER, street="Sammelunterkunft", since=arrived, until=moved, **place)
            self._put(Address, kind=AddressKind.HOME, street=street, since=moved, **place)
        else:
            self._put(Address, kind=AddressKind.SHELTER, street="Sammelunterkunft", since=arrived, **place)

    def _learned(self, arrived: date) -> None:
        name, kind, recognition, office = self.random.choice(LEARNED)
        applied = min(arrived + MONTH * 10, self.catalogue.today) if office else None
        decided = recognition in (Recognition.FULL, Recognition.PARTIAL) and applied
        self._put(
            Qualification,
            name=name,
            kind=kind,
            country=self.nationality,
            finished_in=arrived.year - self.random.randint(1, 8),
            recognition=recognition,
            office=office,
            applied_on=applied,
            decided_on=min(applied + MONTH * 5, self.catalogue.today) if applied and decided else None,
        )

    def _put(self, table: type[Any], *, on: date | None = None, **fields: Any) -> None:
        written = {**self.written, "recorded_on": on} if on else self.written
        self.shelf.put(table(**written, **fields))
