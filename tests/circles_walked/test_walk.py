"""Random actions through the real operations; after each, what every account sees is what the oracle says."""

import os
import sys
from collections.abc import Callable
from datetime import timedelta
from random import Random
from uuid import UUID

import pytest
from django.db import connection, transaction
from django.utils import timezone

from faden.domain.cases.enums import CircleScope
from faden.domain.cases.models import CircleMember, ContactNote, Goal
from faden.domain.cases.operations.circle import end_helper, invite_helper
from faden.domain.cases.operations.emergency import enter_in_emergency
from faden.domain.cases.operations.handover import accept_handover, propose_handover
from faden.domain.consent.models import Consent
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.errors import AccessError
from faden.kernel.access.roles import Role
from tests import given
from tests.circles_walked.oracle import DOMAINS, TASKS, WHOLE, Entry, Oracle
from tests.domain.cases.acts import note

pytestmark = pytest.mark.django_db
ACTIONS = int(os.environ.get("FADEN_WALKED_ACTIONS", "150"))
#: So many actions from one beginning; then everything is undone.
LENGTH = 25
CASES, COUNSELLORS, PARTNER = 2, 4, 4
SEEN = "SELECT id FROM cases_case UNION ALL SELECT id FROM cases_goal UNION ALL SELECT id FROM cases_contactnote"


