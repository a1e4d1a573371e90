"""Referrals: nothing leaves without a release, nothing falls into a black hole, the receiver sees the package only."""

from dataclasses import fields
from datetime import timedelta
from functools import partial

import pytest
from django.db import DatabaseError, ProgrammingError, transaction

from faden.domain.cases.models import Case
from faden.domain.cases.queries.transfers import transfer_for
from faden.domain.cases.story import Kind
from faden.domain.consent.enums import Direction, Purpose, TransferKind
from faden.domain.consent.models import Consent
from faden.domain.organisations.models import Organisation
from faden.domain.people.models import Person
from faden.domain.referrals import queries, rules
from faden.domain.referrals.enums import ReferralAct, ReferralState
from faden.domain.referrals.models import Referral, ReferralStep
from faden.domain.referrals.operations import (
    answer_referral,
    change_draft,
    draft_referral,
    expire_referral,
    revoke_referral,
    send_referral,
)
from faden.domain.referrals.transitions import ANSWERS, REFERRAL
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.errors import Conflict, Invalid, NotVisible, Refused
from faden.kernel.access.roles import Role
from faden.lib.identifiers import new_id
from tests import given
from tests.domain.cases.acts import close
from tests.stories import told_by

pytestmark = pytest.mark.django_db
TODAY = given.TODAY
NEXT_WEEK = TODAY + timedelta(days=7)


@pytest.fixture
def manager() -> Actor:
    return given.actor(Role.CASE_MANAGER)


@pytest.fixture
def organisation() -> Organisation:
    return given.organisation()


@pytest.fixture
def partner(organisation: Organisation) -> Actor:
    return given.actor(Role.PARTNER, organisation=organisation)


@pytest.fixture
def case(manager: Actor) -> Case:
    return given.case(manager, on=TODAY - timedelta(days=10), consented=True)


def draft(case: Case, manager: Actor, organisation: Organisation, **changes: object) -> Referral:
    arguments = {"concern": "Beratung zum Bürgergeld", "disclosed_name": "Ana Đorđević", **changes}
    return draft_referral(
        case=case,
        organisation=organisation,
        life_domain=given.life_domain(),
        actor=manager,
        today=TODAY,
        **arguments,  # type: ignore[arg-type]
    )


def sent(case: Case, manager: Actor, organisation: Organisation) -> Referral:
    given.release(case, organisation, manager)
    with act_as(manager, today=TODAY):
        referral = draft(case, manager, organisation)
        return send_referral(referral=referral, version=1, actor=manager, today=TODAY)


def answer(referral: Referral, partner: Actor, act: ReferralAct, **arguments: object) -> Referral:
    version = Referral.objects.get(id=referral.id).version
    return answer_referral(
        referral=referral,
        version=version,
        act=act,
        actor=partner,
        today=TODAY,
        **arguments,  # type: ignore[arg-type]
    )


def test_the_whole_way(case: Case, manager: Actor, organisation: Organisation, partner: Actor) -> None:
    referral = sent(case, manager, organisation)
    with act_as(partner, today=TODAY):
        answer(referral, partner, ReferralAct.ACCEPT, remark="gern")
        answer(referral, partner, ReferralAct.APPOINT, appointment_on=NEXT_WEEK)
        done = answer(referral, partner, ReferralAct.COMPLETE)
        assert (done.state, done.ended_on, done.appointment_on) == (ReferralState.COMPLETED, TODAY, NEXT_WEEK)
    with act_as(manager, today=TODAY):
        assert [step.to_state for step in queries.steps_of(referral)] == [
            "sent", "accepted", "appointed", "completed",
        ]  # fmt: skip
        assert queries.under_way(manager, TODAY) == []


def test_without_a_release_nothing_leaves(case: Case, manager: Actor, organisation: Organisation) -> None:
    given.release(case, given.organisation("Jugendamt"), manager)
    with act_as(manager, today=TODAY):
        referral = draft(case, manager, organisation)
        with pytest.raises(Invalid, match="Schweigepflichtentbindung gegenüber „Jobcenter“"):
            send_referral(referral=referral, version=1, actor=manager, today=TODAY)


