"""For random circles, roles and days: what the rules allow to read is what the database shows, and nothing besides."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import IntegrityError, connections, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from faden.domain.cases import models as cases
from faden.domain.cases.calculation import Circle
from faden.domain.cases.enums import CircleFunction
from faden.domain.cases.models import ContactNote
from faden.domain.cases.rules import may_read, may_read_note
from faden.domain.catalogues.models import LifeDomain
from faden.domain.consent.models import Consent
from faden.domain.consent.rules import covering
from faden.domain.findings.models import GapOrigin, GapReport
from faden.domain.findings.rules import may_bundle
from faden.domain.organisations.models import Organisation
from faden.domain.people.models import Household, HouseholdMember, Person
from faden.domain.places.models import Municipality
from faden.domain.referrals.enums import ReferralAct, ReferralState
from faden.domain.referrals.models import Referral
from faden.domain.referrals.rules import may_answer
from faden.kernel.access.actor import Actor, Grant
from faden.kernel.access.roles import Role
from faden.kernel.identity.models import Account, RoleAssignment
from tests.rows.ground import NOW
from tests.rows.world import OWNER, TODAY

pytestmark = pytest.mark.django_db(databases=["default", "owner"])

PEOPLE, CASES = 4, 3
RETIRED = PEOPLE - 1
DAYS = st.integers(0, 5)
PERIODS = st.tuples(DAYS, st.none() | st.integers(0, 6)).filter(lambda p: p[1] is None or p[1] >= p[0])
WHO, WHICH = st.integers(0, PEOPLE - 1), st.integers(0, CASES - 1)
ENTRIES = st.lists(st.tuples(WHO, WHICH, st.sampled_from(CircleFunction), PERIODS, st.booleans()), max_size=8)
#: Those with which somebody stands in a circle, and all of them.
HELD = st.sampled_from((Role.CASE_MANAGER, Role.PARTNER)) | st.sampled_from(Role)
ROLES = st.lists(st.tuples(WHO, HELD, st.integers(0, 1), PERIODS), max_size=8)
VISIBLE = " UNION ALL ".join(
    f"SELECT '{table}', id FROM {table}"
    for table in (
        "cases_case",
        "people_person",
        "people_household",
        "cases_contactnote",
        "findings_gapreport",
        "findings_gaporigin",
        "referrals_referral",
    )
)


def lets_out(release: Consent) -> bool:
    """Whether the office may tell its organisation something."""
    return release.direction in {"both", "to_them"}


def day(number: int) -> date:
    return TODAY + timedelta(days=number)


@dataclass
class Settled:
    """What stays the same in all examples."""

    accounts: list[Account]
    organisations: list[Organisation]
    cases: list[cases.Case]
    children: list[Person]
    notes: list[ContactNote]
    gaps: list[GapReport]
    origins: list[GapOrigin]
    referrals: list[Referral]
    releases: list[Consent]


@pytest.fixture
def settled() -> Settled:
    """Three cases, the first two of one household; each with notes, a report, referrals and an empty circle."""
    accounts = [Account(email=f"p{n}@faden.invalid", name=f"P{n}") for n in range(PEOPLE)]
    accounts[RETIRED].deactivated_on = TODAY - timedelta(days=1)
    domain = LifeDomain(key="x-d", name="Sprache", source="Test")
    place = Municipality(
        key="x-p", name="Dorf", kind="town", ags="05999001", inhabitants=1, inhabitants_on=TODAY, source="Test"
    )
    organisations = [Organisation(key=f"x-{n}", name=f"O{n}", kind="other", source="Test") for n in range(2)]
    households = [Household(name="A"), Household(name="B")]
    persons = [Person(family_name=f"C{n}", sort_name=f"C{n}", municipality=place) for n in range(CASES)]
    children = [Person(family_name=f"K{n}", sort_name=f"K{n}", municipality=place) for n in range(2)]
    made = Settled(accounts, organisations, [], children, [], [], [], [], [])
    for row in [*accounts, domain, place, *organisations, *households, *persons, *children]:
        row.save(using=OWNER, force_insert=True)
    for household, child in zip(households, children, strict=True):
        HouseholdMember(household=household, person=child, relation="child", since=TODAY).save(using=OWNER)
    for number, person in enumerate(persons):
        _add_case(made, number, person, households[number // 2], domain)
    return made


def _note(case: cases.Case, visibility: str) -> ContactNote:
    return ContactNote(
        case=case,
        on=TODAY,
        author=case.manager,
        kind="visit",
        access_path="open_hour",
        minutes=5,
        municipality=case.municipality,
        visibility=visibility,
        written_at=NOW,
    )


def _release(number: int, person: Person, organisation: Organisation, author: Account) -> Consent:
    """One that ends in the drawn days, one that begins in them, one that only lets them tell us something."""
    long_ago = TODAY - timedelta(days=30)
    return Consent(
        person=person,
        kind="release",
        organisation=organisation,
        direction=("both", "to_them", "from_them")[number],
        purpose="support",
        form_version="1",
        given_on=long_ago,
        valid_from=(long_ago, TODAY + timedelta(days=2), long_ago)[number],
        valid_until=(TODAY + timedelta(days=2), None, None)[number],
        recorded_by=author,
    )


def _add_case(made: Settled, number: int, person: Person, household: Household, domain: LifeDomain) -> None:
    author = made.accounts[number]
    case = cases.Case(
        number=f"26-00000{number}",
        person=person,
        household=household,
        municipality=person.municipality,
        manager=author,
        access_path="open_hour",
        constellation="short",
        phase="access",
        opened_on=TODAY,
        sort_name=person.sort_name,
    )
    notes = [_note(case, visibility) for visibility in ("circle", "inside", "author")]
    gap = GapReport(
        number=f"L-26-000{number}",
        reporter=author,
        reported_on=TODAY,
        kind="missing_offer",
        nature="quantitative",
        level="kreis",
        text="x",
        life_domain=domain,
    )
    origin = GapOrigin(gap=gap, case=case)
    referrals = [
        Referral(
            case=case,
            organisation=made.organisations[number % 2],
            life_domain=domain,
            concern="x",
            state=state,
            author=author,
            created_on=TODAY,
            sent_on=TODAY,
        )
        for state in ("draft", "sent")
    ]
    release = _release(number, person, made.organisations[number % 2], author)
    for row in (case, *notes, gap, origin, *referrals, release):
        row.save(using=OWNER, force_insert=True)
    made.cases.append(case)
    made.notes += notes
    made.gaps.append(gap)
    made.origins.append(origin)
    made.referrals += referrals
    made.releases.append(release)


@dataclass
class Drawn:
    """What differs from example to example, as the product's own types."""

    settled: Settled
    entries: list[cases.CircleMember]
    roles: list[RoleAssignment]

    def actor(self, number: int, on: date) -> Actor:
        """This account with the roles it holds that day; a closed account holds none."""
        account = self.settled.accounts[number]
        grants = tuple(
            Grant(Role(role.role), role.scope_kind, role.scope_id, role.since, role.until)
            for role in self.roles
            if role.account_id == account.id and account.deactivated_on is None
        )
        return Actor(account.id, account.name, grants=tuple(grant for grant in grants if grant.holds_on(on)))

    def circle(self, case: cases.Case, on: date) -> Circle:
        """Whoever is in the circle that day and works as what they were let in for."""
        return Circle(
            {
                entry.account_id: CircleFunction(entry.function)
                for entry in self.entries
                if entry.case_id == case.id
                and entry.since <= on
                and (entry.until is None or on < entry.until)
                and self._counts(entry, on)
            }
        )

    def _counts(self, entry: cases.CircleMember, on: date) -> bool:
        """Counsellors of the house; others for the organisation that the client has released us towards."""
        numbers = {account.id: number for number, account in enumerate(self.settled.accounts)}
        actor = self.actor(numbers[entry.account_id], on)
        if entry.release is None:
            return actor.has(Role.CASE_MANAGER)
        theirs = actor.scope_ids(Role.PARTNER, "organisation")
        return entry.release.organisation_id in theirs and entry.release.is_valid_on(on) and lets_out(entry.release)

    def expected(self, actor: Actor, on: date) -> set[UUID]:
        """What the rules let somebody read that day."""
        here = self.settled
        mine = [case for case in here.cases if may_read.allows(actor, self.circle(case, on))]
        ids, households = {case.id for case in mine}, {case.household_id for case in mine}
        seen = ids | {case.person_id for case in mine} | households
        seen |= {
            child.id
            for child, case in zip(here.children, here.cases[::2], strict=True)
            if case.household_id in households
        }
        circles = {case.id: self.circle(case, on) for case in mine}
        seen |= {n.id for n in here.notes if n.case_id in ids and may_read_note.allows(actor, n, circles[n.case_id])}
        seen |= {origin.id for origin in here.origins if origin.case_id in ids}
        of_mine = {origin.gap_id for origin in here.origins if origin.case_id in ids}
        bundles = may_bundle.allows(actor)
        seen |= {gap.id for gap in here.gaps if bundles or gap.reporter_id == actor.id or gap.id in of_mine}
        seen |= {r.id for r in here.referrals if r.case_id in ids or self._received(actor, r, on)}
        return {one for one in seen if one is not None}

    def _received(self, actor: Actor, referral: Referral, on: date) -> bool:
        """What an organisation may answer it reads; a draft has not left."""
        theirs = [one for one in self.settled.releases if one.person_id == referral.case.person_id]
        about = [referral.life_domain_id]
        return (
            referral.state == ReferralState.SENT
            and may_answer.allows(actor, referral, ReferralAct.ACCEPT)
            and bool(covering(theirs, referral.organisation, on, about=about))
        )