class Walk:
    """One walk: the rows, the oracle, and the day."""

    def __init__(self, random: Random) -> None:
        self.random, self.today = random, given.TODAY
        self.organisation = given.organisation()
        self.accounts = [given.actor(Role.CASE_MANAGER) for _ in range(COUNSELLORS)]
        self.accounts.append(given.actor(Role.PARTNER, organisation=self.organisation))
        self.rows = {one.id: given.account_of(one) for one in self.accounts}
        self.domains = [given.life_domain(name) for name in ("Sprache", "Wohnen")]
        self.oracle = Oracle(frozenset({PARTNER}))
        self.cases = [given.case(self.accounts[n]) for n in range(CASES)]
        self.members: dict[int, UUID] = {}
        self.consents: list[Consent] = []
        self.things: list[list[tuple[UUID, frozenset[int]]]] = [self._fill(n) for n in range(CASES)]

    def _fill(self, number: int) -> list[tuple[UUID, frozenset[int]]]:
        """Goals and notes of a case, each with its life domains."""
        case, leads = self.cases[number], self.accounts[number]
        self.oracle.entries.append(Entry(number, number, "responsible", WHOLE, frozenset(), self.today, None))
        made = []
        with act_as(leads, today=self.today):
            for n, domain in enumerate(self.domains):
                goal = Goal.objects.create(case=case, life_domain=domain, words="x", agreed_on=self.today)
                made.append((goal.id, frozenset({n})))
            for about in (frozenset({0}), frozenset({0, 1}), frozenset[int]()):
                told = note(case, leads)
                ids = [self.domains[n].id for n in about]
                ContactNote.objects.filter(id=told.id).update(life_domain_ids=ids)
                made.append((told.id, about))
        return made

    def expected(self, account: int) -> set[UUID]:
        """What the oracle lets this account see."""
        seen: set[UUID] = set()
        for number, case in enumerate(self.cases):
            whole = self.oracle.sees_whole(number, account, self.today)
            shared = self.oracle.domains_of(number, account, self.today)
            seen |= {case.id} if whole else set()
            seen |= {key for key, about in self.things[number] if whole or (about and about <= shared)}
        return seen

    def observed(self, actor: Actor) -> set[UUID]:
        """What the database shows."""
        with act_as(actor, today=self.today), connection.cursor() as cursor:
            cursor.execute(SEEN)
            return {row[0] for row in cursor.fetchall()}

    # -- actions: each returns whether the oracle allows it, and what does it ---------------------

    def invite(self) -> bool:
        case, account = self.random.randrange(CASES), self.random.randrange(len(self.accounts))
        scope = self.random.choice((WHOLE, DOMAINS, TASKS))
        about = frozenset(self.random.sample((0, 1), self.random.randint(1, 2))) if scope == DOMAINS else frozenset()
        since = self.today + timedelta(days=self.random.randint(0, 2))
        last = since + timedelta(days=self.random.randint(0, 4))
        allowed = self.oracle.may_invite(case, account, (since, last + timedelta(days=1)), max(since, self.today))
        leads = self.accounts[self.oracle.leads(case, self.today)]

        def act() -> CircleMember:
            return invite_helper(
                case=self.cases[case], account=self.rows[self.accounts[account].id], reason="hilft", since=since,
                last_day=last, scope=CircleScope(scope), life_domains=[self.domains[n] for n in sorted(about)],
                actor=leads, today=self.today,
            )  # fmt: skip

        member = self._try(leads, act)
        if member is not None:
            release = self.oracle.release_of(case, max(since, self.today)) if account == PARTNER else None
            if release is not None:
                release = next(n for n, one in enumerate(self.consents) if one.id == member.release_id)
            entry = Entry(case, account, "helper", scope, about, since, last + timedelta(days=1), release)
            self._enter(entry, member)
        return (member is not None) == allowed

    def end(self) -> bool:
        open_ = [
            n for n, one in enumerate(self.oracle.entries) if n in self.members and one.until and one.until > self.today
        ]
        if not open_:
            return True
        number = self.random.choice(open_)
        entry = self.oracle.entries[number]
        leads = self.accounts[self.oracle.leads(entry.case, self.today)]
        with act_as(leads, today=self.today):
            end_helper(member=CircleMember.objects.get(id=self.members[number]), actor=leads, today=self.today)
        entry.until = max(entry.since, self.today)
        return True

    def release(self) -> bool:
        case = self.random.randrange(CASES)
        leads = self.accounts[self.oracle.leads(case, self.today)]
        self.consents.append(given.release(self.cases[case], self.organisation, leads, given_on=self.today))
        self.oracle.releases.append((case, None))
        return True

    def withdraw(self) -> bool:
        held = [n for n, (_, withdrawn) in enumerate(self.oracle.releases) if withdrawn is None]
        if held:
            number = self.random.choice(held)
            case, _ = self.oracle.releases[number]
            with act_as(self.accounts[self.oracle.leads(case, self.today)], today=self.today):
                Consent.objects.filter(id=self.consents[number].id).update(withdrawn_on=self.today)
            self.oracle.releases[number] = (case, self.today)
        return True

    def emergency(self) -> bool:
        case, account = self.random.randrange(CASES), self.random.randrange(len(self.accounts))
        actor, whole = self.accounts[account], self.random.random() < 0.5
        domains = [] if whole else self.domains[:1]
        allowed = self.oracle.may_enter(case, account, self.today)

        def act() -> CircleMember:
            return enter_in_emergency(
                number=self.cases[case].number, reason="Es kann nicht warten", actor=actor, today=self.today,
                scope=CircleScope.WHOLE if whole else CircleScope.DOMAINS, life_domains=domains,
            )[0]  # fmt: skip

        member = self._try(actor, act)
        if member is not None:
            about = frozenset() if whole else frozenset({0})
            scope = WHOLE if whole else DOMAINS
            self._enter(Entry(case, account, "emergency", scope, about, self.today, member.until), member)
        return (member is not None) == allowed

    def three_hours_pass(self) -> bool:
        for number, entry in enumerate(self.oracle.entries):
            if entry.function == "emergency" and not entry.is_over:
                leads = self.accounts[self.oracle.leads(entry.case, self.today)]
                with act_as(leads, today=self.today):
                    over = timezone.now() - timedelta(hours=1)
                    CircleMember.objects.filter(id=self.members[number]).update(ends_at=over)
                entry.is_over = True
        return True

    def hand_over(self) -> bool:
        case = self.random.randrange(CASES)
        former = self.oracle.leads(case, self.today)
        successor = self.random.choice([n for n in range(COUNSELLORS) if n != former])
        with act_as(self.accounts[former], today=self.today):
            self.cases[case].refresh_from_db()
            offered = propose_handover(
                case=self.cases[case], successor=self.rows[self.accounts[successor].id], reason="x",
                actor=self.accounts[former], today=self.today,
            )  # fmt: skip
        with act_as(self.accounts[successor], today=self.today):
            accept_handover(handover=offered, actor=self.accounts[successor], today=self.today)
        for one in self.oracle.entries:
            mine = one.case == case and (one.until is None or one.until > self.today)
            if mine and (one.account == successor or (one.account == former and one.function == "responsible")):
                one.until = max(one.since, self.today)
        self.oracle.entries.append(Entry(case, successor, "responsible", WHOLE, frozenset(), self.today, None))
        return True

    def day_passes(self) -> bool:
        self.today += timedelta(days=1)
        return True

    def _try(self, actor: Actor, act: Callable[[], CircleMember]) -> CircleMember | None:
        with act_as(actor, today=self.today):
            try:
                with transaction.atomic():
                    return act()
            except AccessError:
                return None

    def _enter(self, entry: Entry, member: CircleMember) -> None:
        self.members[len(self.oracle.entries)] = member.id
        self.oracle.entries.append(entry)

    def step(self) -> list[str]:
        """One action; where oracle and database disagree, in words."""
        acts = (self.invite, self.invite, self.end, self.release, self.withdraw, self.emergency,
                self.three_hours_pass, self.hand_over, self.day_passes)  # fmt: skip
        act = self.random.choice(acts)
        told = [] if act() else [f"{act.__name__}: allowed or refused against the oracle"]
        for number, actor in enumerate(self.accounts):
            expected, observed = self.expected(number), self.observed(actor)
            if expected != observed:
                told.append(
                    f"{act.__name__}: account {number} sees {len(observed - expected)} too much, "
                    f"{len(expected - observed)} too little"
                )
        return told


def walked(actions: int, seed: int) -> list[str]:
    """Walk from new beginnings until so many actions are done; each beginning is undone again."""
    found: list[str] = []
    done = 0
    while done < actions:
        with transaction.atomic():
            walk = Walk(Random(f"{seed}-{done}"))
            for _ in range(min(LENGTH, actions - done)):
                found += [f"{done}: {one}" for one in walk.step()]
                done += 1
            transaction.set_rollback(True)
    return found


def test_everybody_sees_what_the_oracle_says() -> None:
    found = walked(ACTIONS, seed=1)
    sys.stdout.write(f"{ACTIONS} actions, {len(found)} divergences\n")
    assert found == []
