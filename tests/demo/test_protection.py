"""The demo shows every part of protection, so that nobody learns it from empty pages."""

import re
from pathlib import Path

import pytest

from faden.demo.invent import invent
from faden.demo.protecting import ENOUGH
from faden.demo.staff import Login
from faden.domain.cases.enums import CircleFunction
from faden.domain.cases.models import CircleMember
from faden.domain.cases.queries.emergencies import emergencies
from faden.domain.consent.models import Consent
from faden.domain.people.models import Restriction, ShieldRequest
from faden.domain.referrals.models import AnswerLink
from faden.domain.residence.enums import RequestState
from faden.domain.residence.models import ResidenceRequest
from faden.domain.retention.enums import ErasureState
from faden.domain.retention.models import Erasure, LegalHold
from faden.domain.retention.queries import to_announce
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.audit.models import AuditEntry
from faden.kernel.identity.queries import account_by_email, actor_of, system_actor
from faden.processes import load_site
from faden.reporting.trace_details import WORDS, details, names_in
from tests import given

CODE = re.compile(r"[a-z][a-z_]+\Z|[a-z_]+\.[A-Z]\w+\Z")

pytestmark = pytest.mark.django_db


@pytest.fixture
def logins() -> list[Login]:
    load_site.load(path=Path("sites/paderborn.yaml"), actor=system_actor(), on=given.TODAY)
    return invent(cases=ENOUGH, today=given.TODAY, say=lambda _: None)


def _first(logins: list[Login], role: str) -> Actor:
    account = account_by_email(next(login.email for login in logins if role in login.roles))
    assert account is not None
    with act_as(account.id, today=given.TODAY):
        return actor_of(account, on=given.TODAY)


def test_every_chapter_of_protection_has_something_to_show(logins: list[Login]) -> None:
    manager, officer = _first(logins, "case_manager"), _first(logins, "data_protection")
    with act_as(manager, today=given.TODAY):
        _what_the_case_manager_sees(manager)
    with act_as(officer, today=given.TODAY):
        assert set(Erasure.objects.values_list("state", flat=True)) == set(ErasureState.values)
        assert LegalHold.objects.filter(lifted_on=None).count() == 1
        # Two of which nothing is known yet, and the one whose erasure was stopped.
        assert len(to_announce()) == 3
        assert len(emergencies(9)) == 1
    with act_as(_first(logins, "shield_keeper"), today=given.TODAY):
        assert Restriction.objects.filter(lifted_on=None).exists()
        assert Restriction.objects.exclude(lifted_on=None).count() == 1
    with act_as(_first(logins, "partner"), today=given.TODAY):
        assert CircleMember.objects.filter(release__isnull=False).count() == 1


def _what_the_case_manager_sees(manager: Actor) -> None:
    entries = CircleMember.objects.filter(case__manager_id=manager.id, function=CircleFunction.HELPER)
    assert set(entries.values_list("scope", flat=True)) == {"whole", "domains", "tasks"}
    theirs = CircleMember.objects.filter(account_id=manager.id)
    assert theirs.filter(function=CircleFunction.COVER, since=given.TODAY).exists()
    assert set(theirs.filter(function=CircleFunction.HELPER).values_list("scope", flat=True)) == {"domains", "tasks"}
    # Closing is what the case manager does when the answer has been read.
    shown = set(RequestState.values) - {RequestState.CLOSED.value}
    assert shown <= set(ResidenceRequest.objects.values_list("state", flat=True))
    links = AnswerLink.objects.filter(created_by_id=manager.id)
    assert {(link.is_locked, link.opened_at is not None) for link in links} >= {(0, 0), (0, 1), (1, 0)}
    assert Consent.objects.exclude(withdrawn_on=None).exists()
    assert Consent.objects.filter(withdrawn_on=None, valid_until__lte=given.TODAY.replace(day=30)).exists()
    assert ShieldRequest.objects.filter(answered_on=None).exists()


def test_the_trace_of_the_demo_is_german_throughout(logins: list[Login]) -> None:
    """No name of a fact, no code of a choice, no name of a table stands on the pages of the trace."""
    with act_as(_first(logins, "data_protection"), today=given.TODAY):
        entries = list(AuditEntry.objects.all())
        names = names_in(entries)
        told = {(entry.act, words) for entry in entries for words in details(entry, names)}
    assert len(told) > 100
    facts = {fact.replace("_", " ") for entry in entries for fact in entry.facts if fact not in WORDS}
    codes = {
        value for entry in entries for value in entry.facts.values() if isinstance(value, str) and CODE.match(value)
    }
    parts = [(act, *words.partition(": ")) for act, words in told]
    assert [(act, word, value) for act, word, _, value in parts if word in facts or value in codes] == []