def drawn(settled: Settled, entries: list[Any], roles: list[Any]) -> Drawn:
    """Store the example; what the database refuses (two responsible at once) is left out of it."""
    stored: Drawn = Drawn(settled, [], [])
    for who, which, function, (since, until), rests in entries:
        case = settled.cases[which]
        entry = cases.CircleMember(
            case=case,
            account=settled.accounts[who],
            person_id=case.person_id,
            household_id=case.household_id,
            function=function,
            release=settled.releases[which] if rests and function == CircleFunction.HELPER else None,
            reason="x",
            since=day(since),
            until=None if until is None else day(until),
        )
        try:
            with transaction.atomic(using=OWNER):
                entry.save(using=OWNER, force_insert=True)
        except IntegrityError:
            continue
        stored.entries.append(entry)
    for who, role, organisation, (since, until) in roles:
        scope = {"scope_kind": "organisation", "scope_id": settled.organisations[organisation].id}
        assignment = RoleAssignment(
            account=settled.accounts[who],
            role=role,
            since=day(since),
            until=None if until is None else day(until),
            **(scope if role == Role.PARTNER else {}),
        )
        assignment.save(using=OWNER, force_insert=True)
        stored.roles.append(assignment)
    return stored


def visible(actor: Actor, on: date) -> set[UUID]:
    """What the database shows this account that day."""
    with connections[OWNER].cursor() as cursor:
        cursor.execute(
            "SELECT set_config('role', 'faden_app', true), set_config('faden.actor', %s, true), "
            "set_config('faden.today', %s, true)",
            [str(actor.id), on.isoformat()],
        )
        cursor.execute(VISIBLE)
        found = {row[1] for row in cursor.fetchall()}
        cursor.execute("RESET ROLE")
    return found


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(entries=ENTRIES, roles=ROLES, on=DAYS)
def test_the_rules_and_the_rows_agree(settled: Settled, entries: list[Any], roles: list[Any], on: int) -> None:
    with transaction.atomic(using=OWNER):
        example = drawn(settled, entries, roles)
        for number in range(PEOPLE):
            actor = example.actor(number, day(on))
            assert visible(actor, day(on)) == example.expected(actor, day(on)), f"person {number}"
        transaction.set_rollback(True, using=OWNER)
