"""Who is let into a circle, on what it rests, how much they see, and when it ends."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import Error, transaction

from faden.domain.cases.enums import CircleFunction, CircleScope, Visibility
from faden.domain.cases.models import Case, CircleMember, ContactNote, Goal, Measure, Stay, Transfer
from faden.domain.cases.operations.circle import end_helper, invite_helper
from faden.domain.cases.queries.circle import circle_of, ids_in_force, member_in, members_of
from faden.domain.cases.queries.inviting import invitable
from faden.domain.cases.queries.parts import shared_parts
from faden.domain.consent.enums import Direction, TransferKind
from faden.domain.consent.models import Consent
from faden.domain.diary.models import Task
from faden.domain.diary.operations.tasks import change_task, end_task, plan_task
from faden.domain.people.models import Person
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.errors import Invalid, NotVisible, Refused
from faden.kernel.access.roles import Role
from tests import given
from tests.domain.cases.acts import goal, note

pytestmark = pytest.mark.django_db
TODAY = given.TODAY
LAST = TODAY + timedelta(days=30)


@pytest.fixture
def manager() -> Actor:
    return given.actor(Role.CASE_MANAGER)


@pytest.fixture
def case(manager: Actor) -> Case:
    return given.case(manager, consented=True)


def invite(case: Case, manager: Actor, helper: Actor, **changes: object) -> CircleMember:
    told = {"reason": "Wohnungssuche", "since": TODAY, "last_day": LAST, "actor": manager, "today": TODAY, **changes}
    with act_as(manager, today=told["today"]):  # type: ignore[arg-type]
        return invite_helper(case=case, account=given.account_of(helper), **told)  # type: ignore[arg-type]


def sees(actor: Actor, today: date = TODAY) -> dict[str, int]:
    with act_as(actor, today=today):
        return {
            model.__name__: model._default_manager.count() for model in (Case, Person, Stay, Goal, ContactNote, Task)
        }


NOTHING = {"Case": 0, "Person": 0, "Stay": 0, "Goal": 0, "ContactNote": 0, "Task": 0}


def test_of_a_part_only_the_part_is_seen(case: Case, manager: Actor) -> None:
    helper = given.actor(Role.CASE_MANAGER)
    housing = given.life_domain("Wohnen")
    with act_as(manager, today=TODAY):
        goal(case, manager)  # Sprache
        Goal.objects.create(case=case, life_domain=housing, words="Wohnung", agreed_on=TODAY)
        for domains in ([housing.id], [housing.id, given.life_domain().id], []):
            one = note(case, manager)
            ContactNote.objects.filter(id=one.id).update(life_domain_ids=domains)
        private = note(case, manager, visibility=Visibility.AUTHOR)
        ContactNote.objects.filter(id=private.id).update(life_domain_ids=[housing.id])
    invite(case, manager, helper, scope=CircleScope.DOMAINS, life_domains=[housing])
    assert sees(helper) == {**NOTHING, "Goal": 1, "ContactNote": 1}
    with act_as(helper, today=TODAY):
        assert Goal.objects.get().words == "Wohnung"
        assert [part.number for part in shared_parts()] == [case.number]
        assert not Measure.objects.exists()
    assert sees(helper, LAST + timedelta(days=1)) == NOTHING


def test_who_has_tasks_only_sees_the_own_ones_and_ends_them(case: Case, manager: Actor) -> None:
    helper = given.actor(Role.CASE_MANAGER)
    invite(case, manager, helper, scope=CircleScope.TASKS)
    with act_as(manager, today=TODAY):
        mine = plan_task(case=case, text="Begleiten", actor=manager, today=TODAY, responsible=given.account_of(helper))
        plan_task(case=case, text="Anrufen", actor=manager, today=TODAY)
        note(case, manager)
    assert sees(helper) == {**NOTHING, "Task": 1}
    with act_as(helper, today=TODAY):
        with pytest.raises(Refused, match="wer die ganze Akte sieht"):
            change_task(task=mine, version=1, text="Anders", actor=helper, today=TODAY)
        end_task(task=mine, actor=helper, today=TODAY)
        assert not Task.objects.get().is_open
    assert sees(helper, LAST + timedelta(days=1)) == NOTHING


def test_who_sees_a_part_withdraws_and_does_nothing_else_with_the_entry(case: Case, manager: Actor) -> None:
    helper = given.actor(Role.CASE_MANAGER)
    member = invite(case, manager, helper, scope=CircleScope.TASKS)
    with act_as(helper, today=TODAY):
        for values in ({"until": LAST + timedelta(days=99)}, {"scope": "whole"}, {"function": "responsible"}):
            with pytest.raises(Error, match="row-level security"), transaction.atomic():
                CircleMember.objects.filter(id=member.id).update(**values)
        assert members_of(case.id).count() == 2
        end_helper(member=member_in(case.id, member.id), actor=helper, today=TODAY)
        assert not members_of(case.id).exists()
        with pytest.raises(NotVisible):
            member_in(case.id, member.id)


def test_what_is_over_is_not_ended_again(case: Case, manager: Actor) -> None:
    member = invite(case, manager, given.actor(Role.CASE_MANAGER))
    later = LAST + timedelta(days=9)
    with act_as(manager, today=later):
        end_helper(member=member, actor=manager, today=later)
    with act_as(manager, today=later):
        assert CircleMember.objects.get(id=member.id).until == LAST + timedelta(days=1)


def test_what_was_ended_before_it_began_does_not_stand_in_the_way(case: Case, manager: Actor) -> None:
    helper, begins = given.actor(Role.CASE_MANAGER), TODAY + timedelta(days=1)
    for since in (begins + timedelta(days=1), begins):
        member = invite(case, manager, helper, since=since)
        with act_as(manager, today=TODAY):
            end_helper(member=member, actor=manager, today=TODAY)
    assert sees(helper, begins) == NOTHING


def test_a_helper_of_the_whole_file_does_not_lengthen_the_own_time(case: Case, manager: Actor) -> None:
    helper = given.helper(case, manager)
    with act_as(helper, today=TODAY), pytest.raises(Error, match="row-level security"), transaction.atomic():
        CircleMember.objects.filter(account_id=helper.id).update(until=None)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"scope": CircleScope.DOMAINS}, "life_domains"),
        ({"last_day": TODAY + timedelta(days=400)}, "last_day"),
        ({"last_day": TODAY - timedelta(days=1)}, "last_day"),
        ({"reason": " "}, "reason"),
    ],
)
def test_an_invitation_that_makes_no_sense(case: Case, manager: Actor, changes: dict[str, object], field: str) -> None:
    with pytest.raises(Invalid) as invalid:
        invite(case, manager, given.actor(Role.CASE_MANAGER), **changes)
    assert list(invalid.value.errors) == [field]


# -- partner organisations --------------------------------------------------------------------


def test_a_partner_needs_the_release_and_the_entry_names_it(case: Case, manager: Actor) -> None:
    organisation = given.organisation()
    partner = given.actor(Role.PARTNER, organisation=organisation)
    with pytest.raises(Invalid, match="keine gültige Schweigepflichtentbindung"):
        invite(case, manager, partner)
    given.release(case, given.organisation("Andere Stelle"), manager)
    with pytest.raises(Invalid, match="keine gültige Schweigepflichtentbindung"):
        invite(case, manager, partner)
    with act_as(manager, today=TODAY):
        assert partner.id not in [one.id for one in invitable(case, circle_of(case, TODAY), TODAY)]
    release = given.release(case, organisation, manager)
    with act_as(manager, today=TODAY):
        words = {one.id: one.words for one in invitable(case, circle_of(case, TODAY), TODAY)}
    assert words[partner.id] == f"{partner.name}, {organisation.name}"
    member = invite(case, manager, partner)
    assert member.release_id == release.id
    with act_as(manager, today=TODAY):
        (told,) = Transfer.objects.filter(kind=TransferKind.HELPER)
        assert (told.origin_id, told.consent_id, told.organisation_id) == (member.id, release.id, organisation.id)
        assert told.contained == f"Zugang für {partner.name}, die ganze Akte"
    assert sees(partner)["Case"] == 1


def test_no_more_is_shared_than_the_release_says(case: Case, manager: Actor) -> None:
    organisation, housing = given.organisation(), given.life_domain("Wohnen")
    partner = given.actor(Role.PARTNER, organisation=organisation)
    given.release(case, organisation, manager, life_domain_ids=[housing.id])
    for scope, domains in ((CircleScope.WHOLE, []), (CircleScope.DOMAINS, [housing, given.life_domain()])):
        with pytest.raises(Invalid, match="reicht nicht so weit"):
            invite(case, manager, partner, scope=scope, life_domains=domains)
    assert invite(case, manager, partner, scope=CircleScope.DOMAINS, life_domains=[housing]).release is not None


@pytest.mark.parametrize("scope", [CircleScope.WHOLE, CircleScope.TASKS])
def test_what_they_may_tell_us_lets_nobody_in(case: Case, manager: Actor, scope: CircleScope) -> None:
    organisation = given.organisation()
    partner = given.actor(Role.PARTNER, organisation=organisation)
    given.release(case, organisation, manager, direction=Direction.FROM_THEM)
    with pytest.raises(Invalid, match="keine gültige Schweigepflichtentbindung"):
        invite(case, manager, partner, scope=scope)


@pytest.mark.parametrize("how", ["withdrawn_on", "valid_until"])
def test_what_rests_on_a_release_ends_with_it(case: Case, manager: Actor, how: str) -> None:
    organisation = given.organisation()
    partner = given.actor(Role.PARTNER, organisation=organisation)
    release = given.release(case, organisation, manager)
    invite(case, manager, partner)
    ends = TODAY + timedelta(days=3)
    with act_as(manager, today=TODAY):
        Consent.objects.filter(id=release.id).update(**{how: ends})
    after = ends if how == "withdrawn_on" else ends + timedelta(days=1)
    assert sees(partner, after - timedelta(days=1))["Case"] == 1
    assert sees(partner, after) == NOTHING
    with act_as(manager, today=after):
        assert not circle_of(case, after).takes_part(partner.id)


@pytest.mark.parametrize("how", ["withdrawn_on", "valid_until"])
def test_the_list_says_that_it_ended_with_the_release_and_a_new_one_lets_in_again(
    case: Case, manager: Actor, how: str
) -> None:
    organisation = given.organisation()
    partner, helper = given.actor(Role.PARTNER, organisation=organisation), given.actor(Role.CASE_MANAGER)
    release = given.release(case, organisation, manager)
    invite(case, manager, partner, scope=CircleScope.TASKS)
    invite(case, manager, helper, scope=CircleScope.TASKS)
    ends = TODAY + timedelta(days=3)
    with act_as(manager, today=TODAY):
        Consent.objects.filter(id=release.id).update(**{how: ends})
    after = ends if how == "withdrawn_on" else ends + timedelta(days=1)
    with act_as(partner, today=TODAY):
        assert [one.until for one in shared_parts()] == [after]
    for reader in (manager, helper):
        with act_as(reader, today=after):
            told: dict[UUID, Any] = {one.account_id: one for one in members_of(case.id)}
            assert told[partner.id].over_on == after
            assert told[helper.id].over_on == LAST + timedelta(days=1)
            assert told[partner.id].id not in ids_in_force(case.id, after)
    given.release(case, organisation, manager, given_on=after)
    assert sees(partner, after) == NOTHING, "a new release opens nothing by itself"
    again = {"since": after, "last_day": after + timedelta(days=9), "today": after}
    assert invite(case, manager, partner, scope=CircleScope.TASKS, **again).release_id != release.id
    with pytest.raises(Invalid, match="gehört in dieser Zeit schon"):
        invite(case, manager, partner, scope=CircleScope.TASKS, **again)


def test_a_cover_is_called_what_it_is(case: Case, manager: Actor) -> None:
    from faden.domain.cases.operations.absence import announce_absence

    colleague = given.actor(Role.CASE_MANAGER)
    with act_as(manager, today=TODAY):
        announce_absence(
            since=TODAY, last_day=LAST, cover=given.account_of(colleague), cases=[case], actor=manager, today=TODAY
        )
        entry = CircleMember.objects.get(account_id=colleague.id)
    assert (entry.function, entry.scope) == (CircleFunction.COVER, CircleScope.WHOLE)


def test_who_sees_only_a_part_stands_in_by_a_new_entry(case: Case, manager: Actor) -> None:
    from faden.domain.cases.operations.absence import announce_absence

    colleague = given.actor(Role.CASE_MANAGER)
    invite(case, manager, colleague, scope=CircleScope.TASKS)
    with act_as(manager, today=TODAY):
        announce_absence(
            since=TODAY, last_day=LAST, cover=given.account_of(colleague), cases=[case], actor=manager, today=TODAY
        )
    assert sees(colleague)["Case"] == 1
