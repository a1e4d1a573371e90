"""A site in which every name, text and file is a mark."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import count
from typing import Any

from faden.domain.cases.enums import CircleScope, ContactKind, Responsible, Visibility
from faden.domain.cases.models import Case
from faden.domain.cases.operations.circle import invite_helper
from faden.domain.cases.operations.documents import file_documents
from faden.domain.cases.operations.goals import agree_goal
from faden.domain.cases.operations.measures import plan_measure
from faden.domain.cases.operations.notes import write_note
from faden.domain.cases.queries.file import case_or_404
from faden.domain.consent.enums import TransferKind
from faden.domain.diary.enums import AppointmentKind
from faden.domain.diary.operations.appointments import make_appointment
from faden.domain.diary.operations.feed import open_feed
from faden.domain.diary.operations.tasks import plan_task
from faden.domain.people.enums import AddressKind, ChannelKind, EntryKind, Relation, ShieldGround
from faden.domain.people.operations import add_entry
from faden.domain.people.operations.shields import set_restriction
from faden.domain.referrals.operations import draft_referral, send_referral
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from faden.kernel.files.enums import FileKind
from faden.lib.file_content import Upload
from faden.processes.client_data import add_relative, correct_client
from tests import given
from tests.files_made import pdf
from tests.marks.oracle import LETTERS, Facts, Kind, Mark

#: Column → role; managers come twice so that each has foreign files beside the own.
ROLES = {
    "one": Role.CASE_MANAGER,
    "two": Role.CASE_MANAGER,
    "helper": Role.CASE_MANAGER,
    "former": Role.CASE_MANAGER,
    "coordinator": Role.COORDINATOR,
    "lead": Role.LEAD,
    "assistant": Role.ASSISTANT,
    "officer": Role.RESIDENCE_OFFICER,
    "member": Role.MEMBER,
    "protection": Role.DATA_PROTECTION,
    "warden": Role.SHIELD_KEEPER,
    "admin": Role.ADMIN,
}
MANAGERS = ("one", "two")


@dataclass
class Site:
    """The accounts by name, the marks, and the facts about the files."""

    today: date
    now: datetime
    per_manager: int
    actors: dict[str, Actor] = field(default_factory=dict)
    marks: list[Mark] = field(default_factory=list)
    readers: dict[str, frozenset[str]] = field(default_factory=dict)
    restricted: set[str] = field(default_factory=set)
    feeds: dict[str, str] = field(default_factory=dict)
    _running: Any = field(default_factory=lambda: count(1))

    def __post_init__(self) -> None:
        self.actors = {name: given.actor(role) for name, role in ROLES.items()}
        self.organisation = given.organisation("Jobcenter Musterkreis")
        self.actors["partner"] = given.actor(Role.PARTNER, organisation=self.organisation)
        self.actors["elsewhere"] = given.actor(Role.PARTNER, organisation=given.organisation("Jugendamt Musterkreis"))
        # Without a norm for them no list is taken along, and none would be read here.
        given.legal_basis(TransferKind.EXPORT, TransferKind.EMERGENCY)
        for name in MANAGERS:
            for index in range(self.per_manager):
                self._case(name, index)
            with act_as(self.actors[name], today=self.today):
                self.feeds[name] = open_feed(shows_names=True, actor=self.actors[name], now=self.now)

    @property
    def facts(self) -> Facts:
        """What the oracle is told."""
        return Facts(dict(self.readers), frozenset(self.restricted))

    def mark(self, kind: Kind, case: str, where: str, **more: str) -> str:
        """A new mark."""
        number, letters = next(self._running), ""
        # Neighbours differ in most letters, so that the search by sound does not take one for the other.
        number = number * 7_654_321 % (20**8)
        for _ in range(8):
            number, digit = divmod(number, 20)
            letters += LETTERS[digit]
        text = f"Xq{letters}z"
        self.marks.append(Mark(text, kind, case, where, **more))
        return text

    def _case(self, name: str, index: int) -> None:
        manager = self.actors[name]
        case = given.case(manager, family_name="Vorher", given_names="", on=self.today, consented=True)
        release = given.release(case, self.organisation, manager, given_on=self.today)
        del release
        self.readers[case.number] = frozenset({name})
        everyday: dict[str, Any] = {"actor": manager, "today": self.today}
        with act_as(manager, today=self.today):
            self._identity(case, everyday)
            self._file(case_or_404(case.number), name, everyday)
        if index % 3 == 1:
            self._let_in(case, name, "helper")
        if index % 3 == 2:
            self._let_in(case, name, "former")
            self._restrict(case)
        if index % 6 == 5:
            self._let_in(case, name, "helper")

    def _identity(self, case: Case, everyday: dict[str, Any]) -> None:
        def new(where: str) -> str:
            return self.mark(Kind.IDENTITY, case.number, where)

        correct_client(case=case, version=1, family_name=new("Familienname"), given_names=new("Vorname"), **everyday)
        home: dict[str, Any] = {"kind": AddressKind.HOME, "street": new("Straße"), "town": new("Ort")}
        add_entry(person=case.person, history=EntryKind.ADDRESS, **home, **everyday)
        mail: dict[str, Any] = {"kind": ChannelKind.EMAIL, "value": f"{new('E-Mail')}@beispiel.invalid"}
        add_entry(person=case.person, history=EntryKind.CHANNEL, **mail, **everyday)

    def _file(self, case: Case, name: str, everyday: dict[str, Any]) -> None:
        def new(where: str) -> str:
            return self.mark(Kind.FILE, case.number, where)

        add_relative(
            case=case,
            household_name=new("Haushalt"),
            relation=Relation.CHILD,
            since=self.today,
            family_name=new("Familienname des Kindes"),
            given_names=new("Vorname des Kindes"),
            **everyday,
        )
        case = case_or_404(case.number)
        self._notes(case, name, new)
        domain = given.life_domain()
        goal = agree_goal(case=case, life_domain=domain, words=new("Ziel"), on=self.today, **everyday)
        plan_measure(
            case=case, title=new("Maßnahme"), responsible=Responsible.CLIENT, goal=goal, on=self.today, **everyday
        )
        content = pdf()
        upload = Upload(f"{new('Dateiname')}.pdf", content, len(content))
        file_documents(case=case, uploads=[upload], kind=FileKind.AGREEMENT, **everyday)
        plan_task(case=case, text=new("Aufgabe"), due_on=self.today, **everyday)
        starts_at = self.now + timedelta(hours=1)
        make_appointment(
            case=case,
            kind=AppointmentKind.HOME,
            title=new("Termin"),
            starts_at=starts_at,
            ends_at=starts_at + timedelta(hours=1),
            participants=[],
            now=self.now,
            **everyday,
        )
        self._referral(case, domain, everyday)

    def _notes(self, case: Case, name: str, new: Any) -> None:
        texts = (
            (Visibility.CIRCLE, new("Notiz für den Kreis")),
            (Visibility.AUTHOR, self.mark(Kind.AUTHOR, case.number, "eigene Notiz", author=name)),
        )
        for visibility, text in texts:
            write_note(
                case=case,
                on=self.today,
                kind=ContactKind.VISIT,
                minutes=25,
                text=text,
                visibility=visibility,
                actor=self.actors[name],
                today=self.today,
                now=self.now,
            )

    def _referral(self, case: Case, domain: Any, everyday: dict[str, Any]) -> None:
        concern = self.mark(Kind.DISCLOSED, case.number, "Anliegen eines Verweises", receiver="partner")
        referral = draft_referral(
            case=case,
            organisation=self.organisation,
            life_domain=domain,
            concern=concern,
            disclosed_name="",
            **everyday,
        )
        send_referral(referral=referral, version=referral.version, **everyday)

    def _let_in(self, case: Case, name: str, who: str) -> None:
        manager = self.actors[name]
        with act_as(manager, today=self.today):
            invite_helper(
                case=case_or_404(case.number),
                account=given.account_of(self.actors[who]),
                reason="hilft",
                scope=CircleScope.WHOLE,
                since=self.today,
                last_day=self.today + timedelta(days=30),
                actor=manager,
                today=self.today,
            )
        self.readers[case.number] |= {who}

    def _restrict(self, case: Case) -> None:
        """Whoever was let in before waits for a word of the responsible, so is no reader any more."""
        warden = self.actors["warden"]
        with act_as(warden, today=self.today):
            set_restriction(
                person_id=case.person_id, ground=ShieldGround.VIOLENCE, reason="x", actor=warden, today=self.today
            )
        self.restricted.add(case.number)
        self.readers[case.number] -= {"former"}
