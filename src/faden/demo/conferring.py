"""Invents case conferences: who sat at the table, what each one saw, and what was agreed."""

from datetime import date, datetime, time, timedelta
from random import Random
from uuid import UUID
from zoneinfo import ZoneInfo

from faden.demo.catalogue import Catalogue
from faden.demo.referring import OFTEN
from faden.demo.releasing import Releases
from faden.demo.shelf import Shelf
from faden.demo.story import Story
from faden.domain.conferences.enums import ConferenceState, Disclosure, HandedHow, Presence, Side
from faden.domain.conferences.models import (
    CaseConference,
    ConferenceAgreement,
    ConferenceParticipant,
    ConferenceStep,
    MinutesHandout,
)
from faden.domain.consent.enums import TransferKind
from faden.domain.diary.enums import TaskSource
from faden.domain.diary.models import Task
from faden.domain.organisations.models import Organisation

BERLIN = ZoneInfo("Europe/Berlin")
OCCASIONS = (
    ("Der Sprachkurs ist zum zweiten Mal abgebrochen", "Was braucht die Familie, damit der Kurs gelingt?"),
    ("Mehrere Stellen helfen, ohne voneinander zu wissen", "Wer macht was, und wer hält die Fäden zusammen?"),
    ("Übergang von der Schule in die Ausbildung", "Welche Unterstützung trägt in den ersten sechs Monaten?"),
)
CLIENTS = (
    "Der letzte Bus fährt vor dem Ende des Kurses. Am Vormittag könnte ich jeden Tag kommen.",
    "Ich bekomme von allen Briefe und weiß nicht, welchen ich zuerst beantworten soll.",
)
COUNSELLORS = ("Die Motivation ist da; es scheitert an Wegen und Zeiten, nicht am Willen.",)
ORGANISATIONS = (
    "Ein Kurs am Vormittag hat ab dem nächsten Monat freie Plätze.",
    "Die Leistungen laufen weiter, wenn der Nachweis über die Anmeldung vorliegt.",
)
SHARED = "Alle sehen: Es fehlt nicht am Willen, sondern an einem Kurs, der zu den Wegen und zur Betreuung passt."
AGREEMENTS = ("Platz im Vormittagskurs anmelden", "Nachweis an die Leistungsstelle schicken", "Betreuung anfragen")