@pytest.mark.parametrize("change", [{"withdrawn_on": TODAY}, {"valid_until": TODAY - timedelta(days=1)}])
def test_a_release_that_no_longer_holds_covers_nothing(
    case: Case, manager: Actor, organisation: Organisation, change: dict[str, object]
) -> None:
    release = given.release(case, organisation, manager, given_on=TODAY - timedelta(days=5))
    with act_as(manager, today=TODAY):
        Consent.objects.filter(id=release.id).update(**change)
        referral = draft(case, manager, organisation)
        with pytest.raises(Invalid):
            send_referral(referral=referral, version=1, actor=manager, today=TODAY)


def test_what_left_is_written_down_with_its_release(case: Case, manager: Actor, organisation: Organisation) -> None:
    domain = given.life_domain()
    release = given.release(case, organisation, manager, life_domain_ids=[domain.id])
    with act_as(manager, today=TODAY):
        referral = send_referral(
            referral=draft(case, manager, organisation), version=1, actor=manager, today=TODAY, basis=release
        )
        left = transfer_for(referral.id)
    assert left is not None
    assert (left.consent, left.contained, left.life_domain_ids) == (release, "Anliegen und Name", [domain.id])


@pytest.mark.parametrize(
    "scope",
    [
        {"withdrawn_on": TODAY},
        {"valid_until": TODAY - timedelta(days=1)},
        {"direction": Direction.FROM_THEM},
        {"purpose": Purpose.ADVICE},
        {"life_domain_ids": [new_id()]},
    ],
    ids=["withdrawn", "expired", "only-to-us", "other-purpose", "other-life-domain"],
)
def test_the_organisation_sees_it_only_as_long_as_a_release_lets_it(
    case: Case, manager: Actor, organisation: Organisation, partner: Actor, scope: dict[str, object]
) -> None:
    with act_as(manager, today=TODAY - timedelta(days=3)):
        release = given.release(case, organisation, manager, given_on=TODAY - timedelta(days=3))
        referral = send_referral(
            referral=draft(case, manager, organisation), version=1, actor=manager, today=TODAY - timedelta(days=3)
        )
    with act_as(partner, today=TODAY):
        assert [one.id for one in queries.received(partner, finished=False)] == [referral.id]
    with act_as(manager, today=TODAY):
        Consent.objects.filter(id=release.id).update(**scope)
        assert queries.is_closed_to_receiver(referral, on=TODAY)
    with act_as(partner, today=TODAY):
        assert queries.received(partner, finished=False) == []
        assert not Referral.objects.exists()
        assert Referral.objects.filter(id=referral.id).update(answer="trotzdem") == 0
        with pytest.raises(DatabaseError), transaction.atomic():
            ReferralStep.objects.create(
                case_id=case.id, referral=referral, from_state="sent", to_state="accepted", on=TODAY,
                author_id=partner.id,
            )  # fmt: skip
    given.release(case, organisation, manager)
    with act_as(partner, today=TODAY):
        assert [one.id for one in queries.received(partner, finished=False)] == [referral.id], "renewed, it opens again"


def test_a_norm_it_was_not_sent_on_keeps_nothing_open(
    case: Case, manager: Actor, organisation: Organisation, partner: Actor
) -> None:
    """That another norm would carry it opens it to nobody; so the page must not say that it is open."""
    release = given.release(case, organisation, manager)
    given.legal_basis(TransferKind.REFERRAL)
    with act_as(manager, today=TODAY):
        referral = send_referral(
            referral=draft(case, manager, organisation), version=1, actor=manager, today=TODAY, basis=release
        )
        Consent.objects.filter(id=release.id).update(withdrawn_on=TODAY)
        assert queries.is_closed_to_receiver(referral, on=TODAY)
    with act_as(partner, today=TODAY):
        assert queries.received(partner, finished=False) == []


def test_what_was_sent_on_a_norm_needs_no_release(
    case: Case, manager: Actor, organisation: Organisation, partner: Actor
) -> None:
    law = given.legal_basis(TransferKind.REFERRAL)
    with act_as(manager, today=TODAY):
        referral = send_referral(
            referral=draft(case, manager, organisation), version=1, actor=manager, today=TODAY, basis=law
        )
        assert not queries.is_closed_to_receiver(referral, on=TODAY)
    with act_as(partner, today=TODAY):
        assert [one.id for one in queries.received(partner, finished=False)] == [referral.id]


