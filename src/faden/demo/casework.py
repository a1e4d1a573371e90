"""Invents one case manager's cases: who came, what was said, planned, referred, and how it ended."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from random import Random
from uuid import UUID
from zoneinfo import ZoneInfo

from faden.demo.advising import invent_advice
from faden.demo.agreeing import invent_agreement
from faden.demo.asking import invent_request
from faden.demo.catalogue import Catalogue
from faden.demo.conferring import invent_conferences
from faden.demo.detailing import invent_details
from faden.demo.histories import Histories
from faden.demo.notes import MINUTES, TALKS, Talk
from faden.demo.own_voice import OwnVoice
from faden.demo.people import Newcomer, invent_client
from faden.demo.plans import Planning
from faden.demo.referring import invent_referrals
from faden.demo.shelf import Shelf
from faden.demo.staff import Colleague
from faden.demo.story import Story
from faden.demo.texts import WEIGHTS
from faden.demo.writing import invent_letter
from faden.domain.cases.calculation import REAL_CONTACTS
from faden.domain.cases.enums import AccessPath, ClosingReason, Constellation, ContactKind, Phase, Visibility
from faden.domain.cases.models import (
    Case,
    CircleMember,
    ConstellationPeriod,
    ContactNote,
    CriteriaCheck,
    PhasePeriod,
    Stay,
)
from faden.domain.client_texts.shipped import reading_language
from faden.domain.consent.enums import ConsentKind
from faden.domain.consent.models import Consent
from faden.domain.people.models import Household, Person
from faden.domain.places.models import Municipality
from faden.lib.identifiers import new_case_number

BERLIN = ZoneInfo("Europe/Berlin")
SHORT, GUIDANCE, MANAGEMENT = Constellation.SHORT, Constellation.GUIDANCE, Constellation.CASE_MANAGEMENT
#: How many families are counselled with a case of the partner's own.
SECOND_CASES = 0.3
#: How many contacts a case has, and for how many days it runs.
CONTACTS = {SHORT: (1, 3), GUIDANCE: (8, 20), MANAGEMENT: (18, 44)}
DAYS = {SHORT: (0, 30), GUIDANCE: (90, 400), MANAGEMENT: (200, 800)}
ENDS = {
    SHORT: (ClosingReason.AGREEMENT, ClosingReason.REFERRED, ClosingReason.NO_CONTACT),
    GUIDANCE: (ClosingReason.GOALS_REACHED, ClosingReason.AGREEMENT, ClosingReason.MOVED, ClosingReason.NO_CONTACT),
    MANAGEMENT: (
        ClosingReason.GOALS_REACHED,
        ClosingReason.GOALS_REACHED,
        ClosingReason.MOVED,
        ClosingReason.WITHDRAWN,
    ),
}
PHASES = (Phase.FIRST_COUNSELLING, Phase.ASSESSMENT, Phase.GOAL_AGREEMENT, Phase.PLANNING, Phase.DELIVERY)


class Desk:
    """One case manager's work."""

    def __init__(self, colleague: Colleague, catalogue: Catalogue, random: Random, numbers: set[str]) -> None:
        self.me, self.catalogue, self.random, self.numbers = colleague, catalogue, random, numbers
        self.shelf = Shelf()

    def invent(self, cases: int, contacts: int) -> list[Case]:
        """So many cases; contacts without a name fill up to the wanted number."""
        stories: list[Story] = []
        while len(stories) < cases:
            stories += self._cases(len(stories), is_last=len(stories) == cases - 1)
        written = sum(len(story.days) for story in stories)
        for _ in range(max(0, contacts - written)):
            self._anonymous()
        self.shelf.store()
        return [story.case for story in stories]

    def _cases(self, index: int, *, is_last: bool) -> list[Story]:
        """The case of somebody who came, and sometimes one of their partner's."""
        constellation = self.random.choices((SHORT, GUIDANCE, MANAGEMENT), (46, 31, 23))[0]
        place = self.random.choice(self.me.places)
        days, is_closed = self._days(constellation, newest=index < 6)
        newcomer = invent_client(self.shelf, self.random, self.catalogue, place, days[0])
        stories = [self._counsel(newcomer, place, constellation, days, is_closed=is_closed)]
        wanted = newcomer.partner and constellation != SHORT and self.random.random() < SECOND_CASES
        if newcomer.partner and wanted and not is_last:
            partner = replace(newcomer, person=newcomer.partner, partner=None)
            stories.append(self._counsel(partner, place, GUIDANCE, days[len(days) // 2 :], is_closed=is_closed))
        return stories

    def _counsel(
        self, client: Newcomer, place: Municipality, constellation: Constellation, days: list[date], *, is_closed: bool
    ) -> Story:
        person = client.person
        case = self._begin(person, client.household, place, constellation, days)
        story = Story(case, person, days, is_closed)
        count = 1 if constellation == SHORT else self.random.randint(2, 4)
        story.domains = self._domains(count)
        self._notes(story)
        self._histories(story)
        if constellation != SHORT:
            self._before_help(story, client.nationality)
            Planning(self.shelf, self.random, self.catalogue, story, self.me.actor.id).invent()
            invent_details(self.shelf, story, self.catalogue.offers, self.me.actor.id)
            invent_conferences(self.shelf, self.catalogue, story, self.me.actor.id)
            invent_agreement(self.shelf, story, self.me.actor.id, self.me.actor.name)
            invent_letter(self.shelf, story, self.me.actor.id, self.catalogue.today)
        invent_referrals(self.shelf, self.random, self.catalogue, story, self.me.actor.id)
        invent_request(self.shelf, self.catalogue, story, self.me.actor.id)
        invent_advice(self.shelf, self.catalogue, story, self.me.actor.id)
        if is_closed:
            self._close(story)
        return story

    def _days(self, constellation: Constellation, *, newest: bool) -> tuple[list[date], bool]:
        """The days of the contacts, and whether the case is over."""
        today, random = self.catalogue.today, self.random
        count = random.randint(*CONTACTS[constellation])
        length = random.randint(*DAYS[constellation])
        begin = today - timedelta(days=random.randint(0, 12) if newest else random.randint(1, 1090))
        end = min(begin + timedelta(days=length), today)
        # A case that still runs has had only so many of its contacts yet.
        count = max(1, round(count * ((end - begin).days + 1) / (length + 1)))
        days = {begin, *(begin + timedelta(days=random.randint(0, (end - begin).days)) for _ in range(count - 1))}
        working = sorted({_working_day(day) for day in days})
        is_over = begin + timedelta(days=length) < today - timedelta(days=20)
        return working, is_over and random.random() < 0.88

    def _begin(
        self,
        person: Person,
        household: Household | None,
        place: Municipality,
        constellation: Constellation,
        days: list[date],
    ) -> Case:
        case = self.shelf.put(
            Case(
                number=self._number(days[0].year),
                person=person,
                household=household,
                municipality=place,
                manager_id=self.me.actor.id,
                access_path=self.random.choices(list(AccessPath), (40, 22, 10, 20, 8))[0],
                constellation=constellation,
                phase=Phase.FIRST_COUNSELLING,
                opened_on=days[0],
                last_contact_on=days[-1],
                sort_name=person.sort_name,
            )
        )
        circle = {"case": case, "person": person, "household": household, "since": days[0]}
        reason = "Fall eröffnet"
        self.shelf.put(CircleMember(account_id=self.me.actor.id, function="responsible", reason=reason, **circle))
        return case

    def _number(self, year: int) -> str:
        while (number := new_case_number(year, self.random)) in self.numbers:
            pass
        self.numbers.add(number)
        return number

    def _domains(self, count: int) -> list[str]:
        keys = [key for key in WEIGHTS if key in self.catalogue.domains]
        drawn: list[str] = []
        while len(drawn) < count:
            key = self.random.choices(keys, [WEIGHTS[each] for each in keys])[0]
            if key not in drawn:
                drawn.append(key)
        return drawn

    def _notes(self, story: Story) -> None:
        """What was talked about; the last contact with the client is repeated by the case."""
        story.case.last_contact_on = None
        talk = Talk(self.random)
        for day in story.days:
            note = self.shelf.put(
                self._note(
                    day,
                    self.random.choice(story.domains),
                    talk,
                    case=story.case,
                    municipality=story.case.municipality,
                    language=story.person.language,
                    interpreted=story.person.interpreter_needed,
                    access_path=story.case.access_path,
                    visibility=Visibility.AUTHOR if self.random.random() < 0.03 else Visibility.CIRCLE,
                )
            )
            if note.kind in REAL_CONTACTS:
                story.case.last_contact_on = day

    def _anonymous(self) -> None:
        day = _working_day(self.catalogue.today - timedelta(days=self.random.randint(0, 1090)))
        place = self.random.choice(self.me.places)
        self.shelf.put(
            self._note(
                day,
                self._domains(1)[0],
                Talk(self.random),
                municipality=place,
                language=self.random.choice(("ar", "uk", "tr", "ro", "fr", "de")),
                access_path=AccessPath.OPEN_HOUR,
                visibility=Visibility.AUTHOR,
            )
        )

    def _note(self, day: date, key: str, talk: Talk, *, interpreted: bool = False, **fields: object) -> ContactNote:
        written = datetime.combine(day, time(self.random.randint(8, 16), self.random.choice((5, 20, 40, 55))), BERLIN)
        kinds = (45, 24, 12, 5, 7, 4, 3 if "case" in fields else 0)
        kind = self.random.choices(list(ContactKind), kinds)[0]
        return ContactNote(
            author_id=self.me.actor.id,
            on=day,
            written_at=written,
            kind=kind,
            minutes=self.random.choice(MINUTES[kind]),
            interpreter=interpreted and kind in TALKS and self.random.random() < 0.7,
            text=talk.about(key, kind),
            life_domain_ids=[self.catalogue.domains[key].id],
            **fields,
        )

    def _histories(self, story: Story) -> None:
        case, first = story.case, story.days[0]
        began_as = SHORT if case.constellation != SHORT and self.random.random() < 0.4 and len(story.days) > 3 else None
        changed = story.days[2] if began_as else first
        if began_as:
            self.shelf.put(ConstellationPeriod(case=case, constellation=SHORT, since=first, until=changed))
        self.shelf.put(ConstellationPeriod(case=case, constellation=case.constellation, since=changed))
        reached = 1 if case.constellation == SHORT else min(len(PHASES), 1 + len(story.days) // 3)
        starts = [story.days[min(number * 2, len(story.days) - 1)] for number in range(reached)]
        for number, since in enumerate(starts):
            until = starts[number + 1] if number + 1 < reached else None
            self.shelf.put(PhasePeriod(case=case, phase=PHASES[number], since=since, until=until))
        case.phase = PHASES[reached - 1]
        self.shelf.put(Stay(case=case, since=first, until=None, reason=""))

    def _before_help(self, story: Story, nationality: str) -> None:
        """Consent and the four criteria; here and there the consent is still missing."""
        day = story.days[0]
        author: UUID = self.me.actor.id
        if self.random.random() < 0.94:
            read = reading_language(story.person.language)
            given = {
                "form_version": "2025-1",
                "language": read,
                "given_on": day,
                "valid_from": day,
                "recorded_by_id": author,
            }
            story.consent = Consent(person=story.person, kind=ConsentKind.DATA_PROCESSING, **given)
            self.shelf.put(story.consent)
            # Of its own dice: the other stories stay as they were.
            if Random(f"evaluation-{story.case.number}").random() < 0.8:
                self.shelf.put(Consent(person=story.person, kind=ConsentKind.EVALUATION, **given))
            known = Histories(self.shelf, self.catalogue, story.person, nationality, story.case.number)
            known.invent(day, author)
        several = story.case.constellation == MANAGEMENT
        self.shelf.put(
            CriteriaCheck(
                case=story.case,
                on=day,
                author_id=author,
                longer_term=True,
                several_actors=several,
                overall_plan=several,
                mandate=True,
                recommended=story.case.constellation,
                decided=story.case.constellation,
                reason="Mehrere Anliegen, die sich gegenseitig aufhalten."
                if several
                else "Begleitung über einige Monate.",
            )
        )

    def _close(self, story: Story) -> None:
        """End everything on the working day after the last contact."""
        case, last = story.case, story.days[-1]
        end = min(_working_day(last + timedelta(days=1), forward=True), self.catalogue.today)
        case.closed_on, case.due_on = last, None
        for row in list(self.shelf.of_case(case)):
            if isinstance(row, Stay):
                OwnVoice(self.shelf, story, self.me.actor.id, last).feedback(row)
                row.until = max(end, last + timedelta(days=1))
                row.closing_reason = self.random.choice(ENDS[Constellation(case.constellation)])
                row.evaluation = "Gemeinsam ausgewertet; die nächsten Schritte sind bekannt."
            elif isinstance(row, (PhasePeriod, ConstellationPeriod)) and row.until is None:
                row.until = max(end, last + timedelta(days=1))


def _working_day(day: date, *, forward: bool = False) -> date:
    """The Friday before, or the Monday after, a weekend."""
    beyond = day.weekday() - 4
    if beyond <= 0:
        return day
    return day + timedelta(days=3 - beyond) if forward else day - timedelta(days=beyond)