def invent_conferences(shelf: Shelf, catalogue: Catalogue, story: Story, author: UUID) -> None:
    """In every third longer case a conference took place; in some of those that run the next one is planned."""
    # Its own dice: the other stories stay as they were.
    random = Random(story.case.number)
    if len(story.days) < 6 or not catalogue.organisations or random.random() > 0.35:
        return
    table = _Table(shelf, catalogue, story, author, random)
    table.held(story.days[len(story.days) // 2])
    if not story.is_closed and random.random() < 0.6:
        table.planned(catalogue.today + timedelta(days=random.randint(3, 20)))


class _Table:
    """The table of one case."""

    def __init__(self, shelf: Shelf, catalogue: Catalogue, story: Story, author: UUID, random: Random) -> None:
        self.shelf, self.catalogue, self.story, self.author, self.random = shelf, catalogue, story, author, random
        self.hanging = {"case": story.case}

    def held(self, day: date) -> None:
        """With minutes, agreements, and who got them."""
        conference = self._conference(day, ConferenceState.HELD, self._before(day), SHARED)
        for side, who in self._people():
            view = self.random.choice(CLIENTS if side == Side.CLIENT else COUNSELLORS)
            guest = self._guest(conference, side, presence=Presence.CAME, view=view, **who)
            if side == Side.CLIENT:
                handed = {"participant": guest, "how": HandedHow.IN_PERSON, "on": day, "author_id": self.author}
                self.shelf.put(MinutesHandout(conference=conference, **handed, **self.hanging))
                self._agree(conference, guest, day)
        for organisation in self._organisations():
            guest = self._asked(conference, organisation, day)
            guest.presence, guest.view = Presence.CAME, self.random.choice(ORGANISATIONS)
            self._agree(conference, guest, day)

    def planned(self, day: date) -> None:
        """Ahead; one of the organisations comes without hearing who it is about."""
        conference = self._conference(day, ConferenceState.PLANNED, self.catalogue.today, "")
        for side, who in self._people():
            self._guest(conference, side, **who)
        organisation = self._organisations()[0]
        self._guest(
            conference,
            Side.ORGANISATION,
            organisation=organisation,
            disclosure=Disclosure.NONE,
            contact_email="fachstelle@beispiel.invalid",
        )

    def _conference(self, day: date, state: ConferenceState, created_on: date, shared_view: str) -> CaseConference:
        occasion, question = self.random.choice(OCCASIONS)
        begins = datetime.combine(day, time(self.random.choice((9, 10, 14))), BERLIN)
        conference = self.shelf.put(
            CaseConference(
                occasion=occasion,
                question=question,
                starts_at=begins,
                ends_at=begins + timedelta(minutes=90),
                place="Beratungsstelle, Besprechungsraum",
                state=state,
                shared_view=shared_view,
                author_id=self.author,
                created_on=created_on,
                **self.hanging,
            )
        )
        steps = [("", ConferenceState.PLANNED, created_on)]
        if state == ConferenceState.HELD:
            steps.append((ConferenceState.PLANNED, state, day))
        for before, after, on in steps:
            moved = {"from_state": before, "to_state": after, "on": on, "author_id": self.author}
            self.shelf.put(ConferenceStep(conference=conference, **moved, **self.hanging))
        return conference

    def _people(self) -> list[tuple[Side, dict[str, object]]]:
        return [(Side.CLIENT, {"person": self.story.person}), (Side.COUNSEL, {"account_id": self.author})]

    def _before(self, day: date) -> date:
        """The day of the contact in which it was planned."""
        return max(earlier for earlier in self.story.days if earlier < day)

    def _organisations(self) -> list[Organisation]:
        often = [one for one in self.catalogue.organisations if any(word in one.key for word in OFTEN)]
        offered = often if len(often) > 1 else self.catalogue.organisations
        return self.random.sample(offered, min(2, len(offered)))

    def _asked(self, conference: CaseConference, organisation: Organisation, day: date) -> ConferenceParticipant:
        releases = Releases(self.shelf, self.story, self.author)
        release = releases.given(organisation, day)
        releases.left(TransferKind.INVITATION, release, "wer die Klientin oder der Klient ist, Anlass", day)
        return self._guest(conference, Side.ORGANISATION, organisation=organisation, release=release)

    def _guest(self, conference: CaseConference, side: Side, **who: object) -> ConferenceParticipant:
        return self.shelf.put(ConferenceParticipant(conference=conference, side=side, **who, **self.hanging))

    def _agree(self, conference: CaseConference, who: ConferenceParticipant, day: date) -> None:
        due_on = day + timedelta(days=self.random.randint(7, 40))
        done_on = due_on if due_on < self.catalogue.today and self.random.random() < 0.85 else None
        agreed: dict[str, object] = {
            "text": self.random.choice(AGREEMENTS),
            "due_on": due_on,
            "done_on": done_on,
            "created_on": day,
        }
        if done_on is None and not self.story.is_closed:
            agreed["task"] = self._task(f"Nachhalten: {agreed['text']}", due_on, day)
        self.shelf.put(ConferenceAgreement(conference=conference, responsible=who, **agreed, **self.hanging))

    def _task(self, text: str, due_on: date, day: date) -> Task:
        """What reminds the case manager of it."""
        mine = {"responsible_id": self.author, "created_by_id": self.author, "created_on": day, "due_on": due_on}
        return self.shelf.put(Task(text=text, source=TaskSource.CONFERENCE, **mine, **self.hanging))