def test_what_was_previewed_is_what_is_sent(case: Case, manager: Actor, organisation: Organisation) -> None:
    given.release(case, organisation, manager)
    with act_as(manager, today=TODAY):
        referral = draft(case, manager, organisation)
        change_draft(
            referral=referral, version=1, organisation=organisation, life_domain=given.life_domain(), concern="anders",
            actor=manager, today=TODAY,
        )  # fmt: skip
        with pytest.raises(Conflict) as conflict:
            send_referral(referral=referral, version=1, actor=manager, today=TODAY)
        assert conflict.value.fields["concern"] == ("Anliegen", "anders")
        send_referral(referral=referral, version=2, actor=manager, today=TODAY)
        with pytest.raises(Refused, match="nicht mehr geändert"):
            change_draft(
                referral=referral, version=3, organisation=organisation, life_domain=given.life_domain(), concern="x",
                actor=manager, today=TODAY,
            )  # fmt: skip


def test_the_receiver_sees_the_package_and_nothing_else(
    case: Case, manager: Actor, organisation: Organisation, partner: Actor
) -> None:
    referral = sent(case, manager, organisation)
    with act_as(partner, today=TODAY):
        package, _ = queries.received_referral(partner, referral.id)
        assert package.disclosed_name == "Ana Đorđević"
        assert not {"case", "case_id", "number"} & {field.name for field in fields(package)}
        assert not Case.objects.exists()
        assert not Person.objects.exists()
        assert not ReferralStep.objects.exists()


@pytest.mark.parametrize("state", ["draft", "revoked", "elsewhere"])
def test_what_was_not_sent_there_is_not_there(
    case: Case, manager: Actor, organisation: Organisation, partner: Actor, state: str
) -> None:
    if state == "draft":
        with act_as(manager, today=TODAY):
            referral = draft(case, manager, organisation)
    else:
        referral = sent(case, manager, organisation)
    if state == "revoked":
        with act_as(manager, today=TODAY):
            revoke_referral(referral=referral, version=2, actor=manager, today=TODAY, remark="Termin hat sich erledigt")
    reader = given.actor(Role.PARTNER, organisation=given.organisation("JMD")) if state == "elsewhere" else partner
    with act_as(reader, today=TODAY):
        assert queries.received(reader, finished=False) == queries.received(reader, finished=True) == []
        with pytest.raises(NotVisible):
            queries.received_referral(reader, referral.id)


def test_declining_needs_a_reason_and_a_date_an_appointment(
    case: Case, manager: Actor, organisation: Organisation, partner: Actor
) -> None:
    referral = sent(case, manager, organisation)
    with act_as(partner, today=TODAY):
        with pytest.raises(Invalid) as invalid:
            answer(referral, partner, ReferralAct.DECLINE, remark=" ")
        assert list(invalid.value.errors) == ["remark"]
        answer(referral, partner, ReferralAct.ACCEPT)
        with pytest.raises(Invalid) as invalid:
            answer(referral, partner, ReferralAct.APPOINT)
        assert list(invalid.value.errors) == ["appointment_on"]


def test_two_colleagues_answer_once(case: Case, manager: Actor, organisation: Organisation, partner: Actor) -> None:
    referral = sent(case, manager, organisation)
    with act_as(partner, today=TODAY):
        answer(referral, partner, ReferralAct.ACCEPT, remark="übernommen")
        with pytest.raises(Conflict):
            answer_referral(
                referral=referral, version=2, act=ReferralAct.DECLINE, remark="nein", actor=partner, today=TODAY
            )


def test_unanswered_can_be_given_up_and_is_answered_late(
    case: Case, manager: Actor, organisation: Organisation, partner: Actor
) -> None:
    referral = sent(case, manager, organisation)
    with act_as(manager, today=NEXT_WEEK):
        assert [(waiting.case_number, waiting.age) for waiting in queries.under_way(manager, NEXT_WEEK)] == [
            (case.number, 7)
        ]
        expire_referral(referral=referral, version=2, actor=manager, today=NEXT_WEEK)
        assert queries.under_way(manager, NEXT_WEEK) == []
    with act_as(partner, today=NEXT_WEEK):
        assert [package.id for package in queries.received(partner, finished=False)] == [referral.id]
        late = answer(referral, partner, ReferralAct.ACCEPT)
        assert (late.state, late.ended_on) == (ReferralState.ACCEPTED, None)


