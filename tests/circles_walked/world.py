"""The rows of a walk, and the numbers that the oracle has for them."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import connection
from django.utils import timezone

from faden.domain.cases import models as cases
from faden.domain.cases.enums import AccessPath, CircleFunction, Constellation, Phase, Visibility
from faden.domain.catalogues.models import Barrier, LifeDomain
from faden.domain.consent.enums import ConsentKind
from faden.domain.consent.models import Consent
from faden.domain.organisations.enums import OrganisationKind
from faden.domain.organisations.models import Organisation
from faden.domain.people.calculation import search_keys
from faden.domain.people.models import Household, HouseholdMember, NameToken, Person
from faden.domain.retention.models import RetentionRule
from faden.domain.staffing.models import Occupation, Post
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from faden.kernel.identity.models import Account
from faden.kernel.identity.queries import actor_of
from faden.lib.names import sort_key
from tests import given
from tests.circles_walked import looking, state
from tests.circles_walked.sight import Thing

MANAGERS = 5
#: By number: role, and whom they work for (a place in ``ORGANISATIONS``).
STAFF: tuple[tuple[Role, int | None], ...] = (
    *((Role.CASE_MANAGER, None) for _ in range(MANAGERS)),
    (Role.PARTNER, 0),
    (Role.PARTNER, 0),
    (Role.PARTNER, 1),
    (Role.COORDINATOR, 4),
    (Role.COORDINATOR, 5),
    (Role.LEAD, 4),
    (Role.RESIDENCE_OFFICER, 2),
    (Role.RESIDENCE_OFFICER, 3),
    (Role.DATA_PROTECTION, None),
    (Role.SHIELD_KEEPER, None),
    (Role.ADMIN, None),
    (Role.MEMBER, None),
)
#: The second coordinator's region lies elsewhere.
FAR = 9
ORGANISATIONS = ("Jobcenter", "Caritas", "Ausländerbehörde", "Einbürgerungsbehörde", "Kreis", "Stadt")
PARTNERS, OFFICES, HOUSES = (0, 1), (2, 3), (4, 5)
NAMES = ("Yıldız", "Haddad", "Nowak", "Nowack", "Kind")
#: By case: whom it is about, in which household, and who leads it.
FILES: tuple[tuple[int, int | None, int], ...] = ((0, 0, 0), (1, 0, 1), (2, None, 2), (3, None, 2))
CHILD = 4
LIFE_DOMAINS = ("Sprache", "Wohnen", "Gesundheit")


class World:
    """Rows by the oracle's numbers."""

    def __init__(self) -> None:
        self.first_day = timezone.localdate()
        self.now = timezone.now()
        self.state = state.State()
        self.keys: dict[str, list[UUID]] = {}
        self.names: dict[Thing, str] = {}
        self.counted = 0
        with owning():
            self.domains = [given.life_domain(name) for name in LIFE_DOMAINS]
            self.organisations = [_organisation(n) for n in range(len(ORGANISATIONS))]
            self.actors = [self._account(n) for n in range(len(STAFF))]
            self._people()
            self.numbers = [self._file(n) for n in range(len(FILES))]
            RetentionRule.objects.create(
                retention_class="case_file",
                amount=1,
                unit="day",
                decided="site",
                valid_from=date(2024, 1, 1),
                source="x",
            )
            with connection.cursor() as cursor:
                cursor.execute(looking.FUNCTION)
                cursor.execute("GRANT EXECUTE ON FUNCTION faden_walked TO faden_app")

    # -- numbers and keys -------------------------------------------------------------------------

    def add(self, kind: str, key: UUID) -> int:
        """The next number of this kind belongs to a row."""
        keys = self.keys.setdefault(kind, [])
        keys.append(key)
        return len(keys) - 1

    def key(self, kind: str, number: int) -> UUID:
        """The row of a number."""
        return self.keys[kind][number]

    def number(self, kind: str, key: UUID) -> int | None:
        """The number of a row; None if it has none yet."""
        keys = self.keys.get(kind, [])
        return keys.index(key) if key in keys else None

    def count(self) -> int:
        """A number that was not there before."""
        self.counted += 1
        return self.counted

    def moment(self) -> datetime:
        """A moment later than the one before."""
        return self.now + timedelta(microseconds=self.count())

    def on(self, day: int) -> date:
        """The date of a day of the oracle."""
        return self.first_day + timedelta(days=day)

    @property
    def today(self) -> date:
        """The walk's present day."""
        return self.on(self.state.day)

    def named(self, thing: Thing) -> str:
        """How the database calls what the oracle means."""
        found = self.names.get(thing)
        if found is None:
            kind, number, *more = thing
            rest = [str(self.key("person", one) if kind == "lives" else one) for one in more]  # type: ignore[arg-type]
            found = ":".join((str(kind), str(self.key(SPACE.get(str(kind), str(kind)), number)), *rest))  # type: ignore[arg-type]
            self.names[thing] = found
        return found

    # -- the beginning ----------------------------------------------------------------------------

    def _account(self, number: int) -> Actor:
        role, organisation = STAFF[number]
        partner = self.organisations[organisation] if organisation in (*PARTNERS, *OFFICES) else None
        if role == Role.COORDINATOR and number == FAR:
            actor = given.far_coordinator()
        else:
            actor = given.actor(role, organisation=partner, today=self.first_day)
        if organisation in HOUSES:
            post = Post.objects.create(
                key=f"w{number}", employer=self.organisations[organisation], title="x", baustein=1, fte=1,
                function="coordination", source="Test",
            )  # fmt: skip
            Occupation.objects.create(post=post, account_id=actor.id, share=1, since=date(2024, 1, 1))
        self.add("account", actor.id)
        self.state.accounts.append(state.Account(role.value, organisation, reaches=number != FAR))
        return actor

    def _people(self) -> None:
        household = Household.objects.create(name="Haus")
        self.add("household", household.id)
        for number, name in enumerate(NAMES):
            person = Person.objects.create(
                family_name=name, given_names="Ana", sort_name=sort_key(name, "Ana"), municipality=given.municipality(),
                birth_date=date(1990, 1, number + 1),
            )  # fmt: skip
            keys = search_keys(person.family_name, person.given_names, person.pseudonym)
            NameToken.objects.bulk_create(NameToken(person=person, value=key) for key in sorted(keys))
            self.add("person", person.id)
            self.state.people.append(state.Person())
            if number in (0, 1, CHILD):
                HouseholdMember.objects.create(
                    household=household, person=person, relation="child", since=self.first_day
                )
                self.state.households.add((number, 0))

    def _file(self, number: int) -> str:
        person, household, leader = FILES[number]
        on, manager = self.first_day, self.actors[leader]
        about = {
            "person_id": self.key("person", person),
            "household_id": self.key("household", 0) if household == 0 else None,
        }
        case = cases.Case.objects.create(
            number=f"26-9{number:05}", municipality=given.municipality(), manager_id=manager.id,
            access_path=AccessPath.OPEN_HOUR, constellation=Constellation.GUIDANCE, phase=Phase.ASSESSMENT,
            opened_on=on, sort_name=sort_key(NAMES[person], "Ana"), **about,
        )  # fmt: skip
        cases.CircleMember.objects.create(
            case=case, account_id=manager.id, function=CircleFunction.RESPONSIBLE, reason="eröffnet", since=on, **about
        )
        cases.Stay.objects.create(case=case, since=on)
        cases.ConstellationPeriod.objects.create(case=case, constellation=Constellation.GUIDANCE, since=on)
        cases.PhasePeriod.objects.create(case=case, phase=Phase.ASSESSMENT, since=on)
        self.add("case", case.id)
        self.state.cases.append(state.Case(person, household, leader))
        self.state.entries.append(
            state.Entry(number, leader, state.RESPONSIBLE, state.WHOLE, state.NO_DOMAINS, 0, None)
        )
        self._consented(person, manager)
        self._parts(number, case)
        for about_domains in ((0,), (0, 1), ()):
            for visibility in (Visibility.CIRCLE, Visibility.INSIDE, Visibility.AUTHOR):
                self._note(number, case, about_domains, visibility)
        return case.number

    def _consented(self, person: int, manager: Actor) -> None:
        consent = Consent.objects.create(
            person_id=self.key("person", person), kind=ConsentKind.DATA_PROCESSING, form_version="2026-1",
            given_on=self.first_day, valid_from=self.first_day, recorded_by_id=manager.id,
        )  # fmt: skip
        self.add("consent", consent.id)
        self.state.consents.append(state.Consent(person, None, "", lets_out=False, domains=None, since=0, until=None))

    def _parts(self, number: int, case: cases.Case) -> None:
        """A goal, a measure, a barrier and a rating of each of two life domains."""
        assessment = cases.Assessment.objects.create(case=case, on=self.first_day, author_id=case.manager_id)
        self._part("assessment", number, None, assessment.id)
        for n, domain in enumerate(self.domains[:2]):
            barrier = _barrier(domain, n)
            goal = cases.Goal.objects.create(case=case, life_domain=domain, words="x", agreed_on=self.first_day)
            made = (
                ("goal", goal),
                ("measure", cases.Measure.objects.create(
                    case=case, goal=goal, title="x", responsible="client", created_on=self.first_day)),
                ("barrier", cases.CaseBarrier.objects.create(case=case, barrier=barrier, since=self.first_day)),
                ("rating", cases.Rating.objects.create(case=case, assessment=assessment, life_domain=domain, need=3)),
            )  # fmt: skip
            for kind, row in made:
                self._part(kind, number, n, row.id)

    def _part(self, kind: str, case: int, domain: int | None, key: UUID) -> None:
        self.add("part", key)
        self.state.parts.append(state.Part(kind, case, domain))

    def _note(self, number: int, case: cases.Case, about: tuple[int, ...], visibility: Visibility) -> None:
        note = cases.ContactNote.objects.create(
            case=case, on=self.first_day, author_id=case.manager_id, kind="visit", access_path="open_hour", minutes=5,
            municipality_id=case.municipality_id, visibility=visibility, written_at=self.now,
            life_domain_ids=[self.domains[n].id for n in about],
        )  # fmt: skip
        self.add("note", note.id)
        self.state.notes.append(
            state.Note(number, self.state.cases[number].manager, frozenset(about), visibility.value)
        )