def test_a_closed_case_sends_nothing_and_can_take_back(case: Case, manager: Actor, organisation: Organisation) -> None:
    referral = sent(case, manager, organisation)
    with act_as(manager, today=TODAY):
        close(case, manager)
        with pytest.raises(Refused, match="wiedereröffnet"):
            draft(case, manager, organisation)
        assert revoke_referral(referral=referral, version=2, actor=manager, today=TODAY).state == ReferralState.REVOKED


def test_a_helper_neither_refers_nor_takes_back(case: Case, manager: Actor, organisation: Organisation) -> None:
    referral = sent(case, manager, organisation)
    helper = given.helper(case, manager)
    with act_as(helper, today=TODAY):
        with pytest.raises(Refused, match="Nur die fallführende Person darf an Organisationen verweisen"):
            draft(case, helper, organisation)
        with pytest.raises(Refused, match="zurückziehen"):
            revoke_referral(referral=referral, version=2, actor=helper, today=TODAY)


def test_only_organisations_that_receive_are_referred_to(case: Case, manager: Actor) -> None:
    deaf = given.organisation("Verein ohne Sprechstunde", receives_referrals=False)
    with act_as(manager, today=TODAY), pytest.raises(Invalid) as invalid:
        draft(case, manager, deaf, concern=" ")
    assert set(invalid.value.errors) == {"organisation", "concern"}


def test_the_database_keeps_a_partner_from_taking_a_referral_back(
    case: Case, manager: Actor, organisation: Organisation, partner: Actor
) -> None:
    referral = sent(case, manager, organisation)
    with act_as(partner, today=TODAY), pytest.raises(ProgrammingError), transaction.atomic():
        Referral.objects.filter(id=referral.id).update(state="revoked")


def test_the_story_of_the_case_tells_every_step(
    case: Case, manager: Actor, organisation: Organisation, partner: Actor
) -> None:
    referral = sent(case, manager, organisation)
    with act_as(partner, today=NEXT_WEEK):
        answer_referral(
            referral=referral, version=2, act=ReferralAct.DECLINE, remark="voll", actor=partner, today=NEXT_WEEK
        )
    with act_as(manager, today=NEXT_WEEK):
        told = partial(told_by, queries.STORY, Kind.REFERRAL_STEP, case=case, today=NEXT_WEEK)
        newest, first = told()
        assert told(after=newest.place) == [first]
        assert told(after=first.place) == []
        assert queries.referral_of(case, referral.id).answer == "voll"
    assert (newest.kind, newest.facts["after"], newest.facts["waited"]) == (Kind.REFERRAL_STEP, "declined", 7)


@pytest.mark.parametrize("state", ReferralState)
@pytest.mark.parametrize("act", ReferralAct)
def test_what_can_follow(state: ReferralState, act: ReferralAct) -> None:
    assert rules.may_move.allows(Referral(state=state), act) == REFERRAL.may(state, act)


@pytest.mark.parametrize("act", ReferralAct)
def test_an_organisation_answers_and_nothing_else(act: ReferralAct, organisation: Organisation, partner: Actor) -> None:
    received = Referral(organisation=organisation, state=ReferralState.ACCEPTED)
    possible = {ReferralAct.APPOINT, ReferralAct.COMPLETE, ReferralAct.END}
    assert rules.may_answer.allows(partner, received, act) == (act in possible)
    assert possible <= ANSWERS
    stranger = given.actor(Role.CASE_MANAGER)
    assert not rules.may_answer.allows(stranger, received, act)


def test_nobody_reads_a_referral_of_another_case(case: Case, manager: Actor, organisation: Organisation) -> None:
    referral = sent(case, manager, organisation)
    other = given.case(manager, family_name="Andere")
    with act_as(manager, today=TODAY), pytest.raises(NotVisible):
        queries.referral_of(other, referral.id)