#: Kinds of things that are called by the key of another row.
SPACE = {
    "token": "person", "identity": "person", "restriction": "person", "clearance": "person", "w-person": "person",
    "lives": "household", "w-consent": "consent", "w-case": "case", "w-note": "note", "w-part": "part",
    "shared": "case", "circle": "case", "w-circle": "case", "facts": "handover", "transfer": "case", "erasure": "case",
    "fields": "package", "steps": "package", "w-package": "package", "brought": "advice", "sheet": "advice",
    "said": "advice",
}  # fmt: skip


@contextmanager
def owning() -> Iterator[None]:
    """Be the owner for a moment: to make rows, to let hours pass, to look up keys. Afterwards the app's role again."""
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE NONE")
        cursor.execute("SELECT current_setting('is_superuser')")
        yield
        cursor.execute("SET ROLE faden_app")


def account_now(actor: Actor, today: date) -> Actor:
    """The actor with the roles held today."""
    with act_as(actor, today=today):
        return actor_of(Account.objects.get(id=actor.id), on=today)


def _organisation(number: int) -> Organisation:
    kind = OrganisationKind.RESIDENCE_AUTHORITY if number in OFFICES else OrganisationKind.OTHER
    return Organisation.objects.create(key=f"w{number}", name=ORGANISATIONS[number], kind=kind, source="Test")


def _barrier(domain: LifeDomain, number: int) -> Barrier:
    found = Barrier.objects.filter(key=f"w{number}").first()
    return found or Barrier.objects.create(key=f"w{number}", name=f"B{number}", life_domain=domain, source="x")
